public import LuaRuntime

/// How somebody follows definitions at work, stops them, and what they may use.
public struct ScoringWatch {
  /// What each definition may use.
  public var limits = Limits(memory: 256 << 20, cpu: .seconds(600), output: 10 << 20)
  /// Receives what the files print.
  public var output: (UnsafeRawBufferPointer) -> Void
  /// Receives the canceller of each definition's state as soon as there is one.
  public var onStart: (Canceller) -> Void
  /// What was used so far.
  let use = ScoringUse()

  /// A watch; without closures, nobody looks.
  public init(
    output: @escaping (UnsafeRawBufferPointer) -> Void = { _ in }, onStart: @escaping (Canceller) -> Void = { _ in }
  ) {
    self.output = output
    self.onStart = onStart
  }
}

/// What the definitions of a run used, taken together.
final class ScoringUse {
  private(set) var processorTime = Duration.zero
  /// The most memory that one of them held, in bytes.
  private(set) var peakBytes = 0

  /// Adds what a state has used since it was entered last.
  func note(_ interpreter: Interpreter) {
    processorTime += interpreter.cpuUsed
    peakBytes = max(peakBytes, interpreter.memoryPeak)
  }
}
