import CReference
import LuaRuntime
import ScriptModel
import Wording

/// What a call of a declared function costs beside the same function in plain C, in the same interpreter.
struct HostCalls {
  private final class Host: HostSession {
    func read(_ function: FunctionDescription) {}
    func write<Result>(_ function: FunctionDescription, _ body: () throws -> Result) throws -> Result { try body() }
  }

  private static let none = Phrase(verbatim: "")
  private static let functions: [Function<Host>] = [
    Function("declared_nothing", none, effect: .pure, returns: .nothing, example: "") { _ in Nothing() },
    Function(
      "declared_add", none, effect: .pure, takes: Parameter("a", none, as: Int64.self), Parameter("b", none, as: Int64.self),
      returns: Returned("sum", none, as: Int64.self), example: ""
    ) { _, first, second in first &+ second },
    Function(
      "declared_length", none, effect: .pure, takes: Parameter("text", none, as: String.self),
      returns: Returned("count", none, as: Int.self), example: ""
    ) { _, text in text.utf8.count },
    Function(
      "declared_echo", none, effect: .pure, takes: Parameter("text", none, as: String.self),
      returns: Returned("text", none, as: String.self), example: ""
    ) { _, text in text },
  ]

  func run() throws {
    let interpreter = try unsafe Interpreter(limits: Limits(), seed: 1, output: { _ in })
    let host = Host()
    for function in Self.functions { interpreter.install(function.body(host)) }
    interpreter.configure { unsafe reference_install($0) }
    print("host calls, ns and ratio to plain C, medians of 9")
    for (name, arguments) in [("nothing", ""), ("add", "i, 1"), ("length", "'a customer'"), ("echo", "'a customer'")] {
      let (declared, reference) = try measure(interpreter, name, arguments)
      let ratio = (declared / reference * 100).rounded() / 100
      print("  \(name)(\(arguments))  C \(reference.rounded()) ns  declared \(declared.rounded()) ns  ratio \(ratio)")
    }
  }

  /// Nanoseconds for a call, net of the empty loop.
  private func measure(_ interpreter: Interpreter, _ name: String, _ arguments: String) throws -> (Double, Double) {
    let loops = 2_000_000
    func time(_ statement: String) -> Double {
      let source = "local f, g = declared_\(name), reference_\(name) for i = 1, \(loops) do \(statement) end"
      _ = interpreter.run(source, named: "bench")
      let (seconds, attoseconds) = interpreter.cpuUsed.components
      return (Double(seconds) + Double(attoseconds) / 1e18) / Double(loops) * 1e9
    }
    var pairs: [(Double, Double)] = []
    for _ in 1...9 {
      let empty = time("")
      pairs.append((time("f(\(arguments))") - empty, time("g(\(arguments))") - empty))
    }
    let middle = pairs.sorted { $0.0 / $0.1 < $1.0 / $1.1 }[pairs.count / 2]
    return middle
  }
}
