import CRecorder
import Domain

/// How often a run changed a table's rows and columns.
struct ChangeTally {
  let table: LoggedTable
  private var inserted: UInt64 = 0
  private var updated: UInt64 = 0
  private var deleted: UInt64 = 0
  /// By column, how many updates changed it.
  private var changed: [UInt64]
  /// By column of a side table, how many new and deleted rows had a value in it.
  private var filled: [UInt64]

  init(_ table: LoggedTable) {
    self.table = table
    changed = Array(repeating: 0, count: table.columns.count)
    filled = table.isSide ? changed : []
  }

  /// Adds the entries of a chunk; false where the bytes are none of this table.
  mutating func add(_ bytes: UnsafePointer<UInt8>?, _ length: Int) -> Bool {
    var tally = unsafe change_tally()
    unsafe tally.column_count = changed.count
    // The arrays have a place for every column and outlive the call.
    let isWhole = unsafe changed.withUnsafeMutableBufferPointer { changed in
      unsafe filled.withUnsafeMutableBufferPointer { filled in
        unsafe tally.changed = changed.baseAddress
        unsafe tally.filled = filled.isEmpty ? nil : filled.baseAddress
        return unsafe chunk_tally(bytes, length, &tally)
      }
    }
    unsafe inserted += tally.inserted
    unsafe updated += tally.updated
    unsafe deleted += tally.deleted
    return isWhole
  }

  /// Adds the table's figures to those of its entity. To people, a row of custom fields is a part of its record.
  func add(to summary: inout ChangeSummary) {
    var totals = ChangeSummary.Totals()
    if table.isSide {
      totals.updated = Int(clamping: inserted + updated + deleted)
    } else {
      (totals.inserted, totals.updated) = (Int(clamping: inserted), Int(clamping: updated))
      totals.deleted = Int(clamping: deleted)
    }
    for (place, column) in table.columns.enumerated() {
      let count = changed[place] + (table.isSide ? filled[place] : 0)
      if count > 0 { totals.fields[column.label] = Int(clamping: count) }
    }
    let name = table.entity?.name ?? table.name
    guard let place = summary.totals.firstIndex(where: { $0.entity == name }) else {
      return summary.totals.append((name, totals))
    }
    summary.totals[place].totals.inserted += totals.inserted
    summary.totals[place].totals.updated += totals.updated
    summary.totals[place].totals.deleted += totals.deleted
    summary.totals[place].totals.fields.merge(totals.fields) { $0 + $1 }
  }
}

/// The tallies of a run, in the order in which its tables came.
struct ChangeTallies {
  private var tallies: [ChangeTally] = []

  /// Adds what a chunk holds, if it says something that others do not.
  mutating func add(_ chunk: ChangeChunk) throws {
    guard chunk.table.tracked.isShown else { return }
    let known = tallies.firstIndex { $0.table === chunk.table }
    if known == nil { tallies.append(ChangeTally(chunk.table)) }
    try chunk.count(into: &tallies[known ?? tallies.count - 1])
  }

  /// The figures by entity.
  var summary: ChangeSummary {
    var summary = ChangeSummary()
    for tally in tallies { tally.add(to: &summary) }
    return summary
  }
}
