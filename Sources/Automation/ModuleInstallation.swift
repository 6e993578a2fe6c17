import LuaRuntime
import ScriptModel
import Scripting

extension Interpreter {
  /// Gives a state all that scripts see of Patron: modules, the operators of money, `null`.
  func installModules(for host: ScriptSession) {
    installNull(named: "null")
    for operation in MoneyOperators.all { install(operation.body(host), asMoneyOperator: operation.description.name) }
    install(PatronCatalog.modules, for: host)
  }

  /// Gives a state what test files see besides.
  func installTestModules(for host: TestSession) {
    install(PatronCatalog.testModules, for: host)
    installExpectations(asMethodsOf: "expect", otherNames: Module<TestSession>.expectationsElsewhere)
    // What texts are matched by, before a script can put something in its place.
    _ = run("return string.find", named: "(test)") { call, first in
      if case .function(let find)? = try? ScriptValue.read(call, at: first) { host.find = find }
    }
  }

  private func install<Host: HostSession>(_ modules: [Module<Host>], for host: Host) {
    for module in modules {
      for function in module.functions {
        if function.description.name == module.name {
          install(function.body(host), asCallOf: module.name)
        } else {
          install(function.body(host))
        }
      }
    }
  }
}
