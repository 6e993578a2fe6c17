import CSQLite
import Domain
import Foundation
import Glibc
import Interchange
import Testing
import Wording

@testable import Automation

/// Order lines as a file, some of them bad.
private struct MadeLines {
  static let header = "order,line,product,quantity,currency,price,description\n"
  private(set) var text = header
  /// The lines with a fault, of which each has one.
  private(set) var badLines: [Int] = []
  private(set) var goodCount = 0
  private var line = 2

  /// Makes records; those at the borders of batches are bad, and one in a hundred besides.
  init(_ count: Int, seed: UInt64) {
    var random = RandomCalls(seed: seed)
    let borders: Set<Int> = [1, 4095, 4096, 4097, 8191, 8192, 8193, count]
    for number in 1...count {
      if borders.contains(number) || Int.random(in: 0..<100, using: &random) == 0 {
        addBad(number, kind: Int.random(in: 0..<5, using: &random))
      } else {
        let isLong = Int.random(in: 0..<2000, using: &random) == 0
        let words = isLong ? String(repeating: "长", count: 100_000) : "说明 \(number % 7)"
        let breaks = Int.random(in: 0..<50, using: &random) == 0
        add(
          "O\(number % 40 + 1),\(number),P1,\(number % 9 + 1),CNY,1.25,\"\(words)\(breaks ? "\n" : "")\"",
          1 + (breaks ? 1 : 0))
        goodCount += 1
      }
    }
  }

  private mutating func add(_ record: String, _ lines: Int) {
    text += record + "\n"
    line += lines
  }

  private mutating func addBad(_ number: Int, kind: Int) {
    badLines.append(line)
    switch kind {
    case 0: add("O1,\(number),P1,many,CNY,1.25,", 1)
    case 1: add("nobody,\(number),P1,1,CNY,1.25,", 1)
    case 2: add("O1,\(number),P1,1,CNY,1.25,,", 1)
    case 3: add("O1,\(number),P1,1,CNY,1.25,a\"b", 1)
    default: add("O1,\(number),P1,1,CNY,1.255,", 1)
    }
  }
}

/// What an import says and leaves behind.
private struct Outcome: Equatable {
  var counts: [Int] = []
  var faults: [ImportFault] = []
  var refusal: String?
  var rejects: String?
  var rows: [String] = []
  var changes: [String] = []

  /// Imports order lines into a new book.
  init(_ bytes: [UInt8], readsAhead: Bool, _ change: (inout ImportRequest) -> Void = { _ in }, skipsBad: Bool = false)
    throws
  {
    let bench = try ImportBench()
    try bench.load("customers", "code,name\nA,甲\n")
    try bench.load("products", "code,name\nP1,品\n")
    try bench.load("orders", "code,customer,date\n" + (1...40).map { "O\($0),A,2026-01-02\n" }.joined())
    var request = ImportRequest(kind: "order_lines", path: try bench.file("lines.csv", bytes))
    if skipsBad { request.rejects = "\(bench.folder)/bad.csv" }
    change(&request)
    do {
      var watch = ImportWatch()
      watch.readsAhead = readsAhead
      let report = try bench.place.importFile(request, mode: .live, watch: watch)
      if let result = report.result {
        counts = [result.rows, result.added, result.changed, result.unchanged, result.skipped, result.faultCount]
        faults = result.faults
      }
    } catch ImportError.badRows(let found, let total, let rows) {
      (faults, counts) = (found, [rows, total])
    } catch let error as any Refusal {
      refusal = error.message.english.replacing(bench.folder, with: "")
    }
    rejects = try? String(contentsOfFile: "\(bench.folder)/bad.csv", encoding: .utf8)
    #expect(!FileManager.default.fileExists(atPath: "\(bench.folder)/bad.csv.part"))
    rows = try Self.rows("SELECT * FROM order_lines ORDER BY id", in: bench.place.bookPath)
    changes = try Self.rows(
      "SELECT run_id, table_id, first_key, hex(body) FROM changes ORDER BY id", in: bench.place.bookPath)
  }

  private static func rows(_ sql: String, in path: String) throws -> [String] {
    var database: OpaquePointer?
    defer { sqlite3_close(database) }
    try #require(sqlite3_open(path, &database) == SQLITE_OK)
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    try #require(sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK)
    var rows: [String] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      let columns = (0..<sqlite3_column_count(statement)).map { column in
        sqlite3_column_text(statement, column).map { String(cString: $0) } ?? "null"
      }
      rows.append(columns.joined(separator: "|"))
    }
    return rows
  }
}

@Suite struct ReadAheadTests {
  @Test(arguments: ProcessInfo.processInfo.environment["PATRON_SLOW"] == nil ? [3] : [3, 1209, 77, 4096] as [UInt64])
  func `a second thread changes neither rows, nor faults, nor what is recorded`(seed: UInt64) throws {
    let lines = MadeLines(9000, seed: seed)
    let bytes = Array(lines.text.utf8)
    for skipsBad in [true, false] {
      let one = try Outcome(bytes, readsAhead: false, skipsBad: skipsBad)
      let two = try Outcome(bytes, readsAhead: true, skipsBad: skipsBad)
      #expect(one == two, "seed \(seed)")
      #expect(two.faults.map(\.line) == Array(lines.badLines.prefix(50)), "seed \(seed)")
      #expect(two.rows.count == (skipsBad ? lines.goodCount : 0), "seed \(seed)")
      let bad = lines.badLines.count
      #expect(two.counts == (skipsBad ? [9000, lines.goodCount, 0, 0, bad, bad] : [9000, bad]), "seed \(seed)")
      #expect(skipsBad == (two.rejects?.split(separator: "\n").count == bad + 1), "seed \(seed)")
    }
  }

