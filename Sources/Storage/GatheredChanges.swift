import CRecorder
public import Domain
import GRDB

/// Changes that were made on top of a book and taken back: they can be shown, made again, and kept in the end.
///
/// They are held as the log of changes holds them, net of each other: a row that was changed ten times is made again once.
public struct GatheredChanges: Sendable {
  /// Net changes to one table, as the log of changes would keep them.
  struct Part: Sendable {
    let table: UInt32
    let bytes: [UInt8]
  }

  /// By table and key.
  var parts: [Part] = []
  /// The number that the run had by which they were made.
  var run: Int64 = 0
  /// What SQLite called the state of the book on which they were made.
  var version: Version?

  /// A state of the book, in the count of one connection.
  struct Version: Equatable {
    let connection: ObjectIdentifier
    let number: Int64?
  }

  /// What they are, in figures.
  public internal(set) var summary = ChangeSummary()

  /// None yet.
  public init() {}

  /// Whether there are none.
  public var isEmpty: Bool { parts.isEmpty }

  /// How many bytes of them there may be: they are in memory.
  static let limit = 256 << 20
}

extension BookSession {
  /// What the session has changed so far, with what it was begun on top of.
  ///
  /// - Throws: ``PreviewError`` for changes that cannot be made again.
  public func gather() throws -> GatheredChanges {
    var gathered = GatheredChanges()
    gathered.run = runID
    gathered.version = try bookVersion
    if let fields = TrackedTable.named("custom_fields"), recorder?.hasTouched(fields) == true {
      throw PreviewError.customFields
    }
    var size = 0
    unsafe try recorder?.drain { chunk in
      size += unsafe chunk.length
      guard size <= GatheredChanges.limit else { throw PreviewError.tooMany }
      // The bytes live until this closure returns: they are copied.
      unsafe gathered.parts.append(
        .init(table: chunk.table_id, bytes: Array(UnsafeRawBufferPointer(start: chunk.bytes, count: chunk.length))))
    }
    gathered.summary = try changes(of: gathered, sample: 0)
    return gathered
  }

  /// What gathered changes are, once they are made again: totals, the first `sample` rows, and every row to `visit`.
  public func changes(
    of gathered: GatheredChanges, sample: Int, visit: ((RowChange) throws -> Void)? = nil
  ) throws -> ChangeSummary {
    // Where they stand in no one's way, the book itself has what they add.
    let description = ChangeDescription(self, of: obstacle == nil ? nil : gathered)
    return try summary(sample: sample, visit: visit, by: description) { visit in
      try forEachChunk(of: gathered, visit)
    }
  }

  /// Makes gathered changes again, as changes of the present run.
  ///
  /// - Throws: ``PreviewError`` naming the rows that somebody else has changed: then the transaction must be taken back.
  public func replay(_ gathered: GatheredChanges) throws {
    // Rows come in the order of the log, so that references hold at the end only.
    try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
    defer { try? db.execute(sql: "PRAGMA defer_foreign_keys = OFF") }
    let replay = Replay(self, gathered)
    try forEachChunk(of: gathered, replay.make)
    try replay.finish(isAlone: gathered.version == bookVersion)
  }

  /// Another number once somebody else, by another connection, has changed the book.
  private var bookVersion: GatheredChanges.Version {
    get throws {
      .init(connection: ObjectIdentifier(db), number: try Int64.fetchOne(db, sql: "PRAGMA data_version"))
    }
  }

  /// The codes of the records that gathered changes add, by table and number.
  func newCodes(of gathered: GatheredChanges) throws -> [String: [Int64: String]] {
    var codes: [String: [Int64: String]] = [:]
    try forEachChunk(of: gathered) { chunk in
      guard !chunk.table.isSide, let code = chunk.table.column("code") else { return }
      try chunk.forEach { change in
        guard change.operation == .insert else { return }
        codes[chunk.table.name, default: [:]][change.key] = change.columns.first { $0.id == code }?.new.text
      }
    }
    return codes
  }

  func forEachChunk(of gathered: GatheredChanges, _ visit: (ChangeChunk) throws -> Void) throws {
    for part in gathered.parts {
      guard let table = TrackedTable.byID[part.table] else { continue }
      let logged = try loggedTable(table)
      // The bytes stay in place while the chunk is visited.
      try unsafe part.bytes.withUnsafeBytes { bytes in unsafe try visit(ChangeChunk(logged, bytes)) }
    }
  }
}
