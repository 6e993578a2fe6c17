import Domain
import GRDB

@testable import Storage

/// A book in memory, with runs in it.
final class TestBook {
  let file: BookFile
  private let now = Instant(secondsSinceEpoch: 1_700_000_000)

  init() throws {
    file = try BookFile.inMemory(profile: BookProfile(name: "Test", baseCurrency: .cny, timeZone: "Asia/Shanghai"))
  }

  /// Changes the book in a run of its own; its number.
  @discardableResult
  func run(undoing other: Int64? = nil, _ body: (BookSession) throws -> Void) throws -> Int64 {
    try file.write { session in
      let id = try session.startRun(
        RunStart(title: "test", operatorName: "tester", startedAt: now, undoes: other))
      try body(session)
      try session.finishRun(RunEnd(.succeeded, at: now))
      return (.commit, id)
    }
  }

  /// Takes a run back; the number of the run that does it.
  @discardableResult
  func undo(_ run: Int64, customer: String? = nil) throws -> Int64 {
    try self.run(undoing: customer == nil ? run : nil) { _ = try $0.undo(run: run, customer: customer) }
  }

  /// Writes SQL in a run of its own.
  @discardableResult
  func run(sql: String) throws -> Int64 {
    try run { session in try session.atomically { try session.db.execute(sql: sql) } }
  }

  func read<Result>(_ body: (BookSession) throws -> Result) throws -> Result {
    try file.read(body)
  }

  /// The facts of every tracked table.
  func dump() throws -> [String: [[DatabaseValue]]] {
    try read { session in
      var dump: [String: [[DatabaseValue]]] = [:]
      for table in TrackedTable.all where try session.db.tableExists(table.name) {
        let columns = try session.db.columns(in: table.name).map(\.name)
          .filter { $0 == "id" || !TrackedTable.bookkeeping.contains($0) }
        let rows = try Row.fetchAll(
          session.db,
          sql: "SELECT \(columns.map(quoted).joined(separator: ", ")) FROM \(quoted(table.name)) ORDER BY id")
        dump[table.name] = rows.map { Array($0.databaseValues) }
      }
      return dump
    }
  }

  /// Whether every reference leads somewhere.
  func hasBrokenReferences() throws -> Bool {
    try read { try Row.fetchOne($0.db, sql: "PRAGMA foreign_key_check") != nil }
  }
}

extension BookSession {
  /// Adds a customer by its code.
  @discardableResult
  func addCustomer(_ code: String, _ values: [String: FieldValue] = [:]) throws -> Int64 {
    try insert(
      ["code": .text(code), "name": .text("Company \(code)")].merging(values) { $1 }, into: entity("customers"))
  }

  func updateCustomer(_ code: String, _ values: [String: FieldValue]) throws {
    _ = try update(.code(code), of: entity("customers"), values)
  }

  /// A column of a customer.
  func customer(_ code: String, _ column: String) throws -> DatabaseValue? {
    try DatabaseValue.fetchOne(db, sql: "SELECT \(quoted(column)) FROM customers WHERE code = ?", arguments: [code])
  }
}

/// Randomness that a seed repeats: SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &self)]
  }
}
