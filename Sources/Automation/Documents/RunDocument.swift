import Domain
import Interchange
import Isolation
import LuaRuntime
public import Wording

/// How a script ended.
public struct RunDocument: JSONDocument {
  private let status: RunOutcome
  private let isDry: Bool
  private var limit: Limit?
  private var failure: ScriptFailure?
  private var refusal: (any Refusal)?
  private var processorMilliseconds: Int64 = 0
  private var peakBytes = 0
  private var run: Int64?
  private var parts = 0
  private var changes = 0

  /// The end of a script that ran.
  public init(_ report: ScriptRun.Report, _ access: ScriptRun.Access) {
    (status, limit, failure) = Self.facts(report.outcome)
    isDry = access.isDry
    // Where a limit or a person stopped it, nothing was raised.
    if failure?.message.isEmpty == true { failure?.message = limit.map { "\($0.rawValue) limit" } ?? status.rawValue }
    let (seconds, attoseconds) = report.processorTime.components
    processorMilliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
    peakBytes = report.peakBytes
    run = report.run?.id
    parts = report.run?.partCount ?? 0
    changes = report.run?.changes.rowCount ?? 0
  }

  /// The end of a script that did not get to run, or that the book stopped.
  public init(_ refusal: any Refusal, _ access: ScriptRun.Access) {
    let isLimit = if case IsolationError.processorTime = refusal { true } else { false }
    status = isLimit ? .limited : .refused
    limit = isLimit ? .cpu : nil
    isDry = access.isDry
    self.refusal = refusal
  }

  private static func facts(_ outcome: ScriptOutcome) -> (RunOutcome, Limit?, ScriptFailure?) {
    switch outcome {
    case .succeeded: (.succeeded, nil, nil)
    case .failed(let failure): (.failed, nil, failure)
    case .limited(let limit, let failure): (.limited, limit, failure)
    case .cancelled(let failure): (.cancelled, nil, failure)
    }
  }

  public static let shape = JSONShape<RunDocument>([
    .init(
      "status",
      Phrase("succeeded, failed, limited, refused or cancelled.", zh: "succeeded、failed、limited、refused 或 cancelled。")
    ) { $0.status.rawValue },
    .init("dry", Phrase("Whether it was a dry run.", zh: "是否为试运行。")) { $0.isDry },
    .init("limit", Phrase("The limit that stopped it, as its option is called.", zh: "使其停止的限额，名称同选项。")) {
      $0.limit?.rawValue
    },
    .init(
      "error", type: "object | null",
      Phrase(
        "What went wrong: `message`, `code`, `file`, `line`, `suggestion`, `hint`, `traceback`; null where all is well.",
        zh: "出错信息：`message`、`code`、`file`、`line`、`suggestion`、`hint`、`traceback`；成功时为 null。")
    ) { document, language in
      if let failure = document.failure { return error(failure, in: language) }
      return document.refusal.map {
        error(ScriptFailure(message: $0.message.text(in: language), code: $0.code), in: language)
      } ?? .null
    },
    .init(
      "used", type: "object",
      Phrase(
        "`cpu_ms` of processor time and `peak_bytes` of memory.", zh: "处理器时间 `cpu_ms`（毫秒）与内存峰值 `peak_bytes`（字节）。")
    ) {
      JSON.object([.init("cpu_ms", $0.processorMilliseconds.json), .init("peak_bytes", $0.peakBytes.json)])
    },
    .init("run", Phrase("The run's number; null where it is not in the register.", zh: "运行编号；未登记时为 null。")) { $0.run },
    .init("parts", Phrase("How many parts of it are kept; 0 for a run that is kept whole.", zh: "保留的部分数；整体保留的运行为 0。")) {
      $0.parts
    },
    .init("changes", Phrase("How many rows it changed.", zh: "改动的行数。")) { $0.changes },
  ])

  private static func error(_ failure: ScriptFailure, in language: Language) -> JSON {
    .object([
      .init("message", .string(failure.message)), .init("code", failure.code.json), .init("file", failure.file.json),
      .init("line", failure.line.json), .init("suggestion", failure.suggestion.json),
      .init("hint", (failure.hint?.text(in: language)).json), .init("traceback", failure.traceback.json),
    ])
  }
}

extension ScriptRun.Access {
  fileprivate var isDry: Bool {
    if case .write(.dry) = self { true } else { false }
  }
}
