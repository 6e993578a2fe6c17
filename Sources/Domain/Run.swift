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

  /// The outcome in words.
  public var phrase: Phrase {
    switch self {
    case .succeeded: Phrase("succeeded", zh: "成功")
    case .failed: Phrase("failed", zh: "失败")
    case .limited: Phrase("limited", zh: "超限")
    case .refused: Phrase("refused", zh: "被拒绝")
    case .cancelled: Phrase("cancelled", zh: "已取消")
    }
  }
}

/// What is known of a run when it starts.
public struct RunStart: Sendable, Hashable {
  /// What ran, as people recognise it: `run clean_up.lua`, `import customers`.
  public var title: String
  /// Who acted.
  public var operatorName: String
  /// When.
  public var startedAt: Instant
  /// SHA-256 of the script and of all that it required, in hexadecimal; nil where none ran.
  public var scriptHash: String?
  /// The business date that it was for.
  public var asOf: CivilDate?
  /// The seed of its random numbers.
  public var seed: Int64?
  /// What its script found in `...`.
  public var arguments: [String] = []
  /// The run that it takes back.
  public var undoes: Int64?
  /// The run that it is a part of.
  public var parent: Int64?
  /// The run that stopped and goes on with this.
  public var resumes: Int64?

  /// A run about to start.
  public init(
    title: String, operatorName: String, startedAt: Instant, scriptHash: String? = nil, asOf: CivilDate? = nil,
    seed: Int64? = nil, undoes: Int64? = nil, parent: Int64? = nil, resumes: Int64? = nil,
    arguments: [String] = []
  ) {
    self.title = title
    self.operatorName = operatorName
    self.startedAt = startedAt
    self.scriptHash = scriptHash
    self.asOf = asOf
    self.seed = seed
    self.undoes = undoes
    self.parent = parent
    self.resumes = resumes
    self.arguments = arguments
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
  /// SHA-256 of the script and of all that it required, in hexadecimal; nil where that is as it was at the start. A run
  /// in parts keeps the one of its start, by which it can be gone on with.
  public var scriptHash: String?

  /// The end of a run.
  public init(
    _ outcome: RunOutcome, at finishedAt: Instant, error: String? = nil, processorMilliseconds: Int64? = nil,
    peakBytes: Int64? = nil, scriptHash: String? = nil
  ) {
    self.outcome = outcome
    self.finishedAt = finishedAt
    self.error = error
    self.processorMilliseconds = processorMilliseconds
    self.peakBytes = peakBytes
    self.scriptHash = scriptHash
  }
}

/// A run in the book's register.
public struct RunRecord: Sendable, Hashable {
  /// Whether a run has ended. One that is kept whole or not at all has, when others see it.
  public enum State: String, Sendable {
    case ended
    /// Parts of it are kept, and it is at work.
    case running
    /// Parts of it are kept, and the process that was at work is gone.
    case brokenOff = "broken_off"
  }

  /// Its number.
  public let id: Int64
  /// How it started.
  public let start: RunStart
  /// How it ended.
  public let end: RunEnd
  /// The run that took it back, if one did and was not taken back itself.
  public let undoneBy: Int64?
  /// Whether it has ended.
  public let state: State
  /// How many parts of it are kept; 0 for a run that was kept whole.
  public let partCount: Int
  /// How many rows it changed, with its parts.
  public let changeCount: Int
  /// Whether its changes are still kept, so that it can be shown and taken back.
  public let keepsChanges: Bool

  /// A registered run.
  public init(
    id: Int64, start: RunStart, end: RunEnd, state: State, undoneBy: Int64?, partCount: Int, changeCount: Int,
    keepsChanges: Bool
  ) {
    self.id = id
    self.start = start
    self.end = end
    self.undoneBy = undoneBy
    self.state = state
    self.partCount = partCount
    self.changeCount = changeCount
    self.keepsChanges = keepsChanges
  }
}

/// Why a run cannot be shown or taken back.
public enum RunError: Refusal, Hashable {
  case unknown(Int64)
  case pruned(Int64)
  case undone(Int64, by: Int64)
  case notResumable(Int64, RunOutcome)
  case otherScript(Int64, title: String)
  case resumedOtherwise(Int64, option: String)
  case running(Int64)
  case lost(Int64)
  case nothingToUndo(Int64, RunOutcome)
  case nothingOfCustomer(Int64, String)
  case conflicts(Int64, [UndoConflict], total: Int)

  public var code: String {
    switch self {
    case .unknown: "unknown-run"
    case .pruned: "run-pruned"
    case .undone: "already-undone"
    case .notResumable, .otherScript, .resumedOtherwise: "cannot-resume"
    case .running: "still-running"
    case .lost: "run-lost"
    case .nothingToUndo, .nothingOfCustomer: "nothing-to-undo"
    case .conflicts: "undo-conflict"
    }
  }

