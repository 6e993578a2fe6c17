import LuaRuntime
import ScriptModel
import Scripting

extension Interpreter {
  /// Gives a state all that scripts see of Patron: modules, the operators of money, `null`.
  func installModules(for host: ScriptSession) {
    installNull(named: "null")
    for operation in MoneyOperators.all { install(operation.body(host), asMoneyOperator: operation.description.name) }
    for module in PatronCatalog.modules {
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
