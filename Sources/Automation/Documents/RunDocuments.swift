public import Domain
import Interchange
import Wording

extension RunRecord: JSONDocument {
  public static let shape = JSONShape<RunRecord>([
    .init("run", Phrase("Its number.", zh: "编号。")) { $0.id },
    .init("title", Phrase("What ran.", zh: "运行的内容。")) { $0.start.title },
    .init("operator", Phrase("Who acted.", zh: "操作员。")) { $0.start.operatorName },
    .init("started_at", Phrase("When it started, UTC.", zh: "开始时间，UTC。")) { $0.start.startedAt.description },
    .init("finished_at", Phrase("When it ended, UTC.", zh: "结束时间，UTC。")) { $0.end.finishedAt.description },
    .init(
      "outcome",
      Phrase("succeeded, failed, limited, refused or cancelled.", zh: "succeeded、failed、limited、refused 或 cancelled。")
    ) { $0.end.outcome.rawValue },
    .init("parts", Phrase("How many parts of it are kept; 0 for a run that was kept whole.", zh: "保留的部分数；整体保留的运行为 0。"))
    {
      $0.partCount
    },
    .init("changes", Phrase("How many rows it changed, with its parts.", zh: "改动的行数，包括各部分。")) { $0.changeCount },
    .init("undone_by", Phrase("The run that took it back.", zh: "撤销它的运行。")) { $0.undoneBy },
    .init("undoes", Phrase("The run that it took back.", zh: "它所撤销的运行。")) { $0.start.undoes },
    .init("parent", Phrase("The run that it is a part of.", zh: "它所属的运行。")) { $0.start.parent },
    .init("as_of", Phrase("The business date given for it.", zh: "为其指定的业务日期。")) { $0.start.asOf?.description },
    .init("seed", Phrase("Where its random numbers started.", zh: "随机数的起点。")) { $0.start.seed },
    .init("script_hash", Phrase("SHA-256 of its script.", zh: "脚本的 SHA-256。")) { $0.start.scriptHash },
    .init("error", Phrase("What went wrong.", zh: "出错的原因。")) { $0.end.error },
    .init("state", Phrase("ended, running or broken_off.", zh: "ended、running 或 broken_off。")) { $0.state.rawValue },
    .init("arguments", Phrase("What its script found in `...`.", zh: "脚本在 `...` 中得到的参数。")) { $0.start.arguments },
    .init("cpu_ms", Phrase("Processor time in milliseconds.", zh: "处理器时间，毫秒。")) { $0.end.processorMilliseconds },
    .init("peak_bytes", Phrase("The most memory that its script held.", zh: "脚本占用内存的最大值，字节。")) { $0.end.peakBytes },
    .init("keeps_changes", Phrase("Whether its changes are kept, so that it can be undone.", zh: "改动记录是否保留，即能否撤销。")) {
      $0.keepsChanges
    },
  ])
}

/// A run and what it changed.
public struct ShownRun: JSONDocument {
  /// The run.
  public let record: RunRecord
  /// Its parts, oldest first.
  public let parts: [RunRecord]
  /// What it changed.
  public let changes: ChangeSummary

  /// A run and what it changed.
  public init(_ record: RunRecord, parts: [RunRecord], _ changes: ChangeSummary) {
    self.record = record
    self.parts = parts
    self.changes = changes
  }

  public static let shape = JSONShape<ShownRun>(
    JSONShape.members(of: RunRecord.shape) { $0.record } + [
      .init("part_runs", Phrase("The numbers of its parts.", zh: "各部分的运行编号。")) { $0.parts.map(\.id) }
    ] + JSONShape.members(of: ChangeSummary.shape) { $0.changes })
}

/// What an undo did.
public struct UndoneRun: JSONDocument {
  /// The run that was to be taken back.
  public let undoes: Int64
  /// The customer whose part was taken back; nil for the whole.
  public let customer: String?
  /// How it went.
  public let report: RunReport<Int>

  /// What an undo did.
  public init(_ undoes: Int64, customer: String?, _ report: RunReport<Int>) {
    self.undoes = undoes
    self.customer = customer
    self.report = report
  }

  public static let shape = JSONShape<UndoneRun>(
    [
      .init("status", Phrase("succeeded.", zh: "succeeded。")) { $0.report.end.outcome.rawValue },
      .init("dry", Phrase("Whether nothing was kept.", zh: "是否为试运行。")) { $0.report.mode == .dry },
      .init("run", Phrase("The number of the undo.", zh: "撤销本身的运行编号。")) { $0.report.id },
      .init("undoes", Phrase("The run that it took back.", zh: "所撤销的运行。")) { $0.undoes },
      .init("customer", Phrase("The customer whose part it took back.", zh: "只撤销其部分的客户。")) { $0.customer },
      .init("changes", Phrase("How many rows it changed.", zh: "改动的行数。")) { $0.report.changes.rowCount },
    ] + JSONShape.members(of: ChangeSummary.shape) { $0.report.changes })
}

/// How many runs can no longer be undone.
public struct PrunedRuns: JSONDocument {
  /// How many.
  public let count: Int

  /// So many runs.
  public init(count: Int) {
    self.count = count
  }

  public static let shape = JSONShape<PrunedRuns>([
    .init("pruned", Phrase("How many runs lost their changes.", zh: "清理了改动记录的运行数。")) { $0.count }
  ])
}
