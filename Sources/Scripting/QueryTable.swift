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
          "A condition for each field: a value, { [\">\"] = value }, { [\"in\"] = list }, { like = \"%text%\" } or null; `any = { … }` and `[\"not\"] = { … }` take conditions.",
          zh:
            "每个字段的条件：值、{ [\">\"] = 值 }、{ [\"in\"] = 列表 }、{ like = \"%文本%\" } 或 null；`any = { … }` 与 `[\"not\"] = { … }` 内含条件。"
        ),
        type: .table),
      .init(
        name: "order?",
        summary: Phrase(
          "A field or a list of fields; a leading minus puts the greatest first.", zh: "字段或字段列表；前置负号表示从大到小。"),
        type: .union([.string, .list(.string)])),
      .init(name: "limit?", summary: Phrase("How many at the most.", zh: "最多多少条。"), type: .integer),
    ])

  public static func read(_ call: Call, at index: Int32) throws(Mismatch) -> QueryTable {
    guard case .table(let table) = try ScriptValue.read(call, at: index), table.list.isEmpty else {
      throw call.mismatch(at: index, expected: scriptType)
    }
    return try QueryTable(table)
  }

  /// The query that a table describes.
  init(_ table: ScriptTable) throws(Mismatch) {
    var condition: ScriptTable?
    var order: [String] = []
    var limit: Int?
    for (name, value) in table.fields {
      switch (name, value) {
      case ("where", .table(let filters)): condition = filters
      case ("order", .string(let field)): order = [field]
      case ("order", .table(let list)) where list.fields.isEmpty:
        for case .string(let field) in list.list { order.append(field) }
        if order.count != list.list.count {
          throw .value(Phrase("orders by something other than field names", zh: "的 order 中有不是字段名的内容"))
        }
      case ("limit", .integer(let count)) where count >= 0: limit = Int(clamping: count)
      case ("where", _), ("order", _), ("limit", _):
        throw .value(Phrase("has \(value.literal) as '\(name)'", zh: "的 '\(name)' 是 \(value.literal)"))
      default:
        let known = ["where", "order", "limit"]
        throw .unknownField(
          name, of: "query", suggestions: Suggestion.nearest(to: name, among: known).map { [$0] } ?? [])
      }
    }
    self.condition = condition
    self.order = order
    self.limit = limit
  }

  /// The query on an entity, its names and values checked.
  func query(on entity: Entity, of book: any Book) throws -> Query {
    var query = Query(entity)
    query.filter = try condition.map { try FilterTable(entity, base: book.profile.baseCurrency).filter($0) }
    query.order = try order.map { name in
      let descending = name.hasPrefix("-")
      let name = descending ? String(name.dropFirst()) : name
      guard let field = entity.field(name) else { throw BookError.unknownField(name, entity: entity) }
      return Query.Order(field, descending: descending)
    }
    query.limit = limit
    return query
  }
}
