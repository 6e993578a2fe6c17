public import Wording

/// How a run ended.
public enum RunOutcome: String, Sendable, CaseIterable {
  /// It did what it was asked to.
  case succeeded
  /// Its script or a check went wrong; nothing of it was kept.
  case failed
  /// It went over one of its limits; nothing of it was kept.
  case limited
  /// It was asked for what the book does not allow; nothing of it was kept.
  case refused
  /// Somebody stopped it; nothing of it was kept.
  case cancelled
}

/// What is known of a run when it starts.
public struct RunStart: Sendable, Hashable {
  /// What ran, as people recognise it: `run clean_up.lua`, `import customers`.
  public var title: String
  /// Who acted.
  public var operatorName: String
  /// When.
  public var startedAt: Instant
  /// SHA-256 of the script, in hexadecimal; nil where none ran.
  public var scriptHash: String?
  /// The business date that it was for.
  public var asOf: CivilDate?
  /// The seed of its random numbers.
  public var seed: Int64?
  /// The run that it takes back.
  public var undoes: Int64?
  /// The run that it is a part of.
  public var parent: Int64?

  /// A run about to start.
  public init(
    title: String, operatorName: String, startedAt: Instant, scriptHash: String? = nil, asOf: CivilDate? = nil,
    seed: Int64? = nil, undoes: Int64? = nil, parent: Int64? = nil
  ) {
    self.title = title
    self.operatorName = operatorName
    self.startedAt = startedAt
    self.scriptHash = scriptHash
    self.asOf = asOf
    self.seed = seed
    self.undoes = undoes
    self.parent = parent
  }
}

/// What is known of a run when it ends.
public struct RunEnd: Sendable, Hashable {
  /// How it ended.
  public var outcome: RunOutcome
  /// When.
  public var finishedAt: Instant
  /// What went wrong.
  public var error: String?
  /// Processor time, in milliseconds.
  public var processorMilliseconds: Int64?
  /// The most memory that its script held, in bytes.
  public var peakBytes: Int64?

  /// The end of a run.
  public init(
    _ outcome: RunOutcome, at finishedAt: Instant, error: String? = nil, processorMilliseconds: Int64? = nil,
    peakBytes: Int64? = nil
  ) {
    self.outcome = outcome
    self.finishedAt = finishedAt
    self.error = error
    self.processorMilliseconds = processorMilliseconds
    self.peakBytes = peakBytes
  }
}

/// A run in the book's register.
public struct RunRecord: Sendable, Hashable {
  /// Its number.
  public let id: Int64
  /// How it started.
  public let start: RunStart
  /// How it ended.
  public let end: RunEnd
  /// The run that took it back, if one did and was not taken back itself.
  public let undoneBy: Int64?
  /// How many rows it changed.
  public let changeCount: Int
  /// Whether its changes are still kept, so that it can be shown and taken back.
  public let keepsChanges: Bool

  /// A registered run.
  public init(id: Int64, start: RunStart, end: RunEnd, undoneBy: Int64?, changeCount: Int, keepsChanges: Bool) {
    self.id = id
    self.start = start
    self.end = end
    self.undoneBy = undoneBy
    self.changeCount = changeCount
    self.keepsChanges = keepsChanges
  }
}

/// Why a run cannot be shown or taken back.
public enum RunError: Refusal, Hashable {
  case unknown(Int64)
  case pruned(Int64)
  case undone(Int64, by: Int64)
  case nothingToUndo(Int64, RunOutcome)
  case conflicts(Int64, [UndoConflict], total: Int)

  public var code: String {
    switch self {
    case .unknown: "unknown-run"
    case .pruned: "run-pruned"
    case .undone: "already-undone"
    case .nothingToUndo: "nothing-to-undo"
    case .conflicts: "undo-conflict"
    }
  }

  public var message: Phrase {
    switch self {
    case .unknown(let id):
      return Phrase("there is no run \(id): `patron runs list` shows them", zh: "没有运行 \(id)：用 `patron runs list` 查看")
    case .pruned(let id):
      return Phrase("the changes of run \(id) were pruned, so it cannot be shown or undone", zh: "运行 \(id) 的改动已清理，无法显示或撤销")
    case .undone(let id, let by):
      return Phrase(
        "run \(id) was undone by run \(by) already: to bring it back, undo run \(by)",
        zh: "运行 \(id) 已由运行 \(by) 撤销：如需恢复，请撤销运行 \(by)")
    case .nothingToUndo(let id, let outcome):
      return Phrase("run \(id) changed nothing (\(outcome.rawValue))", zh: "运行 \(id) 没有改动任何内容（\(outcome.rawValue)）")
    case .conflicts(let id, let conflicts, let total):
      let rows = conflicts.map { "  \($0.description)" }.joined(separator: "\n")
      let more = total > conflicts.count ? "\n  … \(total)" : ""
      return Phrase(
        "run \(id) cannot be undone: \(total) rows changed since; undo the later runs first\n\(rows)\(more)",
        zh: "无法撤销运行 \(id)：此后有 \(total) 行被改动；请先撤销后来的运行\n\(rows)\(more)")
    }
  }
}

/// A row that keeps a run from being undone.
public struct UndoConflict: Sendable, Hashable, CustomStringConvertible {
  /// The row, as people know it.
  public let row: String
  /// The field that changed since; nil where the row itself came or went.
  public let field: String?
  /// The run that changed it; nil where it is not known.
  public let laterRun: Int64?

  /// A conflict.
  public init(row: String, field: String?, laterRun: Int64?) {
    self.row = row
    self.field = field
    self.laterRun = laterRun
  }

  public var description: String {
    row + (field.map { ".\($0)" } ?? "") + (laterRun.map { " (run \($0))" } ?? "")
  }
}
