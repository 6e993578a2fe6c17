import Domain
public import ScriptModel
import Wording

/// What `list`, `each` and `count` take: `{ where = { … }, order = "-annual_revenue", limit = 10 }`.
public struct QueryTable: ScriptArgument {
  private let condition: ScriptTable?
  private let order: [String]
  private let limit: Int?

  public static var scriptType: ScriptType { .record("query") }

  /// The table as it is documented.
  static let description = RecordDescription(
    name: "query", summary: Phrase("Which records, in which order.", zh: "选取哪些记录、按什么顺序。"),
    fields: [
      .init(
        name: "where?",
        summary: Phrase(
          "A condition for each field: a value, { [\">\"] = value }, { [\"in\"] = list }, { like = \"%text%\" } or null; `any = { … }` and `[\"not\"] = { … }` take conditions. An empty field meets null only, and `[\"not\"]` of all else: { [\"~=\"] = value } leaves it out.",
          zh:
            "每个字段的条件：值、{ [\">\"] = 值 }、{ [\"in\"] = 列表 }、{ like = \"%文本%\" } 或 null；`any = { … }` 与 `[\"not\"] = { … }` 内含条件。空字段只符合 null，以及其他条件的 `[\"not\"]`：{ [\"~=\"] = 值 } 不含空字段。"
        ),
        type: .table),
      .init(
        name: "order?",
        summary: Phrase(
          "A field or a list of fields, also \"id\"; a leading minus puts the greatest first. Else, and among equals, the order in which records were added: that of \"id\".",
          zh: "字段或字段列表，也可为 \"id\"；前置负号表示从大到小。未指定或相等时按录入先后，即 \"id\" 的顺序。"),
        type: .union([.string, .list(.string)])),
      .init(name: "limit?", summary: Phrase("How many at the most.", zh: "最多多少条。"), type: .integer),
    ])

  public static func read(_ call: Call, at index: Int32) throws(Mismatch) -> QueryTable {
    try QueryTable(FieldReader(call, at: index, of: description))
  }

  /// The query that a table describes.
  init(_ table: ScriptTable) throws(Mismatch) {
    try self.init(FieldReader(table, of: Self.description))
  }

  private init(_ fields: FieldReader) throws(Mismatch) {
    condition = try fields.table("where")
    limit = try fields.integer("limit", in: 0...Int64.max)
    if case .string(let field)? = fields["order"] {
      order = [field]
    } else {
      order = try fields.texts("order") ?? []
    }
  }

  /// The query on an entity, its names and values checked.
  func query(on entity: Entity, of book: any Book) throws -> Query {
    var query = Query(entity)
    query.filter = try condition.map { try FilterTable(entity, base: book.profile.baseCurrency).filter($0) }
    query.order = try order.map { name in
      let descending = name.hasPrefix("-")
      let name = descending ? String(name.dropFirst()) : name
      if name == "id" { return Query.Order(descending: descending) }
      guard let field = entity.field(name) else { throw BookError.unknownField(name, entity: entity) }
      return Query.Order(field, descending: descending)
    }
    query.limit = limit
    return query
  }
}
