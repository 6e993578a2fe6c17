public import Domain
import GRDB
import GRDBSQLite

/// Adds the scores of a version to the book.
@safe public final class ScoreWriter {
  private let session: BookSession
  private let insert: PreparedStatement

  init(_ session: BookSession, _ version: DefinitionVersion, asOf date: CivilDate) throws {
    self.session = session
    insert = try PreparedStatement(
      session.db,
      """
      INSERT INTO scores (definition_id, version_id, run_id, as_of, customer_id, value, coverage, band, reason, parts, inputs)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    insert.bind(version.definition, at: 1)
    insert.bind(version.id, at: 2)
    insert.bind(session.runID, at: 3)
    insert.bind("\(date)", at: 4)
    session.scored.insert(version.definition)
  }

  /// Adds the scores of a batch.
  public func write(_ batch: ScoreBatch) throws {
    // What is bound stays in place until the last row is in.
    unsafe try batch.bytes.withUnsafeBytes { bytes in
      for row in batch.rows {
        insert.bind(row.customer, at: 5)
        if let value = row.value { insert.bind(value, at: 6) } else { insert.bindNull(at: 6) }
        insert.bind(row.coverage, at: 7)
        let bandEnd = row.bandEnd ?? row.start
        let reasonEnd = row.reasonEnd ?? bandEnd
        unsafe bind(row.bandEnd == nil ? nil : row.start..<bandEnd, of: bytes, at: 8)
        unsafe bind(row.reasonEnd == nil ? nil : bandEnd..<reasonEnd, of: bytes, at: 9)
        unsafe bind(reasonEnd..<row.partsEnd, of: bytes, at: 10)
        unsafe bind(row.partsEnd..<row.inputsEnd, of: bytes, at: 11)
        defer { insert.reset() }
        _ = try insert.step()
      }
    }
  }

  private func bind(_ range: Range<Int>?, of bytes: UnsafeRawBufferPointer, at place: Int) {
    guard let range else { return insert.bindNull(at: place) }
    unsafe insert.lend(UnsafeRawBufferPointer(rebasing: bytes[range]), at: place)
  }
}

extension BookSession {
  /// Starts to write the scores of a version.
  public func scoreWriter(_ version: DefinitionVersion, asOf date: CivilDate) throws -> ScoreWriter {
    try ScoreWriter(self, version, asOf: date)
  }
}
