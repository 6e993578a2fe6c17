import CReference
import LuaRuntime
import ScriptModel
import Wording

/// What a call of a declared function costs beside the same function in plain C, in the same interpreter.
struct HostCalls {
  let rounds: Int

  private final class Host: HostSession {
    func permit(_ function: FunctionDescription) {}
  }

  /// A row as scripts see rows.
  private struct Record: ScriptResult {
    static var scriptType: ScriptType { .record("customer") }

    func push(to call: Call) -> Int32 {
      unsafe call.pushRecord(reference_layout(), reference_row())
      return 1
    }
  }

  private static let none = Phrase(verbatim: "")

  private static func integer(_ name: String) -> Parameter<Int64> { Parameter(name, none) }

  private static let integerResult = Returned("result", none, as: Int64.self)

  private static let functions: [Function<Host>] = [
    Function("declared_nothing", none, effect: .pure, returns: .nothing, example: "") { _ in Nothing() },
    Function("declared_sum1", none, effect: .pure, takes: integer("a"), returns: integerResult, example: "") { _, a in a
    },
    Function(
      "declared_sum2", none, effect: .pure, takes: integer("a"), integer("b"), returns: integerResult, example: ""
    ) { _, a, b in a &+ b },
    Function(
      "declared_sum3", none, effect: .pure, takes: integer("a"), integer("b"), integer("c"), returns: integerResult,
      example: ""
    ) { _, a, b, c in a &+ b &+ c },
    Function(
      "declared_sum4", none, effect: .pure, takes: integer("a"), integer("b"), integer("c"), integer("d"),
      returns: integerResult, example: ""
    ) { _, a, b, c, d in a &+ b &+ c &+ d },
    Function(
      "declared_half", none, effect: .pure, takes: Parameter("number", none, as: Double.self),
      returns: Returned("result", none, as: Double.self), example: ""
    ) { _, number in number / 2 },
    Function(
      "declared_length", none, effect: .pure, takes: Parameter("text", none, as: String.self),
      returns: Returned("count", none, as: Int.self), example: ""
    ) { _, text in text.utf8.count },
    Function(
      "declared_echo", none, effect: .pure, takes: Parameter("text", none, as: String.self),
      returns: Returned("text", none, as: String.self), example: ""
    ) { _, text in text },
    Function("declared_record", none, effect: .pure, returns: Returned("row", none, as: Record.self), example: "") {
      _ in
      Record()
    },
  ]

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

  private static let lines: [Line] = [
    .call("nothing", "", aim: "1.3"), .call("sum1", "i", aim: "1.3"), .call("sum2", "i, 1", aim: "1.3"),
    .call("sum3", "i, 1, 2", aim: "1.3"), .call("sum4", "i, 1, 2, 3", aim: "1.3"), .call("half", "1.5", aim: "1.3"),
    .call("length", "'a customer'", aim: "2"), .call("echo", "'a customer'", aim: "2"),
    Line(
      setup: ("local c = declared_record()", "local c = reference_record()"), declared: "local name = c.name",
      reference: "local name = c.name", title: "read c.name of a record, a table", aim: ""),
    Line(
      setup: ("local c = declared_record()", "local c = reference_record()"), declared: "local count = c.employees",
      reference: "local count = c.employees", title: "read c.employees of a record, a table", aim: ""),
  ]

  func run() throws {
    let interpreter = try unsafe Interpreter(limits: Limits(), seed: 1, output: { _ in })
    let host = Host()
    for function in Self.functions { interpreter.install(function.body(host)) }
    interpreter.configure { unsafe reference_install($0) }
    for line in Self.lines {
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
