import Domain
import Interchange
public import Wording

/// Why a command did nothing, for programs.
public struct RefusalDocument: JSONDocument {
  private let refusal: any Refusal

  /// The document of a refusal.
  public init(_ refusal: any Refusal) {
    self.refusal = refusal
  }

  public static let shape = JSONShape<RefusalDocument>([
    .init("status", Phrase("refused.", zh: "refused。")) { _ in "refused" },
    .init(
      "error", type: "object",
      Phrase(
        "A stable `code` and the `message` in words; for a refused undo also `conflicts` (`row`, `reason`, `run`) and their `total`; for a refused import `rows` read, the first `faults` (`line`, `column`, `value`, `reason`) and `fault_count`.",
        zh:
          "固定的 `code` 与文字说明 `message`；撤销被拒绝时另有 `conflicts`（`row`、`reason`、`run`）及其 `total`；导入被拒绝时另有读取的 `rows`、最先的 `faults`（`line`、`column`、`value`、`reason`）与 `fault_count`。"
      )
    ) { document, language in
      let refusal = document.refusal
      return JSON.object(
        [
          .init("code", .string(refusal.code)), .init("message", .string(refusal.message.text(in: language))),
        ] + facts(of: refusal, in: language))
    },
  ])

  private static func facts(of refusal: any Refusal, in language: Language) -> [JSON.Member] {
    switch refusal {
    case RunError.conflicts(_, let conflicts, let total):
      let list = conflicts.map { conflict in
        JSON.object([
          .init("row", .string(conflict.row)), .init("reason", .string(conflict.phrase.text(in: language))),
          .init("run", conflict.laterRun.json),
        ])
      }
      return [.init("conflicts", .array(list)), .init("total", total.json)]
    case ImportError.badRows(let faults, let total, let rows):
      return [
        .init("rows", rows.json), .init("faults", faults.map { $0.json(in: language) }.json),
        .init("fault_count", total.json),
      ]
    default: return []
    }
  }
}

extension ImportFault {
  /// The fault as an object.
  func json(in language: Language) -> JSON {
    .object([
      .init("line", line.json), .init("column", column.json), .init("value", value.json),
      .init("reason", .string(reason.text(in: language))),
    ])
  }
}
