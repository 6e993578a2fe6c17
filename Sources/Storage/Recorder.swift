import CRecorder
import Domain
import GRDB
import GRDBSQLite

/// Notes every change that a session makes to facts, so that it can be shown and taken back.
@safe final class Recorder {
  /// How many bytes of changes stay in memory; 0 for 8 MiB.
  let memory: Int
  /// Whether rows of append-only tables are noted whole, so that they can be made again.
  let isWhole: Bool
  private var handle: OpaquePointer?

  /// Starts recording; more than `memory` bytes of changes go to a temporary file, 0 for 8 MiB.
  init(_ db: Database, memory: Int, isWhole: Bool) throws {
    self.memory = memory
    self.isWhole = isWhole
    unsafe handle = unsafe recorder_open(db.sqliteConnection, memory, nil)
    for table in TrackedTable.all { try track(table) }
    try start()
  }

  deinit {
    unsafe recorder_close(handle)
  }

  /// Records from now on, with an empty log.
  func start() throws { try check(unsafe recorder_start(handle)) }

  /// Records no longer, and forgets what was recorded.
  func stop() {
    unsafe recorder_truncate(handle, 0)
    unsafe recorder_stop(handle)
  }

  /// Tracks a table, whether it is there or comes later; again after its columns changed, which are read by its first
  /// change. A column's id is its place in its table: columns are only ever added at the end.
  func track(_ table: TrackedTable) throws {
    let flags = table.isAppendOnly && !isWhole ? 1 as UInt32 : 0  // RECORDER_INSERT_KEY_ONLY
    try check(unsafe recorder_expect(handle, table.id, table.name, Self.bookkeeping, flags))
  }

  private static let bookkeeping = TrackedTable.bookkeeping.sorted().joined(separator: " ")

  /// Whether the session has changed a table, also where that was taken back.
  func hasTouched(_ table: TrackedTable) -> Bool { unsafe recorder_has_touched(handle, table.id) }

  /// How much of the log there is.
  var mark: UInt64 { unsafe recorder_mark(handle) }

  /// Forgets what was recorded since a mark, once SQLite has taken it back.
  func truncate(to mark: UInt64) throws { try check(unsafe recorder_truncate(handle, mark)) }

  /// Runs a change; what SQLite takes back when it fails is forgotten here too.
  func recording<Result>(_ change: () throws -> Result) throws -> Result {
    let mark = unsafe recorder_mark(handle)
    do {
      let result = try change()
      try check(unsafe recorder_get_status(handle))
      return result
    } catch {
      try truncate(to: mark)
      throw error
    }
  }

  /// Hands over the net changes so far and forgets them.
  func drain(into sink: @escaping (recorder_chunk) throws -> Void) throws {
    let receiver = unsafe Receiver(sink)
    try withExtendedLifetime(receiver) {
      let context = unsafe Unmanaged.passUnretained(receiver).toOpaque()
      let status = unsafe recorder_drain(
        handle, 64 << 10,
        { context, chunk in
          guard let context = unsafe context, let chunk = unsafe chunk else { return 1 }
          // The receiver outlives the drain that calls it.
          return unsafe Unmanaged<Receiver>.fromOpaque(context).takeUnretainedValue().take(chunk.pointee)
        }, context)
      if let failure = receiver.failure { throw failure }
      try check(status)
    }
  }

  private func check(_ status: recorder_status) throws {
    guard status.rawValue != 0 else { return }
    throw RecorderError(status: status, systemError: unsafe recorder_system_error(handle))
  }
}

/// Carries a Swift error over the C drain.
@safe private final class Receiver {
  private let sink: (recorder_chunk) throws -> Void
  private(set) var failure: (any Error)?

  init(_ sink: @escaping (recorder_chunk) throws -> Void) {
    unsafe self.sink = unsafe sink
  }

  func take(_ chunk: recorder_chunk) -> Int32 {
    do {
      unsafe try sink(chunk)
      return 0
    } catch {
      failure = error
      return 1
    }
  }
}
