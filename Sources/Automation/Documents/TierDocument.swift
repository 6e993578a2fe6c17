import Analytics
import Domain
import Interchange
import Wording

extension TierExplanation: JSONDocument {
  public static let shape = JSONShape<TierExplanation>([
    .init("customer", Phrase("The customer's code.", zh: "客户编号。")) { $0.customer },
    .init("ladder", Phrase("The ladder's name.", zh: "等级体系的名称。")) { $0.ladder },
    .init("tier", Phrase("The tier; null below the lowest.", zh: "等级；低于最低一级时为 null。")) { $0.standing.tier },
    .init("since", Phrase("The business date that gave it.", zh: "授予该等级的业务日期。")) { $0.standing.since.description },
    .init("enrolled_on", Phrase("The day of the first tier.", zh: "首次入级的日期。")) { $0.standing.enrolledOn.description },
    .init("valid_until", Phrase("Until when it is valid.", zh: "有效期至。")) { $0.standing.validUntil?.description },
    .init("notice_on", Phrase("When notice of a fall was given.", zh: "降级通知日期。")) {
      $0.standing.failing?.noticeOn?.description
    },
    .init("due_on", Phrase("The earliest day of a coming fall.", zh: "最早降级日期。")) {
      $0.standing.failing?.dueOn.description
    },
    .init("override_until", Phrase("The last day of what was set by hand.", zh: "手工调整的最后有效日。")) {
      $0.standing.override?.until.description
    },
    .init("as_of", Phrase("The business date of the figures below.", zh: "下列数据的业务日期。")) { $0.asOf.description },
    .init(
      "stay", type: "object | null",
      Phrase(
        "What keeps the tier: `tier`, `window`, `asks_function` and `needs` of `figure`, `at_least`, `at_most`, `has`, `lacking`, `way`.",
        zh: "保级条件：`tier`、`window`、`asks_function` 与 `needs`（`figure`、`at_least`、`at_most`、`has`、`lacking`、`way`）。")
    ) { ($0.stay?.json).json },
    .init("rise", type: "object | null", Phrase("What the next tier asks, likewise.", zh: "升入下一级的条件，格式同上。")) {
      ($0.rise?.json).json
    },
    .init("benefits", type: "object", Phrase("What the tier gives.", zh: "等级权益。")) { $0.benefits },
    .init(
      "changes", type: "array of objects",
      Phrase(
        "The latest changes: `kind`, `from`, `to`, `as_of`, `effective_on`, `reason`, `evidence`, `version`, `run`, `operator`.",
        zh: "最近的变动：`kind`、`from`、`to`、`as_of`、`effective_on`、`reason`、`evidence`、`version`、`run`、`operator`。")
    ) { try $0.changes.map { try $0.document } },
    .init("version", Phrase("The version of the policy in force.", zh: "生效的政策版本。")) { $0.version },
    .init("file", Phrase("The file that it came from.", zh: "其来源文件。")) { $0.file },
  ])
}

extension TierExplanation.Aim {
  fileprivate var json: JSON {
    .object([
      .init("tier", .string(tier)), .init("window", .string(window.description)),
      .init("asks_function", .bool(asksFunction)),
      .init(
        "needs",
        .array(
          needs.map { label, need in
            .object([
              .init("figure", .string(label)), .init("at_least", need.atLeast.json), .init("at_most", need.atMost.json),
              .init("has", need.has.json), .init("lacking", need.lacking.json), .init("way", need.way.json),
            ])
          })),
    ])
  }
}

extension TierChange {
  fileprivate var document: JSON {
    get throws {
      .object([
        .init("kind", .string(kind.rawValue)), .init("from", from.json), .init("to", to.json),
        .init("as_of", .string(asOf.description)), .init("effective_on", .string(effectiveOn.description)),
        .init("reason", reason.json), .init("evidence", try JSON(parsing: evidence)), .init("version", version.json),
        .init("run", run.json), .init("operator", .string(operatorName)),
      ])
    }
  }
}
