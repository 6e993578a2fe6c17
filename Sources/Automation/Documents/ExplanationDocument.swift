import Domain
import Interchange
import Wording

extension ExplanationList: JSONDocument {
  public static let shape = JSONShape<ExplanationList>([
    .init("customer", Phrase("The customer's code.", zh: "客户编号。")) { $0.customer },
    .init("name", Phrase("The customer's name.", zh: "客户名称。")) { $0.customerName },
    .init(
      "explanations", type: "array of object",
      Phrase(
        "What can be explained: `kind`, `name` (null where there is only one), `value` now, or `on` the day that was asked for (else null).",
        zh: "可以说明的各项：`kind`、`name`（只有一项时为 null）、当前的 `value`，或所问日期 `on`（否则为 null）的 `value`。")
    ) { list in
      JSON.array(
        list.items.map { item in
          .object([
            .init("kind", .string(item.kind.rawValue)), .init("name", item.name.map { .string($0) } ?? .null),
            .init("value", item.value.map { .string($0) } ?? .null),
            .init("on", item.on.map { .string($0.description) } ?? .null),
          ])
        })
    },
  ])
}
