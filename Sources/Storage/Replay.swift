import Domain
import GRDB

/// Makes changes again that were taken back, row by row, from the first to the last.
///
/// To make a change again is to take its inverse back. A row that is no longer as the change found it stands in the way.
final class Replay {
  private let session: BookSession
  private let run: Int64
  private let description: ChangeDescription
  private var tables: [UInt32: InvertedTable] = [:]
  private var conflicts: [UndoConflict] = []
  private var conflictCount = 0
  /// The cached balances of points that are to be worked out anew.
  private var balances: Set<BookSession.PointBalanceKey> = []

  /// How many conflicts are told.
  private static let sampleSize = 20

  /// The run is the one by which the changes were made.
  init(_ session: BookSession, run: Int64) {
    self.session = session
    self.run = run
    description = ChangeDescription(session)
  }

  func make(_ chunk: ChangeChunk) throws {
    let table = tables[chunk.table.tracked.id] ?? InvertedTable(chunk.table, session)
    tables[chunk.table.tracked.id] = table
    try chunk.forEach { change in
      let inverse = change.inverted(replacingRun: run, with: session.runID, in: chunk.table.columns)
      let movements = chunk.table.name == "point_movements"
      if movements, let before = try session.balanceKey(ofMovement: change.key) { balances.insert(before) }
      if try !table.invert(inverse) {
        try conflict(change.key, in: chunk.table, try obstacle(to: inverse, in: table)) {
          try description.name(of: change, in: chunk.table)
        }
      }
      if movements, let after = try session.balanceKey(ofMovement: change.key) { balances.insert(after) }
    }
  }

  private func obstacle(to inverse: StoredChange, in table: InvertedTable) throws -> UndoConflict.Reason {
    let reason = try table.obstacle(to: inverse)
    // A new row's number has gone to a row of somebody else's.
    guard reason == .present else { return reason }
    return .taken(by: try description.name(of: inverse.key, in: table.logged))
  }

  /// Puts rows in place that had to wait for each other, and refuses what would leave the book untrue.
  func finish() throws {
    for table in tables.values.sorted(by: { $0.logged.tracked.id < $1.logged.tracked.id }) {
      try table.settle { key, holder in
        try conflict(key, in: table.logged, .taken(by: try description.name(of: holder, in: table.logged))) {
          try description.name(ofDisplaced: key, in: table.logged)
        }
      }
    }
    for balance in balances { try session.refresh(balance) }
    if conflictCount == 0 {
      try session.forEachOrphan { key, table, target in
        try conflict(
          key, in: table, .refers(to: try target.map { try description.name(of: $0.key, in: $0.table) } ?? "")
        ) {
          try description.name(of: key, in: table)
        }
      }
    }
    if conflictCount > 0 { throw PreviewError.conflicts(conflicts, total: conflictCount) }
  }

  private func conflict(
    _ key: Int64, in table: LoggedTable, _ reason: @autoclosure () throws -> UndoConflict.Reason,
    name: () throws -> String
  ) throws {
    conflictCount += 1
    guard conflicts.count < Self.sampleSize else { return }
    var newest: Int64?
    try session.forEachChange(of: key, in: table.name, since: run - 1) { later, _, _ in
      if later != session.runID { newest = later }
      return newest == nil
    }
    conflicts.append(UndoConflict(row: try name(), reason: try reason(), laterRun: newest))
  }
}
