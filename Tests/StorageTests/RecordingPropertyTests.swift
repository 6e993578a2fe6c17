import Domain
import Foundation
import GRDB
import Testing
import Wording

@testable import Storage

@Suite struct RecordingPropertyTests {
  @Test func `random runs are recorded as the session extension sees them, and taken back exactly`() throws {
    for seed in UInt64(1)...16 { check(seed) }
  }

  @Test(.enabled(if: UndoPropertyTests.isSlow)) func `so are many more`() throws {
    for seed in UInt64(20_000)..<21_000 { check(seed) }
  }

  private func check(_ seed: UInt64) {
    do {
      var twins = try Twins(seed: seed)
      if let failure = try twins.play() { Issue.record("seed \(seed): \(failure)") }
    } catch {
      Issue.record("seed \(seed): \(error)")
    }
  }
}

/// Two books that live through the same: one records its changes, on the other the session extension does.
private struct Twins {
  private var generator: SeededGenerator
  private let recorded: TestBook
  private let watched: TestBook

  init(seed: UInt64) throws {
    recorded = try TestBook()
    watched = try TestBook()
    generator = SeededGenerator(seed: seed)
    recorded.file.changeMemory = generator.pick([0, 1, 1_000, 10_000])
  }

  /// Gives what went wrong.
  mutating func play() throws -> String? {
    for number in 1...Int.random(in: 1...4, using: &generator) {
      if generator.chance(30) { try addCustomField(number) }
      if let failure = try run() { return "run \(number): \(failure)" }
    }
    return nil
  }

  private mutating func addCustomField(_ number: Int) throws {
    let kind = generator.pick([Field.Kind.text, .integer, .real])
    let entity = generator.pick([Entity.customers, .orders])
    for book in [recorded, watched] {
      try book.run { try $0.define(Field("f\(number)", kind, .init(verbatim: "f"), isCustom: true), in: entity) }
    }
  }

  private mutating func run() throws -> String? {
    let before = try recorded.dump()
    var (one, other) = (generator, generator)
    let number = try recorded.run { Self.steps($0, &one) }
    var wanted: [SessionOracle.Change] = []
    try watched.run { session in
      let tables = try TrackedTable.all.map(\.name).filter { try session.db.tableExists($0) }
      let oracle = try SessionOracle(session.db.sqliteConnection, tables: tables)
      Self.steps(session, &other)
      wanted = try oracle.changes()
    }
    generator = one
    let after = try recorded.dump()
    if try after != watched.dump() { return "the books went apart" }
    if let failure = try compare(try recorded.changes(of: number), wanted) { return failure }
    return try undo(number, before: before, after: after, count: wanted.count)
  }

  private static func steps(_ session: BookSession, _ generator: inout SeededGenerator) {
    for _ in 0..<Int.random(in: 1...20, using: &generator) { RandomStep.steps(session, &generator) }
  }

  /// Takes the run back and brings it back.
  private func undo(
    _ number: Int64, before: [String: [[DatabaseValue]]], after: [String: [[DatabaseValue]]], count: Int
  )
    throws -> String?
  {
    guard try recorded.read({ try $0.run(number).changeCount }) > 0 else { return nil }
    let undo = try recorded.undo(number)
    if try recorded.dump() != before { return "undo does not restore the book" }
    try recorded.undo(undo)
    return try recorded.dump() == after ? nil : "undo of undo does not bring the run back"
  }

  private func compare(_ found: [SessionOracle.Change], _ changes: [SessionOracle.Change]) throws -> String? {
    func key(_ change: SessionOracle.Change) -> String { "\(change.table) #\(change.key)" }
    let wanted = try changes.compactMap { try facts($0) }
    let rows = Dictionary(grouping: found, by: key).merging(Dictionary(grouping: wanted, by: key)) { $0 + $1 }
    for (row, changes) in rows where changes.count != 2 || changes.first != changes.last {
      return "\(row): recorded \(found.filter { key($0) == row }), the session has \(wanted.filter { key($0) == row })"
    }
    return nil
  }

  /// A change of the session extension without bookkeeping; nil where nothing else changed. It keeps a whole number in a
  /// real column as an integer.
  private func facts(_ change: SessionOracle.Change) throws -> SessionOracle.Change? {
    try watched.read { session in
      var change = change
      for (place, column) in try session.db.columns(in: change.table).enumerated() {
        if TrackedTable.bookkeeping.contains(column.name) { (change.old[place], change.new[place]) = (nil, nil) }
        guard column.type == "REAL" else { continue }
        if case .integer(let number)? = change.old[place] { change.old[place] = .real(Double(number)) }
        if case .integer(let number)? = change.new[place] { change.new[place] = .real(Double(number)) }
      }
      if change.operation == .update {
        for place in change.old.keys where change.old[place] == change.new[place] {
          (change.old[place], change.new[place]) = (nil, nil)
        }
        if change.new.isEmpty { return nil }
      }
      return change
    }
  }
}

extension TestBook {
  /// The log of a run in the oracle's words.
  fileprivate func changes(of run: Int64) throws -> [SessionOracle.Change] {
    try read { session in
      var changes: [SessionOracle.Change] = []
      try session.forEachChunk(ofRun: run) { chunk in
        try chunk.forEach { stored in
          var change = SessionOracle.Change(
            table: chunk.table.name, key: stored.key,
            operation: stored.operation == .insert ? .insert : stored.operation == .delete ? .delete : .update)
          for column in stored.columns {
            change.old[column.id] = value(column.old)
            change.new[column.id] = value(column.new)
          }
          changes.append(change)
        }
      }
      return changes
    }
  }

  private func value(_ stored: StoredValue) -> SessionOracle.Value? {
    if stored.isAbsent { return nil }
    switch stored.plain {
    case .integer(let number): return .integer(number)
    case .real(let number): return .real(number)
    case .text(let text): return .text(text)
    default: return .null
    }
  }
}
