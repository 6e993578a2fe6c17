import Domain
import Foundation
import GRDB
import Testing

@testable import Storage

@Suite struct UndoPropertyTests {
  static let isSlow = ProcessInfo.processInfo.environment["PATRON_SLOW"] != nil

  @Test func `random runs are taken back exactly, and brought back exactly`() throws {
    for seed in UInt64(1)...16 { check(seed) }
  }

  @Test(.enabled(if: isSlow)) func `so are many more`() throws {
    for seed in UInt64(10_000)..<11_000 { check(seed) }
  }

  private func check(_ seed: UInt64) {
    do {
      var history = try RandomRuns(seed: seed)
      if let failure = try history.play() { Issue.record("seed \(seed): \(failure)") }
    } catch {
      Issue.record("seed \(seed): \(error)")
    }
  }
}

/// Random runs on a book, and full dumps as the oracle of what undo restores.
private struct RandomRuns {
  private typealias Dump = [String: [[DatabaseValue]]]

  private var generator: SeededGenerator
  private let book: TestBook
  /// Runs that stand, with the book before each and after the last.
  private var standing: [(run: Int64, before: Dump)] = []
  private var now: Dump

  init(seed: UInt64) throws {
    generator = SeededGenerator(seed: seed)
    book = try TestBook()
    book.file.changeMemory = generator.pick([0, 1, 2_000, 10_000])
    now = try book.dump()
  }

  /// Gives what went wrong.
  mutating func play() throws -> String? {
    for _ in 0..<Int.random(in: 2...6, using: &generator) {
      if generator.chance(25) { try addCustomField() }
      try addRun()
      if generator.chance(30), let failure = try undoEarlier() { return failure }
      if generator.chance(30), let failure = try undoLast() { return failure }
    }
    while !standing.isEmpty {
      if let failure = try undoLast() { return failure }
    }
    return nil
  }

  /// Takes the last run back; then now and then brings it back and takes it again.
  private mutating func undoLast() throws -> String? {
    guard let (run, before) = standing.popLast() else { return nil }
    let after = now
    var undo = try book.undo(run)
    if let failure = try expect(before, "undo of run \(run)") { return failure }
    while generator.chance(30) {
      let redo = try book.undo(undo)
      if let failure = try expect(after, "undo of undo \(undo)") { return failure }
      undo = try book.undo(redo)
      if let failure = try expect(before, "undo of redo \(redo)") { return failure }
    }
    now = before
    return nil
  }

  /// Tries a run that others came after: it is refused and nothing changes, or it can be brought back exactly.
  private mutating func undoEarlier() throws -> String? {
    guard standing.count > 1 else { return nil }
    let run = generator.pick(standing.dropLast().map(\.run))
    do {
      let undo = try book.undo(run)
      if try book.hasBrokenReferences() { return "undo of run \(run) breaks references" }
      try book.undo(undo)
    } catch RunError.conflicts {
    }
    return try expect(now, "undo and redo of earlier run \(run)")
  }

  private func expect(_ wanted: Dump, _ what: String) throws -> String? {
    let found = try book.dump()
    for name in Set(found.keys).union(wanted.keys).sorted() where found[name] ?? [] != wanted[name] ?? [] {
      return "\(what): \(name) is \(found[name] ?? []), not \(wanted[name] ?? [])"
    }
    return try book.hasBrokenReferences() ? "\(what): broken references" : nil
  }

  /// A column more for the side table of customers; null in every row, as in dumps from before.
  private mutating func addCustomField() throws {
    let table = CustomFieldTable.name(for: .customers)
    let field = "f\(Int.random(in: 1...999_999, using: &generator))"
    let type = generator.pick(["TEXT", "INTEGER", "REAL"])
    try book.file.write { session in
      if try session.db.tableExists(table) {
        try session.db.execute(sql: "ALTER TABLE \(table) ADD COLUMN \(field) \(type)")
      } else {
        try session.db.execute(
          sql: "CREATE TABLE \(table) (id INTEGER PRIMARY KEY REFERENCES customers (id), \(field) \(type)) STRICT")
      }
      return (.commit, ())
    }
    // Dumps hold whole rows: those from before get the new column too.
    func widen(_ dump: inout Dump) { dump[table] = (dump[table] ?? []).map { $0 + [.null] } }
    widen(&now)
    for place in standing.indices { widen(&standing[place].before) }
  }

  private mutating func addRun() throws {
    var generator = generator
    let before = now
    let run = try book.run { session in
      for _ in 0..<Int.random(in: 1...14, using: &generator) { RandomStep.steps(session, &generator) }
    }
    self.generator = generator
    now = try book.dump()
    if try book.read({ try $0.run(run).changeCount }) > 0 { standing.append((run, before)) }
  }
}
