public import Wording

/// How far a batch has come: what a run that stopped needs to know to go on.
public struct BatchProgress: Sendable, Hashable {
  /// The greatest id that is done; 0 before the first.
  public var lastID: Int64
  /// The greatest id that there was when the batch began. Records that come later are not its.
  public let endID: Int64
  /// How many records are done.
  public var count: Int
  /// Whether there are no more.
  public var isFinished: Bool

  /// A batch at some point.
  public init(lastID: Int64 = 0, endID: Int64, count: Int = 0, isFinished: Bool = false) {
    self.lastID = lastID
    self.endID = endID
    self.count = count
    self.isFinished = isFinished
  }
}

/// A book whose run can be cut into parts that are kept one by one.
public protocol BatchRegister: AnyObject {
  /// How far the batch of that name has come in this run; at the start of the entity's records where it is new.
  func batchProgress(_ name: String, of entity: Entity) throws -> BatchProgress
  /// Does the next part of a batch and keeps it, as a run of its own under this one; an error leaves nothing of it.
  /// Whoever waits for the writer's place gets it before the next part. In a dry run nothing is kept.
  func performPart(of name: String, _ body: () throws -> BatchProgress) throws
}

/// Why a batch cannot be done here.
public enum BatchError: Refusal, Hashable {
  case insideLoop
  case afterChanges
  case repeated(String)

  public var code: String {
    switch self {
    case .insideLoop: "batch-in-loop"
    case .afterChanges: "batch-after-changes"
    case .repeated: "repeated-batch"
    }
  }

  public var message: Phrase {
    switch self {
    case .insideLoop:
      Phrase(
        "batch cannot start inside a loop over records or inside another batch, because each part of it ends a transaction",
        zh: "batch 不能在遍历记录的循环或另一个 batch 中开始，因为它的每一部分都会结束一个事务")
    case .afterChanges:
      Phrase(
        "batch keeps its parts one by one, and this run has changed something before it: make those changes inside the batch, after it, or in a script of their own",
        zh: "batch 会逐部分保存，而本次运行在它之前已有改动：请把这些改动放到 batch 之内、之后，或另一个脚本中")
    case .repeated(let name):
      Phrase(
        "a batch '\(name)' was done in this run already: give each a name of its own, name = \"…\"",
        zh: "本次运行中已有名为 '\(name)' 的 batch：请分别命名，name = \"…\"")
    }
  }
}
