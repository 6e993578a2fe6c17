import Automation
import Domain
import Foundation
import Interchange
import LuaRuntime
import Storage
import Testing
import Wording

/// What a book is besides its records, through an export and an import.
struct WholeBookTests {
  private static let source = """
    local share = require "share"
    return score { name = "s", range = { 0, 1000 }, inputs = { orders = orders.stats() },
      formula = function(c, i) return share(i.orders.net) end }
    """

  /// A book with a score in two versions, merged customers and an import profile.
  private func company() throws -> ImportBench {
    let bench = try ImportBench()
    try bench.load(
      "customers", "code,name,city\nA,甲,\nB,乙,上海\nC,丙,\nD,丁,\n", named: "c.csv"
    ) {
      $0.savedProfile = "erp"
      $0.choices = [.init(column: "city", field: "city")]
    }
    try bench.load("orders", "code,customer,date,amount\n1,A,2026-01-02,100\n2,B,2026-01-03,50\n")
    try bench.load("statements", "customer,year,revenue\nA,2025,10\nB,2025,20\n")
    for factor in [10, 5] {
      _ = try bench.file("share.lua", "return function(net) return net / \(factor) end".utf8)
      let path = try bench.file("s.lua", Self.source.utf8)
      _ = try bench.place.apply(try DefinitionFile.read(path), title: "apply", mode: .live)
    }
    try run(#"customers.merge("A", "B", { collisions = "into" }) customers.merge("B", "C")"#, bench)
    return bench
  }

  @discardableResult
  private func run(_ source: String, _ bench: ImportBench) throws -> String {
    let report = try ScriptRun(source: source, name: "t.lua", title: "t") { _ in }.execute(
      .write(.live), in: bench.place)
    if case .failed(let failure) = report.outcome { return failure.rendering.english }
    return report.results.joined(separator: " ")
  }

  private func export(_ bench: ImportBench, to folder: String, _ format: ExportFormat = .csv) throws {
    var request = ExportRequest(kind: Workplace.wholeBook)
    (request.format, request.output) = (format, folder)
    _ = try bench.place.export(request)
  }

  @discardableResult
  private func load(_ folder: String, into bench: ImportBench, watch: ImportWatch = ImportWatch()) throws
    -> RunReport<BookImportSummary>
  {
    try bench.place.importBook(
      folder, options: ImportRequest(kind: Workplace.wholeBook, path: ""), mode: .live, watch: watch)
  }

  private func files(_ folder: String) throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    return Dictionary(
      uniqueKeysWithValues: try names.map { ($0, try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)"))) })
  }

  @Test(arguments: ExportFormat.allCases)
  func `definitions, merges and profiles come along, and a second export is the same`(format: ExportFormat) throws {
    let bench = try company()
    try export(bench, to: "\(bench.folder)/first", format)
    let other = try ImportBench()
    let report = try load("\(bench.folder)/first", into: other)
    #expect(report.end.outcome == .succeeded && report.result?.newDefinitions == 2)
    try export(other, to: "\(bench.folder)/second", format)
    let first = try files("\(bench.folder)/first")
    #expect(first.count == Entity.all.count + 3 + HistoryTable.all.count)
    #expect(try files("\(bench.folder)/second") == first)
    // Once more changes nothing, in either book.
    for book in [other, bench] {
      let again = try load("\(bench.folder)/first", into: book)
      #expect(again.changes.rowCount == 0 && again.result?.newDefinitions == 0, "\(again.changes)")
    }
  }

  /// A book with points, tiers and credit that have a past.
  private func keptCompany() throws -> ImportBench {
    let bench = try company()
    for (name, source) in [
      (
        "p.lua",
        """
        return points_program { name = "p p", wallets = { { name = "points", expiry = { kind = "rolling", after = "12m" } } },
          rules = { { name = "goods", points = function(x) return x.amount end } } }
        """
      ),
      (
        "t.lua",
        """
        return tier_policy { name = "t", inputs = { orders = orders.stats() }, measure = "orders.net", qualify = "lifetime",
          tiers = { { name = "low" }, { name = "high", from = 100 } } }
        """
      ),
      (
        "c.lua",
        """
        return credit_policy { name = "c", inputs = { orders = orders.stats() }, weights = { character = 1 },
          score = function(c, i, k) return { character = math.min(100, i.orders.count * 50) } end,
          grades = { { grade = "A", min = 90, cap = 500 }, { grade = "E", min = 0, cap = 0 } } }
        """
      ),
    ] {
      let path = try bench.file(name, source.utf8)
      _ = try bench.place.apply(try DefinitionFile.read(path), title: "apply", mode: .live)
    }
    let balance = try run(
      #"""
      points.accrue("all") points.spend("C", 30, { reference = "gift" }) points.transfer("C", "D", 20)
      tiers.evaluate("t", "all") tiers.override("D", "t", "high", { ends_on = "2099-01-01", reason = "friend" })
      credit.assess("all") credit.check("C", 10) return points.balance("C")
      """#, bench)
    #expect(balance == "100")
    return bench
  }

  @Test func `points, tiers and credit come along with their past, and a second export is the same`() throws {
    let bench = try keptCompany()
    try export(bench, to: "\(bench.folder)/first")
    let other = try ImportBench()
    let report = try load("\(bench.folder)/first", into: other)
    #expect(report.end.outcome == .succeeded && (report.result?.newHistoryRows ?? 0) > 8)
    try export(other, to: "\(bench.folder)/second")
    #expect(try files("\(bench.folder)/second") == files("\(bench.folder)/first"))
    let asked = #"return points.balance("C"), points.balance("D"), tiers.of("D", "t").tier, credit.profile("C").grade"#
    #expect(try run(asked, other) == run(asked, bench))
    #expect(
      try run(#"return points.spend("C", 100).points, pcall(points.spend, "C", 1)"#, other).hasPrefix("-100 false"))
    #expect(try other.place.open(for: .read).examine().filter { $0.verdict == .fail }.map(\.check) == [])
    // Once more changes nothing but what happened here, which is not overwritten.
    let again = try load("\(bench.folder)/first", into: bench)
    #expect(again.changes.rowCount == 0 && again.result?.newHistoryRows == 0, "\(again.changes)")
    #expect(
      other.refusal { try load("\(bench.folder)/first", into: other) }?.contains("another row of that number") == true)
  }

  @Test func `a ledger that does not add up, or names nobody, is refused`() throws {
    let bench = try keptCompany()
    for (name, old, new) in [
      ("point_movements.ndjson", #""points":100"#, #""points":1000"#),
      ("point_movements.ndjson", #""customer":"C""#, #""customer":"Z""#),
      ("point_lots.ndjson", #""movement":1"#, #""movement":77"#),
      ("point_lots.ndjson", #""remaining":"#, #""remaining":-"#),
      ("tier_changes.ndjson", #""version":"t 1""#, #""version":"t 9""#),
      ("tier_changes.ndjson", #""from_tier":null"#, #""from_tier":"high""#),
      ("credit_checks.ndjson", #""amount":"#, #""amount":"x","y":"#),
      ("credit_changes.ndjson", "{", "["),
    ] {
      let folder = "\(bench.folder)/\(name)-\(new.utf8.count)"
      try export(bench, to: folder)
      let path = URL(fileURLWithPath: "\(folder)/\(name)")
      let text = String(decoding: try Data(contentsOf: path), as: UTF8.self)
      let changed = text.replacingOccurrences(of: old, with: new)
      #expect(changed != text, "\(name) has no \(old)")
      try Data(changed.utf8).write(to: path)
      let other = try ImportBench()
      #expect(other.refusal { try load(folder, into: other) } != nil, "\(name): \(new)")
      #expect(try other.query("SELECT code FROM customer_list").isEmpty)
    }
  }

  @Test func `a book is well after its import, merged customers and definitions included`() throws {
    let bench = try company()
    try export(bench, to: "\(bench.folder)/out")
    let other = try ImportBench()
    try load("\(bench.folder)/out", into: other)
    for book in [bench, other] {
      let findings = try book.place.open(for: .read).examine()
      #expect(findings.filter { $0.verdict == .fail }.map(\.check) == [])
    }
  }

  @Test(arguments: ["return 1", "return score {", #"return score { name = "t", inputs = {}, formula = print }"#])
  func `a definition that cannot be in force is refused by name`(_ source: String) throws {
    let bench = try company()
    let folder = "\(bench.folder)/out"
    try export(bench, to: folder)
    let list: [[String: Any]] = [
      [
        "kind": "score", "name": "s", "version": 1, "state": "active", "file": "s.lua", "source": source,
        "modules": [[String: Any]](),
      ],
      [
        "kind": "score", "name": "s", "version": 2, "state": "draft", "file": "s.lua", "source": source,
        "modules": [["name": "m", "file": "m.lua", "source": ""]],
      ],
    ]
    try JSONSerialization.data(withJSONObject: list).write(to: URL(fileURLWithPath: "\(folder)/definitions.json"))
    let other = try ImportBench()
    let refusal = other.refusal { try load(folder, into: other) }
    #expect(refusal?.hasPrefix("version 1 of 's' in definitions.json cannot be used: ") == true, "\(refusal ?? "")")
    #expect(try other.place.open(for: .read).read { try $0.definitions() }.isEmpty)
  }

  @Test func `a missing file and a shorter one are refused`() throws {
    let bench = try company()
    for name in ["orders.csv", "payments.csv", "definitions.json", "merged_customers.csv", "book.json"] {
      let folder = "\(bench.folder)/no-\(name)"
      try export(bench, to: folder)
      try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
      let other = try ImportBench()
      #expect(other.refusal { try load(folder, into: other) }?.contains(name) == true, "\(name)")
      #expect(try other.query("SELECT code FROM customer_list").isEmpty)
    }
    let folder = "\(bench.folder)/short"
    try export(bench, to: folder)
    let path = URL(fileURLWithPath: "\(folder)/orders.csv")
    let lines = String(decoding: try Data(contentsOf: path), as: UTF8.self).split(separator: "\n")
    try Data((lines.dropLast().joined(separator: "\n") + "\n").utf8).write(to: path)
    let other = try ImportBench()
    #expect(other.refusal { try load(folder, into: other) }?.contains("orders.csv has 1 of the 2 records") == true)
    #expect(try other.query("SELECT code FROM customer_list").isEmpty)
  }

  @Test func `an export takes the place of an older one, whole or not at all`() throws {
    let bench = try company()
    let folder = "\(bench.folder)/out"
    try export(bench, to: folder, .json)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: "\(folder)/customers.txt"))
    try export(bench, to: folder, .csv)
    let names = try files(folder).keys
    #expect(names.filter { $0.hasSuffix(".json") }.sorted() == ["book.json", "definitions.json"])
    #expect(names.contains("customers.txt") && names.count == Entity.all.count + 4 + HistoryTable.all.count)
    // A folder stands where a file is to go.
    try FileManager.default.removeItem(atPath: "\(folder)/payments.csv")
    try FileManager.default.createDirectory(atPath: "\(folder)/payments.csv/x", withIntermediateDirectories: true)
    #expect(bench.refusal { try export(bench, to: folder) }?.contains("payments.csv cannot be written") == true)
    let other = try ImportBench()
    #expect(other.refusal { try load(folder, into: other) }?.contains("no exported book") == true)
  }

  @Test func `what was imported can be scored with, in either version`() throws {
    let bench = try company()
    try export(bench, to: "\(bench.folder)/out")
    let other = try ImportBench()
    try load("\(bench.folder)/out", into: other)
    _ = try other.place.score("s", mode: .live)
    func value() throws -> Double? {
      try other.place.open(for: .read).read { try $0.score(of: .code("C"), by: "s")?.value }
    }
    // The orders of A and B are C's: 150, by 5 and by 10.
    #expect(try value() == 30)
    _ = try other.place.rollBack("s", mode: .live)
    #expect(try value() == 15)
  }

  @Test func `merged codes still find who they were merged into`() throws {
    let bench = try company()
    try export(bench, to: "\(bench.folder)/out")
    let other = try ImportBench()
    try load("\(bench.folder)/out", into: other)
    for book in [bench, other] {
      #expect(try run(#"return customers.get("A").code, customers.get("B").code, customers.count()"#, book) == "C C 2")
      #expect(
        try book.query("SELECT customer_code, revenue FROM statement_list ORDER BY 1, 2") == [
          ["A", "10"], ["C", "20"],
        ])
    }
    #expect(try run(#"customers.unmerge("B")"#, bench) == "")
    #expect(try run(#"customers.unmerge("B")"#, other).contains("known only there"))
  }

  @Test func `a profile can be used after the import`() throws {
    let bench = try company()
    try export(bench, to: "\(bench.folder)/out")
    let other = try ImportBench()
    try load("\(bench.folder)/out", into: other)
    try other.load("customers", "code,name,city\nE,戊,北京\n") { $0.profile = "erp" }
    #expect(try other.query("SELECT city FROM customer_list WHERE code = 'E'") == [["北京"]])
  }

  @Test func `a book that merged otherwise, or knows another text under a number, is left as it is`() throws {
    let bench = try company()
    try export(bench, to: "\(bench.folder)/out")
    let standing = try ImportBench()
    try standing.load("customers", "code,name\nA,甲\n")
    #expect(
      standing.refusal { try load("\(bench.folder)/out", into: standing) }?.contains("stands here: merge them alike")
        == true)
    #expect(try standing.query("SELECT code FROM customer_list") == [["A"]])
    let other = try ImportBench()
    let path = try other.file(
      "s.lua", #"return score { name = "s", inputs = {}, formula = function() return 1 end }"#.utf8)
    _ = try other.place.apply(try DefinitionFile.read(path), title: "apply", mode: .live)
    let refusal = other.refusal { try load("\(bench.folder)/out", into: other) }
    #expect(refusal?.contains("version 1 of 's' says something else here") == true)
    #expect(try other.query("SELECT code FROM customer_list").isEmpty)
  }

  @Test(arguments: ["book.json", "definitions.json"]) func `a damaged description is refused`(_ name: String) throws {
    let bench = try company()
    let folder = "\(bench.folder)/out"
    try export(bench, to: folder)
    let whole = String(decoding: try files(folder)[name] ?? Data(), as: UTF8.self)
    let damages = [
      ("\"name\"", "\"nmae\""), ("\"into\"", "\"inot\""), ("\"state\"", "\"stat\""), ("\"active\"", "\"live\""),
      ("\"retired\"", "\"active\""), ("\"version\":2", "\"version\":1"), ("\"options\":{", "\"options\":3,\"x\":{"),
      ("\"version\":2", "\"version\":9223372036854775807"), ("\"kind\":\"score\"", "\"kind\":\"nokind\""),
      ("\"name\":\"s\"", "\"name\":\"a\\nb\""),
      ("\"format\":\"csv\"", "\"format\":\"xls\""), ("\"name\":\"contacts\"", "\"name\":\"../contacts\""),
    ]
    for (old, new) in damages where whole.contains(old) {
      try Data(whole.replacing(old, with: new).utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
      let other = try ImportBench()
      #expect(other.refusal { try load(folder, into: other) }?.contains(name) == true, "\(old)")
      #expect(try other.query("SELECT code FROM customer_list").isEmpty, "\(old)")
    }
  }

  @Test(arguments: [#"[{"code":"C","into":"C"}]"#, #"[{"code":"C","into":"D"},{"code":"D","into":"C"}]"#])
  func `merges in a circle are refused`(_ merged: String) throws {
    let bench = try ImportBench()
    try bench.load("customers", "code,name\nC,丙\nD,丁\n")
    let folder = "\(bench.folder)/out"
    try export(bench, to: folder)
    let path = URL(fileURLWithPath: "\(folder)/book.json")
    let text = String(decoding: try Data(contentsOf: path), as: UTF8.self)
    try Data(text.replacing("\"merged\":[]", with: "\"merged\":\(merged)").utf8).write(to: path)
    let other = try ImportBench()
    #expect(other.refusal { try load(folder, into: other) }?.contains("cannot be merged into itself") == true)
    #expect(try other.query("SELECT code FROM customer_list").isEmpty)
  }

  @Test func `progress counts through all files`() throws {
    let bench = try company()
    try export(bench, to: "\(bench.folder)/out")
    let seen = Seen()
    try load("\(bench.folder)/out", into: ImportBench(), watch: ImportWatch(progress: { seen.steps.append(($0, $1)) }))
    let total = try #require(seen.steps.last?.total)
    #expect(seen.steps.last?.bytes == total && seen.steps.allSatisfy { $0.total == total })
    #expect(zip(seen.steps, seen.steps.dropFirst()).allSatisfy { $0.bytes <= $1.bytes })
  }

  private final class Seen {
    var steps: [(bytes: Int, total: Int?)] = []
  }
}
