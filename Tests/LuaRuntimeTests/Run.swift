import LuaRuntime
import ScriptModel
import Synchronization
import Testing
import Wording

/// What a script did when it was run with limits that keep tests short.
struct Run {
  var outcome: ScriptOutcome
  var printed: String
  var cpu: Duration
  var peak: Int

  static let limits = Limits(memory: 64 << 20, cpu: .milliseconds(150), output: 1 << 20)

  init(
    _ source: String, limits: Limits = Run.limits, seed: UInt64 = 1, language: Language = .english,
    prepare: (Interpreter) throws -> Void = { _ in }
  ) throws {
    self = try ScriptThread.run {
      let paper = Paper()
      let interpreter = try Interpreter(limits: limits, seed: seed, language: language, output: paper.write)
      try prepare(interpreter)
      let outcome = interpreter.run(source, named: "test.lua")
      return Run(
        outcome: outcome, printed: String(decoding: paper.bytes, as: UTF8.self), cpu: interpreter.cpuUsed,
        peak: interpreter.memoryPeak)
    }
  }

  private init(outcome: ScriptOutcome, printed: String, cpu: Duration, peak: Int) {
    self.outcome = outcome
    self.printed = printed
    self.cpu = cpu
    self.peak = peak
  }

  /// The error that nothing caught.
  var failure: ScriptFailure? {
    if case .failed(let failure) = outcome { return failure }
    return nil
  }

  /// The limit that stopped it.
  var limit: Limit? {
    if case .limited(let limit, _) = outcome { return limit }
    return nil
  }
}

final class Paper {
  private(set) var bytes: [UInt8] = []
  func write(_ text: UnsafeRawBufferPointer) { bytes += text }
}

/// A host without rules.
final class Host: HostSession {
  func permit(_ function: FunctionDescription) {}
}

extension Interpreter {
  /// Installs a raw body under a name.
  func install(_ name: String, _ body: @escaping (Call) throws -> Int32) {
    let declared = Function<Host>(
      name, Phrase(verbatim: name), effect: .pure, returns: .nothing, example: "", run: { _ in Nothing() })
    install(HostBody(description: declared.description, run: body))
  }
}

/// Counts the objects that are alive.
final class Census: Sendable {
  private let count = Atomic<Int>(0)
  var alive: Int { count.load(ordering: .relaxed) }

  /// An object that is counted while it lives.
  final class Member: Sendable {
    private let census: Census
    init(of census: Census) {
      self.census = census
      census.count.add(1, ordering: .relaxed)
    }
    deinit { census.count.subtract(1, ordering: .relaxed) }
  }
}
