import CRecorder
import CSQLite
import Foundation
import Testing

@Suite struct RecorderTests {
  private let database: Database
  private let recording: Recording

  init() throws {
    database = try Database()
    recording = try Recording(database)
    database.execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, code TEXT UNIQUE, tier TEXT, revenue REAL)")
    try #require(recording.track("customers", columns: [0, 10, 20, 30]) == RECORDER_OK)
    database.execute("INSERT INTO customers VALUES (1, 'A', 'gold', 5), (2, 'B', NULL, 7.5)")
  }

  // MARK: What is recorded

  @Test func `an insert keeps every column`() throws {
    let changes = try recording.changes(of: "INSERT INTO customers VALUES (3, '客户', NULL, 2)")
    #expect(changes == [.inserted(3, [10: .text("客户"), 20: .null, 30: .real(2)])])
  }

  @Test func `an update keeps the columns that changed`() throws {
    let changes = try recording.changes(of: "UPDATE customers SET tier = 'gold', code = code")
    #expect(changes == [.updated(2, [20: (.null, .text("gold"))])])
  }

  @Test func `a deletion without a condition keeps every row`() throws {
    let changes = try recording.changes(of: "DELETE FROM customers")
    #expect(
      changes == [
        .deleted(1, [10: .text("A"), 20: .text("gold"), 30: .real(5)]),
        .deleted(2, [10: .text("B"), 20: .null, 30: .real(7.5)]),
      ])
  }

  @Test func `rows that a replacement pushes out are recorded`() throws {
    let changes = try recording.changes(of: "REPLACE INTO customers VALUES (1, 'B', 'gold', 5)")
    #expect(
      changes == [
        .updated(1, [10: (.text("A"), .text("B"))]),
        .deleted(2, [10: .text("B"), 20: .null, 30: .real(7.5)]),
      ])
  }

  @Test func `an upsert is an update`() throws {
    let changes = try recording.changes(
      of: "INSERT INTO customers (id, code) VALUES (9, 'B') ON CONFLICT (code) DO UPDATE SET tier = 'silver'")
    #expect(changes == [.updated(2, [20: (.null, .text("silver"))])])
  }

  @Test func `a changed key is a deletion and an insert`() throws {
    let changes = try recording.changes(of: "UPDATE customers SET id = 7, tier = 'gold' WHERE id = 2")
    #expect(
      changes == [
        .deleted(2, [10: .text("B"), 20: .null, 30: .real(7.5)]),
        .inserted(7, [10: .text("B"), 20: .text("gold"), 30: .real(7.5)]),
      ])
  }

  @Test func `triggers and cascades are recorded`() throws {
    database.execute(
      """
      CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INTEGER REFERENCES customers ON DELETE CASCADE);
      INSERT INTO orders VALUES (50, 1), (51, 2);
      CREATE TRIGGER farewell AFTER DELETE ON customers BEGIN
        UPDATE customers SET tier = 'last' WHERE id <> OLD.id;
      END
      """)
    #expect(recording.track("orders", id: 2, columns: [0, 1]) == RECORDER_OK)
    let changes = try recording.changes(of: "DELETE FROM customers WHERE id = 1")
    #expect(
      changes == [
        .deleted(1, [10: .text("A"), 20: .text("gold"), 30: .real(5)]),
        .updated(2, [20: (.null, .text("last"))]),
        .deleted(50, table: 2, [1: .integer(1)]),
      ])
  }

  @Test func `other tables, other databases and columns left out are not recorded`() throws {
    database.execute(
      """
      CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT);
      ATTACH ':memory:' AS copy;
      CREATE TABLE copy.customers (id INTEGER PRIMARY KEY, code TEXT, tier TEXT, revenue REAL)
      """)
    #expect(recording.track("customers", columns: [0, 10, 0, 30]) == RECORDER_OK)
    let changes = try recording.changes(
      of: "INSERT INTO notes VALUES (1, 'x')", "INSERT INTO copy.customers VALUES (1, 'x', 'y', 1)",
      "UPDATE customers SET tier = 'none'")
    #expect(changes.isEmpty)
  }

  @Test func `generated columns are left out`() throws {
    database.execute(
      """
      CREATE TABLE people (id INTEGER PRIMARY KEY, a ANY, s ANY AS (a) STORED, b REAL, v ANY AS (b) VIRTUAL) STRICT;
      INSERT INTO people VALUES (1, 'x', 2)
      """)
    #expect(recording.track("people", id: 2, columns: [0, 1, 2, 3, 4]) == RECORDER_OK)
    let changes = try recording.changes(of: "UPDATE people SET a = 5, b = 3")
    #expect(changes == [.updated(1, table: 2, [1: (.text("x"), .integer(5)), 3: (.real(2), .real(3))])])
  }

  @Test func `a row older than a column has the column's default before`() throws {
    database.execute(
      """
      ALTER TABLE customers ADD COLUMN region TEXT DEFAULT 'east';
      ALTER TABLE customers ADD COLUMN score INTEGER NOT NULL DEFAULT 7;
      UPDATE customers SET region = NULL WHERE id = 2
      """)
    #expect(recording.track("customers", columns: [0, 10, 20, 30, 40, 50]) == RECORDER_OK)
    #expect(
      try recording.changes(of: "UPDATE customers SET tier = 'x'") == [
        .updated(1, [20: (.text("gold"), .text("x"))]), .updated(2, [20: (.null, .text("x"))]),
      ])
    database.execute("INSERT INTO customers (id, code) VALUES (3, 'C')")
    database.execute("ALTER TABLE customers ADD COLUMN late INTEGER DEFAULT -1")
    #expect(recording.track("customers", columns: [0, 10, 20, 30, 40, 50, 60]) == RECORDER_OK)
    #expect(
      try recording.changes(of: "UPDATE customers SET region = 'west', late = 4 WHERE id > 1") == [
        .updated(2, [40: (.null, .text("west")), 60: (.integer(-1), .integer(4))]),
        .updated(3, [40: (.text("east"), .text("west")), 60: (.integer(-1), .integer(4))]),
      ])
  }

  @Test func `a table that is expected is read by its first change, and again when it is expected anew`() throws {
    #expect(recording.expect("visits", id: 2, leavingOut: "id by_run run") == RECORDER_OK)
    #expect(try recording.changes(of: "UPDATE customers SET tier = 'x' WHERE id = 1").count == 1)
    // The table is made later than it is expected; `run_on` is no column that is left out.
    database.execute("CREATE TABLE visits (id INTEGER PRIMARY KEY, run INTEGER, run_on TEXT, by_run TEXT, price REAL)")
    #expect(
      try recording.changes(of: "INSERT INTO visits VALUES (7, 1, 'May', 'li', 2)") == [
        .inserted(7, table: 2, [2: .text("May"), 4: .real(2)])
      ])
    database.execute("ALTER TABLE visits ADD COLUMN note TEXT DEFAULT 'none'")
    #expect(recording.expect("visits", id: 2, leavingOut: "id by_run run") == RECORDER_OK)
    #expect(recorder_has_touched(recording.recorder, 2))
    #expect(
      try recording.changes(of: "UPDATE visits SET run = 2, by_run = 'wu', note = 'seen'") == [
        .updated(7, table: 2, [5: (.text("none"), .text("seen"))])
      ])
  }

  @Test func `an expected table that cannot be recorded fails the recording that changes it`() throws {
    database.execute("CREATE TABLE pairs (a TEXT PRIMARY KEY, b TEXT)")
    #expect(recording.expect("pairs", id: 2) == RECORDER_OK)
    #expect(recording.expect("pairs", id: 1) == RECORDER_TABLE)
    #expect(recorder_start(recording.recorder) == RECORDER_OK)
    recording.execute("UPDATE customers SET tier = 'x' WHERE id = 1")
    #expect(recording.status == RECORDER_OK)
    recording.execute("INSERT INTO pairs VALUES ('x', 'y')")
    #expect(recording.status == RECORDER_TABLE)
  }

  @Test func `values of every kind survive exactly`() throws {
    database.execute("CREATE TABLE kinds (id INTEGER PRIMARY KEY, v BLOB)")
    #expect(recording.track("kinds", id: 2, columns: [0, 1]) == RECORDER_OK)
    let values: [Value] = [
      .null, .integer(0), .integer(.min), .integer(.max), .integer(-1), .real(0.1), .real(1e300), .real(5), .text(""),
      .text("a\u{0}b"), .text(String(repeating: "长", count: 500)), .blob([]), .blob([0, 255, 3]),
      .blob(.init(repeating: 9, count: 300)),
    ]
    var literals = values.map(\.literal)
    literals[9] = "'a' || char(0) || 'b'"
    let keys: [Int64] = [.min, -5, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, .max]
    let rows = zip(keys, literals).map { "(\($0), \($1))" }.joined(separator: ", ")
    let changes = try recording.changes(of: "INSERT INTO kinds VALUES \(rows)")
    #expect(changes == zip(keys, values).map { .inserted($0, table: 2, [1: $1]) })
  }

  @Test func `a table of immutable rows records the keys of its inserts`() throws {
    #expect(recording.track("customers", columns: [0, 10, 20, 30], keyOnly: true) == RECORDER_OK)
    #expect(
      try recording.changes(
        of: "INSERT INTO customers VALUES (3, 'C', NULL, 0)", "UPDATE customers SET tier = 'x' WHERE id > 1") == [
          .updated(2, [20: (.null, .text("x"))]), .inserted(3, [:]),
        ])
    // A row that goes and comes back is recorded in full.
    let changes = try recording.changes(of: "REPLACE INTO customers VALUES (1, 'A', 'lead', 5)")
    #expect(changes == [.updated(1, [20: (.text("gold"), .text("lead"))])])
  }

  // MARK: Netting

  @Test func `several changes to one row are one`() throws {
    #expect(
      try recording.changes(
        of: "UPDATE customers SET tier = 'x', revenue = 1 WHERE id = 1",
        "UPDATE customers SET tier = 'y', revenue = 5 WHERE id = 1")
        == [.updated(1, [20: (.text("gold"), .text("y"))])])
    #expect(
      try recording.changes(
        of: "INSERT INTO customers VALUES (3, 'C', 'new', 0)", "UPDATE customers SET tier = 'old' WHERE id = 3")
        == [.inserted(3, [10: .text("C"), 20: .text("old"), 30: .real(0)])])
    #expect(
      try recording.changes(of: "UPDATE customers SET tier = 'z' WHERE id = 1", "DELETE FROM customers WHERE id = 1")
        == [.deleted(1, [10: .text("A"), 20: .text("y"), 30: .real(5)])])
  }

  @Test func `changes that cancel each other leave nothing`() throws {
    #expect(
      try recording.changes(
        of: "UPDATE customers SET tier = 'x' WHERE id = 1", "UPDATE customers SET tier = 'gold' WHERE id = 1",
        "INSERT INTO customers VALUES (3, 'C', NULL, 0)", "DELETE FROM customers WHERE id = 3",
        "DELETE FROM customers WHERE id = 2", "INSERT INTO customers VALUES (2, 'B', NULL, 7.5)"
      ).isEmpty)
  }

  @Test func `a chunk covers one table and a range of keys, in order`() throws {
    database.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, total INTEGER)")
    #expect(recording.track("orders", id: 9, columns: [0, 1]) == RECORDER_OK)
    _ = recorder_start(recording.recorder)
    for key in [5, -3, 4, 100, 1] { recording.execute("INSERT INTO orders VALUES (\(key), 1)") }
    recording.execute("UPDATE customers SET tier = 'x' WHERE id = 2")
    let chunks = try recording.chunks(limit: 50)
    // An entry here takes 6 bytes, and the writer leaves room for the longest numbers an entry could have.
    #expect(chunks.map(\.table) == [1] + Array(repeating: 9, count: chunks.count - 1))
    #expect(chunks.count > 2 && chunks.allSatisfy { $0.bytes.count <= 50 })
    #expect(try chunks.map { Int64(try $0.changes.count) } == chunks.map { Int64($0.count) })
    #expect(
      try chunks.allSatisfy {
        try $0.changes.first?.key == $0.keys.lowerBound && $0.changes.last?.key == $0.keys.upperBound
      })
    #expect(try chunks.dropFirst().flatMap { try $0.changes.map(\.key) } == [-3, 1, 4, 5, 100])
    #expect(try recording.chunks().isEmpty)
  }

  // MARK: What SQLite takes back

  @Test func `a statement that fails half way leaves nothing behind`() throws {
    let changes = try recording.changes(
      of: "UPDATE customers SET tier = 'kept'", "UPDATE customers SET code = 'same', tier = 'lost'",
      "INSERT INTO customers VALUES (3, 'C', 'lost', 1), (4, 'A', 'lost', 1)")
    #expect(changes == [.updated(1, [20: (.text("gold"), .text("kept"))]), .updated(2, [20: (.null, .text("kept"))])])
  }

  @Test(arguments: [0, 1, 200]) func `a mark is returned to across the temporary file`(memoryLimit: Int) throws {
    let recording = try Recording(database, memoryLimit: memoryLimit)
    #expect(recording.track("customers", columns: [0, 10, 20, 30]) == RECORDER_OK)
    _ = recorder_start(recording.recorder)
    database.execute("BEGIN; UPDATE customers SET tier = 'first'; SAVEPOINT s")
    let mark = recorder_mark(recording.recorder)
    for key in 10..<60 { recording.execute("INSERT INTO customers VALUES (\(key), NULL, 'lost', 0)") }
    database.execute("ROLLBACK TO s")
    #expect(recorder_truncate(recording.recorder, mark) == RECORDER_OK)
    #expect(recorder_truncate(recording.recorder, mark + 1) == RECORDER_DISORDER)
    recording.execute("UPDATE customers SET revenue = 9 WHERE id = 1")
    let changes = try #require(Change.byRow(try recording.changes()))
    #expect(
      changes == [
        RowKey(table: 1, key: 1): .updated(1, [20: (.text("gold"), .text("first")), 30: (.real(5), .real(9))]),
        RowKey(table: 1, key: 2): .updated(2, [20: (.null, .text("first"))]),
      ])
  }

  @Test func `a log that was not truncated contradicts itself and is refused`() throws {
    _ = recorder_start(recording.recorder)
    for _ in 1...2 { database.execute("BEGIN; INSERT INTO customers VALUES (3, 'C', NULL, 1); ROLLBACK") }
    let sink: recorder_sink = { _, _ in 0 }
    #expect(recorder_drain(recording.recorder, 1000, sink, nil) == RECORDER_DISORDER)
  }

  // MARK: What cannot be recorded

  @Test func `tables that cannot be recorded are refused`() {
    database.execute(
      """
      CREATE TABLE plain (a, b);
      CREATE TABLE short (id INT PRIMARY KEY, a) STRICT;
      CREATE TABLE keyed (id INTEGER PRIMARY KEY, a) WITHOUT ROWID;
      CREATE TABLE pair (id INTEGER, a, PRIMARY KEY (id, a));
      CREATE TABLE shifted (id INTEGER PRIMARY KEY, v AS (1), a);
      CREATE VIEW seen AS SELECT * FROM customers;
      CREATE VIRTUAL TABLE search USING fts5(a, b);
      """)
    for (table, columns) in [
      ("plain", 2), ("short", 2), ("keyed", 2), ("pair", 2), ("shifted", 3), ("seen", 4), ("search", 2), ("missing", 0),
    ] {
      let ids = (0..<columns).map { UInt16($0) }
      #expect(recording.track(table, id: 2, columns: ids) == RECORDER_TABLE, "\(table)")
    }
    #expect(recording.track("customers", columns: [0, 1, 2]) == RECORDER_COLUMNS)
    #expect(recording.track("customers", columns: [0, 1, 2, 3, 4]) == RECORDER_COLUMNS)
    #expect(recording.track("customers", columns: [0, 1, 2, 1]) == RECORDER_COLUMNS)
    #expect(recording.track("customers", id: 2, columns: [0, 10, 20, 30]) == RECORDER_TABLE)
  }

  @Test func `a database in UTF-16 is refused`() throws {
    let database = try Database()
    database.execute("PRAGMA encoding = 'UTF-16'; CREATE TABLE customers (id INTEGER PRIMARY KEY, code TEXT)")
    #expect(try Recording(database).track("customers", columns: [0, 1]) == RECORDER_TABLE)
  }

  @Test func `a table that changed its shape fails the recording`() throws {
    _ = recorder_start(recording.recorder)
    recording.execute("ALTER TABLE customers ADD COLUMN region TEXT")
    recording.execute("UPDATE customers SET region = 'east'")
    #expect(recording.status == RECORDER_SCHEMA)
    #expect(recorder_drain(recording.recorder, 1000, { _, _ in 0 }, nil) == RECORDER_SCHEMA)
    #expect(recording.track("CUSTOMERS", columns: [0, 10, 20, 30, 40]) == RECORDER_OK)
    #expect(
      try recording.changes(of: "UPDATE customers SET region = 'west' WHERE id = 1") == [
        .updated(1, [40: (.text("east"), .text("west"))])
      ])
  }

  @Test func `an incremental write to a tracked column fails the recording`() throws {
    database.execute(
      "CREATE TABLE files (id INTEGER PRIMARY KEY, body BLOB, thumb BLOB); INSERT INTO files VALUES (1, X'00', X'00')")
    #expect(recording.track("files", id: 2, columns: [0, 1, 0]) == RECORDER_OK)
    _ = recorder_start(recording.recorder)
    for (column, status) in [("thumb", RECORDER_OK), ("body", RECORDER_BLOB_WRITE)] {
      var blob: OpaquePointer?
      try #require(sqlite3_blob_open(database.connection, "main", "files", column, 1, 1, &blob) == SQLITE_OK)
      #expect(sqlite3_blob_write(blob, "x", 1, 0) == SQLITE_OK)
      sqlite3_blob_close(blob)
      #expect(recording.status == status)
    }
  }

  @Test func `a temporary file that cannot be made fails the recording`() throws {
    let recording = try Recording(database, memoryLimit: 100, folder: "/nonexistent/folder")
    #expect(recording.track("customers", columns: [0, 10, 20, 30]) == RECORDER_OK)
    _ = recorder_start(recording.recorder)
    for key in 10..<30 { recording.execute("INSERT INTO customers VALUES (\(key), NULL, 'new', 0)") }
    #expect(recording.status == RECORDER_SPILL)
    #expect(recorder_system_error(recording.recorder) == ENOENT)
    #expect(recorder_drain(recording.recorder, 1000, { _, _ in 0 }, nil) == RECORDER_SPILL)
    // The next recording starts afresh.
    #expect(recorder_start(recording.recorder) == RECORDER_OK)
    recording.execute("DELETE FROM customers WHERE id = 10")
    #expect(try recording.changes().map(\.key) == [10])
  }

  @Test func `a sink that stops keeps the log, one that changes a tracked table fails it`() throws {
    _ = recorder_start(recording.recorder)
    recording.execute("UPDATE customers SET tier = 'x'")
    #expect(recorder_drain(recording.recorder, 1000, { _, _ in 1 }, nil) == RECORDER_SINK)
    #expect(try recording.changes().count == 2)
    recording.execute("UPDATE customers SET tier = 'y'")
    let meddle: recorder_sink = { database, _ in
      sqlite3_exec(OpaquePointer(database), "UPDATE customers SET tier = 'z'", nil, nil, nil)
    }
    let connection = UnsafeMutableRawPointer(database.connection)
    #expect(recorder_drain(recording.recorder, 1000, meddle, connection) == RECORDER_SINK)
    #expect(recording.status == RECORDER_SINK)
  }

  // MARK: Size

  @Test func `a row far beyond the memory limit is recorded`() throws {
    database.execute(
      "CREATE TABLE files (id INTEGER PRIMARY KEY, body BLOB); INSERT INTO files VALUES (1, zeroblob(3000000))")
    let recording = try Recording(database, memoryLimit: 1000)
    #expect(recording.track("files", id: 2, columns: [0, 1]) == RECORDER_OK)
    let changes = try recording.changes(
      of: "UPDATE files SET body = 'short'", "UPDATE files SET body = zeroblob(2000000)")
    #expect(changes.count == 1)
    let values = try #require(changes.first?.columns[1])
    let isWhole =
      values.old == .blob(Array(repeating: 0, count: 3_000_000))
      && values.new == .blob(Array(repeating: 0, count: 2_000_000))
    #expect(isWhole)
  }

  @Test(arguments: [1, 300, 5_000]) func `a row that returns long after comes once`(memoryLimit: Int) throws {
    database.execute(
      """
      CREATE TABLE points (id INTEGER PRIMARY KEY, balance INTEGER);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO points SELECT i, 0 FROM n
      """)
    let recording = try Recording(database, memoryLimit: memoryLimit)
    recording.track("points", id: 2, columns: [0, 1])
    let changes = try recording.changes(
      of: "UPDATE points SET balance = 1", "INSERT INTO points VALUES (5000, 1)", "DELETE FROM points WHERE id > 900",
      "UPDATE points SET balance = balance + 1", "UPDATE points SET balance = 0 WHERE id <= 100",
      "INSERT INTO points VALUES (950, 7), (901, 0)")
    #expect(
      changes
        == (101...900).map { .updated($0, table: 2, [1: (.integer(0), .integer(2))]) }
        + (902...949).map { .deleted($0, table: 2, [1: .integer(0)]) }
        + [.updated(950, table: 2, [1: (.integer(0), .integer(7))])]
        + (951...1000).map { .deleted($0, table: 2, [1: .integer(0)]) })
  }

  @Test(.enabled(if: RecorderPropertyTests.isSlow)) func `a million updates stay in flat memory`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "recorder-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let database = try Database(folder.appending(path: "book.db").path())
    database.execute(
      """
      CREATE TABLE points (id INTEGER PRIMARY KEY, balance INTEGER, note TEXT);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)
      INSERT INTO points SELECT i, i, 'note ' || i FROM n
      """)
    let recording = try Recording(database)
    #expect(recording.track("points", columns: [0, 1, 2]) == RECORDER_OK)
    _ = recorder_start(recording.recorder)
    let before = try peakMemory(reset: true)
    recording.execute("UPDATE points SET balance = balance + 1, note = 'changed ' || note")
    var count = 0
    let status = recorder_drain(
      recording.recorder, 65_536,
      { count, chunk in
        count?.assumingMemoryBound(to: Int.self).pointee += Int(chunk?.pointee.entry_count ?? 0)
        return 0
      }, &count)
    #expect(status == RECORDER_OK)
    #expect(count == 1_000_000)
    let growth = try peakMemory(reset: false) - before
    print("peak memory grew by \(growth / 1024) KiB")
    #expect(growth < 64 << 20)
  }

  /// The most memory the process ever held, or holds since it was reset, in bytes.
  private func peakMemory(reset: Bool) throws -> Int {
    if reset { try Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs")) }
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }) * 1024
  }
}