  @Test func `objects of JSON are counted, whichever thread reads them`() throws {
    let good = (1...5000).map { "{\"order\":\"O1\",\"line\":\($0),\"quantity\":2,\"price\":1.5}\n" }.joined()
    let bad = "{\"order\":\"O1\",\"line\":5001,\"quantity\":\"many\",\"price\":1}\n"
    for text in [good + bad, "[" + (good + bad).split(separator: "\n").joined(separator: ",") + "]"] {
      let outcomes = try [false, true].map { try Outcome(Array(text.utf8), readsAhead: $0, skipsBad: true) }
      #expect(outcomes[0] == outcomes[1])
      #expect(outcomes[1].faults.map(\.line) == [5001])
      #expect(outcomes[1].rows.count == 5000)
    }
  }

  @Test func `bytes that are no text end the import, after what stands before them`() throws {
    let lines = (1...15_000).map { "O1,\($0),P1,1,CNY,1.25,说明\n" }.joined()
    var bytes = Array((MadeLines.header + "O1,0,P1,many,CNY,1,\n" + lines).utf8)
    bytes += [0xFF, 0x0A]
    for skipsBad in [true, false] {
      let outcomes = try [false, true].map { try Outcome(bytes, readsAhead: $0, skipsBad: skipsBad) }
      #expect(outcomes[0] == outcomes[1])
      // The header, the bad row, 15,000 good ones, and the line at fault.
      #expect(outcomes[1].refusal?.contains("line 15003") == true)
      #expect(outcomes[1].rows.isEmpty)
      #expect(outcomes[1].rejects == nil)
    }
    // An order cannot be made from its code, which is found out before the bytes at the end.
    let early =
      Array(MadeLines.header.utf8) + Array("nobody,1,P1,1,CNY,1,\n".utf8) + bytes.dropFirst(MadeLines.header.utf8.count)
    let outcomes = try [false, true].map { try Outcome(Array(early), readsAhead: $0, { $0.createsReferences = true }) }
    #expect(outcomes[0] == outcomes[1])
    #expect(outcomes[1].refusal == ImportError.noReferences(.orders).message.english)
  }

  @Test func `an empty file, headers alone and a record without end are told as ever`() throws {
    for readsAhead in [false, true] {
      #expect(try Outcome([], readsAhead: readsAhead).refusal == ImportError.empty("/lines.csv").message.english)
      let headers = try Outcome(Array(MadeLines.header.utf8), readsAhead: readsAhead)
      #expect(headers.refusal == nil)
      #expect(headers.counts == [0, 0, 0, 0, 0, 0])
      let endless = MadeLines.header + "O1,1,P1,1,CNY,1,\"" + String(repeating: "a", count: CSVReader.recordLimit + 1)
      #expect(try Outcome(Array(endless.utf8), readsAhead: readsAhead).refusal?.contains("16777216 bytes") == true)
      let wrong = "order,line,colour\n" + String(repeating: "O1,1,red\n", count: 50_000)
      #expect(try Outcome(Array(wrong.utf8), readsAhead: readsAhead).refusal?.contains("colour") == true)
    }
  }

  @Test(arguments: [false, true])
  func `an import that is stopped in the middle changes nothing`(readsAhead: Bool) throws {
    let bench = try ImportBench()
    let rows = (1...20_000).map { "\($0),n\n" }.joined()
    let path = try bench.file("a.csv", ("code,name\n" + rows).utf8)
    var parts = 0
    var watch = ImportWatch(progress: { _, _ in parts += 1 }, isCancelled: { parts == 2 })
    watch.readsAhead = readsAhead
    let report = try bench.place.importFile(ImportRequest(kind: "customers", path: path), mode: .live, watch: watch)
    #expect(report.end.outcome == .cancelled)
    #expect(report.result?.rows ?? 0 > 0)
    #expect(report.result?.rows ?? 0 < 20_000)
    #expect(try bench.query("SELECT count(*) FROM customer_list") == [["0"]])
  }

  @Test(arguments: [false, true])
  func `an import stops while it waits for a pipe`(readsAhead: Bool) throws {
    let bench = try ImportBench()
    let path = "\(bench.folder)/pipe"
    try #require(mkfifo(path, 0o600) == 0)
    // Open for both, so that the pipe neither waits for a reader nor comes to its end.
    let writer = open(path, O_RDWR | O_CLOEXEC)
    defer { close(writer) }
    let text = Array("code,name\nA,甲\n".utf8)
    try #require(write(writer, text, text.count) == text.count)
    var turns = 0
    var watch = ImportWatch(isCancelled: {
      turns += 1
      return turns > 3
    })
    watch.readsAhead = readsAhead
    let report = try bench.place.importFile(ImportRequest(kind: "customers", path: path), mode: .live, watch: watch)
    #expect(report.end.outcome == .cancelled)
  }
}
