import Domain
import GRDB

/// Conditions as SQL with bound arguments.
struct FilterSQL {
  private(set) var arguments = StatementArguments()
  private let entity: Entity
  private let selection: Selection

  init(_ entity: Entity) {
    self.entity = entity
    selection = Selection(entity)
  }

  /// The condition of a query. Merged customers are no longer customers.
  mutating func condition(_ filter: Filter?) throws -> String {
    let standing = entity.name == Entity.customers.name ? "t.merged_into_id IS NULL" : "1"
    guard let filter else { return standing }
    return "\(standing) AND \(try sql(filter))"
  }

  private mutating func sql(_ filter: Filter) throws -> String {
    switch filter {
    case .all(let filters): return try joined(filters, by: " AND ", none: "1")
    case .any(let filters): return try joined(filters, by: " OR ", none: "0")
    case .not(let filter): return "NOT coalesce(\(try sql(filter)), 0)"
    case .isNull(let field): return "\(column(field)) IS NULL"
    case .id(let comparison, let id): return "t.id \(comparison.sql) \(bound(.integer(id)))"
    case .like(let field, let pattern): return "\(column(field)) LIKE \(bound(.text(pattern)))"
    case .oneOf(let field, let values):
      return try joined(
        values.map { $0 == .null ? .isNull(field) : .compare(field, .equal, $0) }, by: " OR ", none: "0")
    case .compare(let field, let comparison, let value): return compare(field, comparison, value)
    }
  }

  private mutating func joined(_ filters: [Filter], by joint: String, none: String) throws -> String {
    if filters.isEmpty { return none }
    return "(\(try filters.map { try sql($0) }.joined(separator: joint)))"
  }

  private mutating func compare(_ field: Field, _ comparison: Filter.Comparison, _ value: FieldValue) -> String {
    if case .money = field.kind {
      switch value {
      case .money(let money):
        return
          "(t.currency = \(bound(.text(money.currency.code))) AND \(column(field)) \(comparison.sql) \(bound(value)))"
      default:
        return "\(column(field)) \(comparison.sql) \(bound(value)) * \(Self.minorUnitsPerUnit)"
      }
    }
    if case .reference(let target) = field.kind, comparison == .equal {
      return "\(selection.column(of: field)) = \(Self.id(in: target, code: bound(value)))"
    }
    return "\(column(field)) \(comparison.sql) \(bound(value))"
  }

  /// The id of a code; for a merged customer, of the one it was merged into.
  private static func id(in target: String, code: String) -> String {
    guard target == Entity.customers.name else { return "(SELECT id FROM \(quoted(target)) WHERE code = \(code))" }
    return """
      (WITH RECURSIVE way (id, next) AS (
        SELECT id, merged_into_id FROM customers WHERE code = \(code)
        UNION SELECT c.id, c.merged_into_id FROM customers c JOIN way ON c.id = way.next
      ) SELECT id FROM way WHERE next IS NULL)
      """
  }

  private func column(_ field: Field) -> String { selection.expression(of: field) }

  private mutating func bound(_ value: FieldValue) -> String {
    arguments += [value.stored]
    return "?"
  }

  /// How many minor units one unit of the row's currency has.
  static let minorUnitsPerUnit: String = {
    func list(_ decimals: Int) -> String {
      Currency.all(withDecimals: decimals).map { "'\($0.code)'" }.joined(separator: ", ")
    }
    return "CASE WHEN t.currency IN (\(list(0))) THEN 1 WHEN t.currency IN (\(list(3))) THEN 1000 ELSE 100 END"
  }()
}

extension Filter.Comparison {
  fileprivate var sql: String { self == .unequal ? "<>" : rawValue }
}

extension FieldValue {
  /// The value as SQLite stores it. References are resolved before.
  var stored: DatabaseValue {
    switch self {
    case .null: .null
    case .boolean(let value): (value ? 1 : 0).databaseValue
    case .integer(let value): value.databaseValue
    case .real(let value): value.databaseValue
    case .text(let text): text.databaseValue
    case .money(let money): money.minorUnits.databaseValue
    }
  }
}
