import CReference
import LuaRuntime
import ScriptModel
import Wording

/// What a call of a declared function costs beside the same function in plain C, in the same interpreter.
struct HostCalls {
  let rounds: Int

  /// A line of the table.
  private struct Line {
    var setup: (declared: String, reference: String)
    var declared: String
    var reference: String
    var title: String
    var aim: String

    /// A call of a function and of its twin.
    static func call(_ name: String, _ arguments: String, aim: String) -> Line {
      Line(
        setup: ("local f = declared_\(name)", "local f = reference_\(name)"), declared: "f(\(arguments))",
        reference: "f(\(arguments))", title: "call \(name)(\(arguments))", aim: aim)
    }
  }

  /// Zero to four arguments of each type.
  private static var calls: [Line] {
    var lines: [Line] = [.call("nothing", "", aim: "1.3")]
    let types = [
      (name: "integers", arguments: ["i", "1", "2", "3"], aim: "1.3"),
      (name: "numbers", arguments: ["1.5", "2.5", "3.5", "4.5"], aim: "1.3"),
      (name: "booleans", arguments: ["true", "false", "true", "true"], aim: "1.3"),
      (name: "strings", arguments: ["'a customer'", "'CN'", "'Shanghai'", "'M'"], aim: "2"),
    ]
    for type in types {
      for count in 1...type.arguments.count {
        let arguments = type.arguments.prefix(count).joined(separator: ", ")
        lines.append(.call("\(type.name)\(count)", arguments, aim: type.aim))
      }
    }
    return lines + [.call("echo", "'a customer'", aim: "2")]
  }

  private static let records: [Line] = ["c.name", "c.employees", "c:copy()"].map { expression in
    Line(
      setup: ("local c = declared_record()", "local c = reference_record()"), declared: "local x = \(expression)",
      reference: "local x = \(expression)", title: "\(expression) of a record", aim: "1.3")
  }

  func run() throws {
    let interpreter = try unsafe Interpreter(limits: Limits(), seed: 1, output: { _ in })
    let host = DeclaredFunctions.Host()
    for function in DeclaredFunctions.all { interpreter.install(function.body(host)) }
    interpreter.configure { unsafe reference_install($0) }
    for line in Self.calls + Self.records {
      var ratio = Ratio()
      for _ in 0..<(2 * rounds + 1) {
        let declared = try nanoseconds(interpreter, line.setup.declared, line.declared)
        ratio.add(declared, beside: try nanoseconds(interpreter, line.setup.reference, line.reference))
      }
      ratio.show(line.title, in: "ns", beside: "C", aim: line.aim)
    }
  }

  /// What a statement takes, net of the loop around it.
  private func nanoseconds(_ interpreter: Interpreter, _ setup: String, _ statement: String) throws -> Double {
    let loops = 1_000_000
    func time(_ statement: String) throws -> Double {
      let outcome = interpreter.run("\(setup) for i = 1, \(loops) do \(statement) end", named: "bench")
      guard case .succeeded = outcome else { throw Program.Failure(description: "\(statement): \(outcome)") }
      return interpreter.cpuUsed / .nanoseconds(loops)
    }
    return try time(statement) - time("")
  }
}
