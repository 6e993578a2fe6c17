public import Domain
import Interchange
import Wording

extension RowChange: JSONDocument {
  public static let shape = JSONShape<RowChange>([
    .init("operation", Phrase("insert, update or delete.", zh: "insert、update 或 delete。")) { $0.operation.rawValue },
    .init("entity", Phrase("The kind of record.", zh: "记录的种类。")) { $0.entity },
    .init("key", Phrase("The record, by its code or key.", zh: "记录的编号或键。")) { $0.label },
    .init(
      "fields", type: "object",
      Phrase(
        "By field: the values `old` and `new`; an amount is its decimal text `amount` in `currency`.",
        zh: "按字段：改动前 `old` 与改动后 `new` 的值；金额为十进制文本 `amount` 与币种 `currency`。")
    ) { change in
      JSON.object(
        change.fields.map {
          JSON.Member($0.field, .object([.init("old", JSON($0.old)), .init("new", JSON($0.new))]))
        })
    },
  ])

  /// The change as a line of NDJSON in UTF-8.
  public func jsonLine() throws -> [UInt8] {
    // No text of it is in one language or another.
    var writer = JSONWriter()
    try writer.value(json(in: .english))
    writer.endLine()
    return writer.bytes
  }
}

extension ChangeSummary: JSONDocument {
  public static let shape = JSONShape<ChangeSummary>([
    .init(
      "totals", type: "array of objects",
      Phrase(
        "By kind of record: `entity`, rows `inserted`, `updated`, `deleted`, and how often each of `fields` changed.",
        zh: "按记录种类：`entity`、新增 `inserted`、更改 `updated`、删除 `deleted` 的行数，以及 `fields` 各字段的改动次数。")
    ) { summary in
      summary.totals.map { entity, totals in
        JSON.object([
          .init("entity", .string(entity)), .init("inserted", totals.inserted.json),
          .init("updated", totals.updated.json), .init("deleted", totals.deleted.json),
          .init(
            "fields",
            .object(totals.fields.sorted { $0.key < $1.key }.map { JSON.Member($0.key, $0.value.json) })),
        ])
      }
    },
    .init(
      "rows", type: "array of objects",
      Phrase("The first changed rows; --diff writes them all.", zh: "最先改动的各行；--diff 写出全部。")
    ) {
      summary, language in
      try summary.rows.map { try $0.json(in: language) }
    },
  ])
}

extension HistoryEntry: JSONDocument {
  public static let shape = JSONShape<HistoryEntry>([
    .init("at", Phrase("When, UTC.", zh: "时间，UTC。")) { $0.at.description },
    .init("operator", Phrase("Who acted.", zh: "操作员。")) { $0.operatorName },
    .init("run", Phrase("The run that made the change.", zh: "作出改动的运行。")) { $0.run },
    .init("title", Phrase("What ran.", zh: "运行的内容。")) { $0.title },
    .init("field", Phrase("The field.", zh: "字段。")) { $0.change.field },
    .init(
      "old", Phrase("Its value before; amounts as under `fields` of a changed row.", zh: "之前的值；金额的写法同改动行的 `fields`。")
    ) {
      JSON($0.change.old)
    },
    .init("new", Phrase("Its value after.", zh: "之后的值。")) { JSON($0.change.new) },
  ])
}

extension JSON {
  /// The value of a field; an amount is an object with its exact decimal text and currency.
  init(_ value: FieldValue) {
    self =
      switch value {
      case .null: .null
      case .boolean(let value): .bool(value)
      case .integer(let number): .integer(number)
      case .real(let number): .number(number)
      case .text(let text): .string(text)
      case .money(let money):
        .object([.init("amount", .string(money.decimalText)), .init("currency", .string(money.currency.code))])
      }
  }
}
