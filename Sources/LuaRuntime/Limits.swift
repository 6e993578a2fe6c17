public import Wording

/// What a run may use.
///
/// Nil means no limit.
public struct Limits: Sendable, Hashable {
  /// Bytes that the script may hold after a full collection.
  ///
  /// It may hold up to about four times as much for a moment.
  public var memory: Int?
  /// Processor time of the run's thread.
  public var cpu: Duration?
  /// Time by the clock on the wall.
  public var wall: Duration?
  /// Lua instructions, counted by the thousand.
  ///
  /// Counting halves the speed.
  public var steps: Int64?
  /// Bytes that `print` may write.
  public var output: Int?

  /// Limits; what is left out is not limited.
  public init(
    memory: Int? = nil, cpu: Duration? = nil, wall: Duration? = nil, steps: Int64? = nil, output: Int? = nil
  ) {
    self.memory = memory
    self.cpu = cpu
    self.wall = wall
    self.steps = steps
    self.output = output
  }
}

/// Which limit stopped a run.
public enum Limit: String, Sendable, Hashable, CaseIterable {
  case memory, cpu, wall, steps, output, rows, messages

  /// The limit in words.
  public var phrase: Phrase {
    let chinese =
      switch self {
      case .memory: "内存"
      case .cpu: "处理器时间"
      case .wall: "实际时间"
      case .steps: "指令数"
      case .output: "输出"
      case .rows: "行数"
      case .messages: "消息数"
      }
    return Phrase(rawValue, zh: chinese)
  }
}

extension Duration {
  /// The duration in nanoseconds, at least 1 and at most what fits.
  var positiveNanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    if overflow { return seconds > 0 ? .max : 1 }
    let (sum, over) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
    return over ? .max : max(1, sum)
  }
}
