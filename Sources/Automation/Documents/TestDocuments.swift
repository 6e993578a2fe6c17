import Interchange
import LuaRuntime
import ScriptModel
import Wording

extension TestResult: JSONDocument {
  public static let shape = JSONShape<TestResult>([
    .init("name", Phrase("The names of the groups around it, and its own.", zh: "所在各组的名称及自身名称。")) { $0.path },
    .init("file", Phrase("The file.", zh: "文件。")) { $0.place.file },
    .init("line", Phrase("Where it begins.", zh: "起始行。")) { $0.place.line },
    .init("status", Phrase("succeeded, failed, limited or cancelled.", zh: "succeeded、failed、limited 或 cancelled。")) {
      $0.outcome.word
    },
    .init("limit", Phrase("The limit that stopped it.", zh: "使其停止的限额。")) { result in
      if case .limited(let limit, _) = result.outcome { limit.rawValue } else { nil as String? }
    },
    .init(
      "error", type: "object | null",
      Phrase("What went wrong: `message`, `code`, `file`, `line`.", zh: "出错信息：`message`、`code`、`file`、`line`。")
    ) { result in
      guard let failure = result.outcome.failure else { return JSON.null }
      return .object([
        .init("message", .string(failure.message)), .init("code", failure.code.json), .init("file", failure.file.json),
        .init("line", failure.line.json),
      ])
    },
    .init("ms", Phrase("How long it took, in milliseconds.", zh: "用时（毫秒）。")) { $0.time.milliseconds },
    .init("output", Phrase("What it printed.", zh: "打印的内容。")) { $0.output },
  ])
}

extension TestReport: JSONDocument {
  public static let shape = JSONShape<TestReport>([
    .init("status", Phrase("succeeded, failed, limited or cancelled.", zh: "succeeded、failed、limited 或 cancelled。")) {
      $0.word
    },
    .init("tests", Phrase("How many tests ran.", zh: "运行的测试数。")) { $0.results.count },
    .init("failed", Phrase("How many of them failed.", zh: "失败的测试数。")) { $0.count { $0.isFailure } },
    .init("limited", Phrase("How many of them a limit stopped.", zh: "因限额停止的测试数。")) { $0.count { $0.isLimited } },
    .init("seed", Phrase("Where random numbers started in each test.", zh: "每个测试的随机数起点。")) { $0.seed },
    .init("ms", Phrase("How long it took, in milliseconds.", zh: "用时（毫秒）。")) { $0.time.milliseconds },
    .init(
      "coverage", type: "array | null",
      Phrase(
        "With --coverage: for each script `file`, `lines`, `ran` and `missing`, the lines that never ran.",
        zh: "使用 --coverage 时：每个脚本的 `file`、`lines`、`ran` 与 `missing`（未运行的行）。")
    ) { report in
      guard let coverage = report.coverage else { return JSON.null }
      return .array(
        coverage.map { file in
          .object([
            .init("file", .string(file.file)), .init("lines", file.counts.count.json), .init("ran", file.covered.json),
            .init("missing", .array(file.counts.filter { $0.value == 0 }.keys.sorted().map(\.json))),
          ])
        })
    },
  ])

  private var word: String {
    if let cancelled = results.first(where: { $0.outcome.word == "cancelled" }) { return cancelled.outcome.word }
    if count(where: { $0.isFailure }) > 0 { return "failed" }
    return count(where: { $0.isLimited }) > 0 ? "limited" : "succeeded"
  }
}

extension ScriptOutcome {
  fileprivate var word: String {
    switch self {
    case .succeeded: "succeeded"
    case .failed: "failed"
    case .limited: "limited"
    case .cancelled: "cancelled"
    }
  }

  fileprivate var failure: ScriptFailure? {
    switch self {
    case .succeeded: nil
    case .failed(let failure), .limited(_, let failure), .cancelled(let failure): failure
    }
  }
}

extension Duration {
  fileprivate var milliseconds: Double {
    let (seconds, attoseconds) = components
    return Double(seconds) * 1000 + Double(attoseconds / 1_000_000_000_000) / 1000
  }
}
