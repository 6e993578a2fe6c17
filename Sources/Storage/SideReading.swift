import CConnection
public import Domain
import GRDB

/// How threads of their own read a book while its writer goes on.
///
/// The writer has its place, so that nobody else changes the book: whoever begins to read it now sees what the writer
/// saw at its start. That is what the writer still sees where it has changed no fact since.
public struct SideReading: Sendable {
  private let path: String

  fileprivate init(path: String) {
    self.path = path
  }

  /// Reads the book on the calling thread, by a connection of its own.
  public func read<Result>(_ body: (BookSession) throws -> Result) throws -> Result {
    try BookFile.beside(path).read(body)
  }
}

extension BookSession {
  /// How others may read, beside this writer, what scoring by a version reads; nil where they would not see what this
  /// session has changed, or where the book is in memory.
  public func sideReading(for version: DefinitionVersion) -> SideReading? {
    guard let recorder, reading == nil, !path.isEmpty, path != ":memory:", !scored.contains(version.definition) else {
      return nil
    }
    let own: Set = ["definitions", "definition_versions", "definition_modules", "scores"]
    guard TrackedTable.all.allSatisfy({ own.contains($0.name) || !recorder.hasTouched($0) }) else { return nil }
    return SideReading(path: path)
  }

  /// Parts of the customers, in the order of their ids: those of each stretch of so many ids, the same for the same book.
  public func customerParts(of size: Int64) throws -> [ClosedRange<Int64>] {
    var parts: [ClosedRange<Int64>] = []
    var start = Int64.min
    while let id = try nextCustomer(from: start) {
      let offset = id % size
      let first = id - (offset < 0 ? offset + size : offset)
      let (last, overflow) = first.addingReportingOverflow(size - 1)
      parts.append(first...(overflow ? .max : last))
      if overflow || last == .max { break }
      start = last + 1
    }
    return parts
  }

  private func nextCustomer(from id: Int64) throws -> Int64? {
    try statements["SELECT id FROM customers WHERE id >= ? ORDER BY id LIMIT 1"].using { statement in
      statement.bind(id, at: 1)
      return try statement.firstInteger()
    }
  }

  /// Runs the body without checking that what new rows refer to is there, which its caller knows.
  public func trustingReferences<Result>(_ body: () throws -> Result) rethrows -> Result {
    unsafe connection_check_foreign_keys(db.sqliteConnection, false)
    defer { unsafe connection_check_foreign_keys(db.sqliteConnection, true) }
    return try body()
  }
}
