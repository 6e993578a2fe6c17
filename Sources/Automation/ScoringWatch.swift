import Foundation
public import LuaRuntime

/// How somebody follows definitions at work, stops them, and what they may use.
public struct ScoringWatch {
  /// What each definition may use.
  public var limits = Limits(memory: 256 << 20, cpu: .seconds(600), output: 10 << 20)
  /// Receives what the files print.
  public var output: (UnsafeRawBufferPointer) -> Void
  /// Receives the canceller of each definition's state as soon as there is one.
  public var onStart: (Canceller) -> Void
  /// How many threads read and score beside the one that writes; 0 for none. The result is the same for any number.
  public var workers =
    ProcessInfo.processInfo.activeProcessorCount > 1 ? ProcessInfo.processInfo.activeProcessorCount : 0
  /// How many ids of customers make a part, which has a Lua state of its own.
  var partSize: Int64 = 8192
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
  /// How many threads have worked beside those that write.
  private(set) var threads = 0
  /// The most memory that one of them held, in bytes.
  private(set) var peakBytes = 0

  /// Adds what a state has used since it was entered last.
  func note(_ interpreter: Interpreter) {
    add(processorTime: interpreter.cpuUsed, peakBytes: interpreter.memoryPeak)
  }

  /// Adds what threads have used.
  func add(processorTime time: Duration = .zero, peakBytes bytes: Int = 0, threads: Int = 0) {
    self.threads += threads
    processorTime += time
    peakBytes = max(peakBytes, bytes)
  }
}