  public var message: Phrase {
    switch self {
    case .unknown(let id):
      return Phrase("there is no run \(id): `patron runs list` shows them", zh: "没有运行 \(id)：用 `patron runs list` 查看")
    case .pruned(let id):
      return Phrase(
        "the changes of run \(id) were pruned, so it cannot be shown or undone", zh: "运行 \(id) 的改动已清理，无法显示或撤销")
    case .undone(let id, let by):
      return Phrase(
        "run \(id) was undone by run \(by) already: to bring it back, undo run \(by)",
        zh: "运行 \(id) 已由运行 \(by) 撤销：如需恢复，请撤销运行 \(by)")
    case .notResumable(let id, let outcome):
      return outcome == .succeeded
        ? Phrase("run \(id) succeeded: there is nothing left to resume", zh: "运行 \(id) 已成功：没有可继续的内容")
        : Phrase("run \(id) kept nothing to go on from: run the script anew", zh: "运行 \(id) 没有保留任何内容：请重新运行脚本")
    case .otherScript(let id, let title):
      return Phrase(
        "run \(id) was '\(title)', another script: name its file, or run this one without --resume",
        zh: "运行 \(id) 是另一个脚本“\(title)”：请给出其文件，或不带 --resume 运行")
    case .resumedOtherwise(let id, let option):
      return Phrase(
        "run \(id) goes on with the arguments, date and seed that it began with: leave out \(option)",
        zh: "运行 \(id) 以开始时的参数、日期和种子继续：请去掉 \(option)")
    case .running(let id):
      return Phrase(
        "run \(id) is still at work: wait for its end, or stop it", zh: "运行 \(id) 仍在进行：请等待其结束，或将其停止")
    case .lost(let id):
      return Phrase(
        "run \(id) was resumed or undone by somebody else between two of its parts: it ends here",
        zh: "运行 \(id) 在两个部分之间已被他人继续或撤销：到此结束")
    case .nothingToUndo(let id, let outcome):
      return Phrase("run \(id) changed nothing (", zh: "运行 \(id) 没有改动任何内容（") + outcome.phrase + Phrase(")", zh: "）")
    case .nothingOfCustomer(let id, let customer):
      return Phrase("run \(id) changed nothing of customer \(customer)", zh: "运行 \(id) 没有改动客户 \(customer) 的任何内容")
    case .conflicts(let id, let conflicts, let total):
      let rows = total == 1 ? "1 row is no longer as it left it" : "\(total) rows are no longer as it left them"
      return Phrase(
        "run \(id) cannot be undone, because \(rows); undo the later runs first",
        zh: "无法撤销运行 \(id)：有 \(total) 行已不是它留下的样子；请先撤销后来的运行") + UndoConflict.list(conflicts, of: total)
    }
  }
}

/// A row that keeps a run from being undone.
public struct UndoConflict: Sendable, Hashable {
  /// What stands in the way.
  public enum Reason: Sendable, Hashable {
    /// A field has another value than the run left.
    case changed(field: String)
    /// The row is gone.
    case gone
    /// The row that the run took away is there again.
    case present
    /// The row refers to one that would go.
    case refers(to: String)
    /// Another row has a value that only one may have.
    case taken(by: String)
    /// The row is new, and another one has got its number.
    case numberTaken(Int64, by: String)
    /// It is part of a history that has gone on.
    case followed
  }

  /// The row, as people know it.
  public let row: String
  /// What stands in the way.
  public let reason: Reason
  /// The newest run since that is to blame; nil where it is not known.
  public let laterRun: Int64?

  /// A conflict.
  public init(row: String, reason: Reason, laterRun: Int64?) {
    self.row = row
    self.reason = reason
    self.laterRun = laterRun
  }

  /// Some of all the conflicts, a line each.
  static func list(_ conflicts: [UndoConflict], of total: Int) -> Phrase {
    let lines = conflicts.reduce(Phrase(verbatim: "")) { $0 + Phrase(verbatim: "\n  ") + $1.phrase }
    guard total > conflicts.count else { return lines }
    return lines + Phrase("\n  … and \(total - conflicts.count) more", zh: "\n  … 另有 \(total - conflicts.count) 行")
  }

  /// The conflict in words.
  public var phrase: Phrase {
    let what =
      switch reason {
      case .changed(let field): Phrase("\(row): '\(field)' was changed", zh: "\(row)：'\(field)' 已被改动")
      case .gone: Phrase("\(row) is gone", zh: "\(row) 已不存在")
      case .present: Phrase("\(row) is there again", zh: "\(row) 已重新出现")
      case .refers(let target): Phrase("\(row) refers to \(target)", zh: "\(row) 引用了 \(target)")
      case .taken(let holder): Phrase("\(row): \(holder) has its key now", zh: "\(row)：其键值现由 \(holder) 占用")
      case .numberTaken(let number, let holder):
        Phrase(
          "\(row) is new, and \(holder) has its number \(number) now", zh: "\(row) 是新行，其编号 \(number) 现由 \(holder) 占用")
      case .followed: Phrase("\(row) was followed by another", zh: "\(row) 之后已有新的记录")
      }
    return what + (laterRun.map { Phrase(" (run \($0))", zh: "（运行 \($0)）") } ?? Phrase(verbatim: ""))
  }
}
