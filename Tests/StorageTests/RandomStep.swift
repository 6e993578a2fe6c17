import Domain
import GRDB

@testable import Storage

/// Something that a random run does to a book.
enum RandomStep {
  private struct Stop: Error {}

  /// One step, or several in a savepoint, in which there may be another, and which may fail.
  static func steps(_ session: BookSession, _ generator: inout SeededGenerator, depth: Int = 0) {
    guard depth < 3, generator.chance(15) else {
      try? step(session, &generator)
      return
    }
    let fails = generator.chance(60)
    try? session.atomically {
      for _ in 0..<3 { steps(session, &generator, depth: depth + 1) }
      if fails { throw Stop() }
    }
  }

  private static func step(_ session: BookSession, _ generator: inout SeededGenerator) throws {
    let code = "C\(Int.random(in: 1...8, using: &generator))"
    let order = "O\(Int.random(in: 1...8, using: &generator))"
    let number = Int64.random(in: 1...9, using: &generator)
    switch Int.random(in: 0..<19, using: &generator) {
    case 0, 1: try session.addCustomer(code, ["employees": .integer(number)])
    case 2:
      try session.updateCustomer(
        code, ["tier": generator.chance(20) ? .null : .text("t\(number)"), "employees": .integer(number)])
    case 3: try session.updateCustomer(code, ["code": .text("C\(number)")])
    case 4: try session.updateCustomer(code, ["referrer": .text("C\(number)")])
    case 5, 6:
      _ = try session.insert(
        ["code": .text(order), "customer": .text(code), "ordered_on": .text("2026-01-0\(number)")],
        into: session.entity("orders"))
    case 7:
      _ = try session.insert(
        ["order": .text(order), "line": .integer(number), "quantity": .real(0.5)], into: session.entity("order_lines"))
    case 8:
      _ = try session.insert(
        ["customer": .text(code), "year": .integer(2020 + number), "revenue": .integer(number)],
        into: session.entity("statements"))
    case 9:
      let choices = MergeChoices(
        winners: generator.chance(30) ? ["tier": .from] : [:], collisions: generator.pick([nil, .from, .into]))
      _ = try session.merge(.code(code), into: .code("C\(number)"), choices)
    case 10: _ = try session.unmerge(.code(code))
    default: try session.atomically { try session.db.execute(sql: statement(session, code, order, number, &generator)) }
    }
  }

  /// What the face of the book does not offer: deletions, whole tables at once, swaps, new keys.
  private static func statement(
    _ session: BookSession, _ code: String, _ order: String, _ number: Int64, _ generator: inout SeededGenerator
  ) throws -> String {
    switch Int.random(in: 0..<12, using: &generator) {
    case 0: return "DELETE FROM order_lines WHERE line = \(number)"
    case 1:
      return
        "DELETE FROM order_lines WHERE order_id = (SELECT id FROM orders WHERE code = '\(order)'); DELETE FROM orders WHERE code = '\(order)'"
    case 2: return "DELETE FROM customers WHERE code = '\(code)'"
    case 3: return "UPDATE customers SET note = 'n\(number)', employees = employees + 1"
    case 4:
      // The codes of all customers go round.
      return """
        UPDATE customers SET code = 'x' || code;
        UPDATE customers SET code = 'C' || (1 + (substr(code, 3) + \(number)) % 9)
        """
    case 5: return "UPDATE statements SET year = year + 100; UPDATE statements SET year = year - 100 + \(number % 2)"
    case 6: return "UPDATE customers SET id = id + 20 WHERE code = '\(code)'"
    case 7: return "UPDATE order_lines SET line = -line; UPDATE order_lines SET line = -line + \(number)"
    case 8:
      return "INSERT OR REPLACE INTO groups (id, code, name, currency) VALUES (\(number % 3), 'G\(number)', 'g', 'CNY')"
    case 9: return "UPDATE customers SET group_id = (SELECT min(id) FROM groups) WHERE code = '\(code)'"
    case 10: return "UPDATE orders SET customer_id = (SELECT max(id) FROM customers) WHERE code = '\(order)'"
    default:
      let table = CustomFieldTable.name(for: .customers)
      guard try session.db.tableExists(table), let column = try session.db.columns(in: table).last?.name else {
        return "DELETE FROM statements WHERE year > 2024"
      }
      return generator.chance(20)
        ? "DELETE FROM \(table)"
        : """
        INSERT INTO \(table) (id, \(column)) SELECT id, \(number) FROM customers WHERE code = '\(code)'
        ON CONFLICT (id) DO UPDATE SET \(column) = excluded.\(column)
        """
    }
  }
}
