import LuaRuntime
import Wording

/// What a script printed and how it ended.
struct Script {
  var printed = ""
  var outcome: ScriptOutcome
  var cpu: Duration

  /// Runs a script under the chunk name that lua5.4 gives to its standard input, so that messages agree.
  init(_ source: String, limits: Limits = Limits(memory: 64 << 20, cpu: .milliseconds(300))) throws {
    (printed, outcome, cpu) = try ScriptThread.run {
      var bytes: [UInt8] = []
      let interpreter = try Interpreter(limits: limits, seed: 1) { bytes += $0 }
      let outcome = interpreter.run(source, named: "stdin")
      return (String(decoding: bytes, as: UTF8.self), outcome, interpreter.cpuUsed)
    }
  }

  /// The lines that it printed, where it succeeded.
  var lines: [Substring] {
    guard case .succeeded = outcome else { return ["\(outcome)"] }
    return printed.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
  }

  /// The limit that stopped it.
  var limit: Limit? {
    if case .limited(let limit, _) = outcome { return limit }
    return nil
  }
}
