import Domain
import GRDB
import Testing

@testable import Storage

@Suite struct SchemaTests {
  private let book: TestBook

  init() throws {
    book = try TestBook()
  }

  @Test(arguments: Entity.all) func `the table of an entity has a column for each of its fields`(_ entity: Entity)
    throws
  {
    let columns = try book.read { try Row.fetchAll($0.db, sql: "PRAGMA table_info(\(quoted(entity.name)))") }
    var found: [String: Row] = [:]
    for column in columns { found[column["name"]] = column }
    for field in entity.fields {
      let column = try #require(found[field.column], "\(entity.name).\(field.column)")
      found[field.column] = nil
      let type: String =
        switch field.kind {
        case .integer, .boolean, .money, .reference: "INTEGER"
        case .real: "REAL"
        case .text, .date, .instant, .choice: "TEXT"
        }
      #expect(column["type"] as String == type, "\(entity.name).\(field.column)")
      #expect(
        column["notnull"] as Bool == (field.isRequired || field.name == "currency"), "\(entity.name).\(field.column)")
    }
    let extra: Set = entity.name == "customers" ? ["merged_into_id"] : []
    #expect(Set(found.keys) == TrackedTable.bookkeeping.union(extra), "\(entity.name)")
  }

  @Test(arguments: Entity.all) func `a reference is a foreign key with an index, and takes nothing with it`(
    _ entity: Entity
  ) throws {
    try book.read { session in
      let keys = try session.db.foreignKeys(on: entity.name)
      for field in entity.fields {
        guard case .reference(let target) = field.kind else { continue }
        #expect(keys.contains { $0.originColumns == [field.column] && $0.destinationTable == target }, "\(field.name)")
        let indexes = try session.db.indexes(on: entity.name)
        #expect(indexes.contains { $0.columns.first == field.column }, "\(entity.name).\(field.column)")
      }
      let actions = try Row.fetchAll(session.db, sql: "PRAGMA foreign_key_list(\(quoted(entity.name)))")
      for action in actions {
        #expect(action["on_delete"] as String == "NO ACTION")
        #expect(action["on_update"] as String == "NO ACTION")
      }
    }
  }

  @Test func `every table is strict`() throws {
    let loose = try book.read {
      try String.fetchAll(
        $0.db, sql: "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict")
    }
    #expect(loose.filter { !$0.hasPrefix("sqlite_") } == [])
  }

  @Test func `the statements of a new book are the text that makes it`() throws {
    let statements = try book.read {
      try String.fetchAll($0.db, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
    }
    #expect(statements.map { $0 + ";" }.joined(separator: "\n") == Migrations.text)
  }

  @Test func `a code is unique`() throws {
    for entity in Entity.all where entity.hasCode {
      let indexes = try book.read { try $0.db.indexes(on: entity.name) }
      #expect(indexes.contains { $0.isUnique && $0.columns == ["code"] }, "\(entity.name)")
    }
  }

  @Test func `every entity's table and side table are tracked, under ids of their own`() {
    for entity in Entity.all {
      #expect(TrackedTable.named(entity.name)?.entity == entity)
      #expect(TrackedTable.named(CustomFieldTable.name(for: entity))?.entity == entity)
    }
    #expect(Set(TrackedTable.all.map(\.id)).count == TrackedTable.all.count)
    #expect(Set(TrackedTable.all.map(\.name)).count == TrackedTable.all.count)
  }

  @Test func `ids of tracked tables never change`() {
    let released = [
      "operators": 1, "groups": 2, "products": 3, "customers": 4, "contacts": 5, "documents": 6, "orders": 7,
      "order_lines": 8, "deliveries": 9, "returns": 10, "invoices": 11, "payments": 12, "allocations": 13,
      "statements": 14, "interactions": 15, "fx_rates": 16, "customer_fields": 104, "custom_fields": 200,
    ]
    for (name, id) in released { #expect(TrackedTable.named(name)?.id == UInt32(id), "\(name)") }
  }
}
