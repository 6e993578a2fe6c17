import Automation
import Domain
import Foundation
import Interchange
import Storage
import Testing

struct ExportTests {
  private func company() throws -> ImportBench {
    let bench = try ImportBench()
    try bench.load("groups", "code,name,credit limit\nG,集团,1000\n")
    try bench.load("products", "code,name,price,active\nP,Bolt,0.01,yes\n")
    try bench.load(
      "customers",
      "code,name,group,referrer,note,credit limit,currency,email_consent\nA,甲,G,B,\"one\n\"\"two\"\",\",1234.56,CNY,yes\nB,  \"乙  \",,,\"\",1200,JPY,\n"
        .replacing("  \"乙  \"", with: "\"乙  \""))
    try bench.load("contacts", "customer,name,birthday\nA,李,1980-02-29\n")
    try bench.load("documents", "customer,kind,number\nA,营业执照,1\n")
    try bench.load("orders", "code,customer,date\n1,A,2026-01-02\n")
    try bench.load("order_lines", "order,line,product,quantity,price\n1,1,P,0.1,3.33\n")
    try bench.load("deliveries", "code,order,delivered_on\nD,1,2026-01-05\n")
    try bench.load("returns", "code,customer,order,returned_on,quantity\nR,A,1,2026-01-06,0.30000000000000004\n")
    try bench.load("invoices", "code,customer,order,issued_on,amount\nI,A,1,2026-01-03,0.33\n")
    try bench.load("payments", "code,customer,paid_on,amount,method\nM,A,2026-02-01,0.33,转账\n")
    try bench.load("allocations", "payment,invoice,amount\nM,I,0.33\n")
    try bench.load("statements", "customer,year,revenue\nA,2025,\"1,000,000.00\"\n")
    try bench.load("interactions", "customer,kind,at\nA,call,2026-01-02 08:30\n")
    try bench.load("fx_rates", "currency,on,rate\nUSD,2026-01-02,0.0000001\nEUR,2026-01-02,7.125\n")
    try bench.load("rewards", "code,name,points,stock,until_on\nW,工具箱,80,20,2026-12-31\n")
    try bench.load("operators", "code,name\nli,Li Wei\n")
    try bench.load("credit_profiles", "customer,等级,账期,credit hold\nA,B,45,软冻结\n")
    try bench.load("securities", "保单号,customer,kind,insured amount\nS,A,信用保险,20000\n")
    try bench.load("credit_ratings", "customer,agency,as_of,grade\nA,大公,2026-01-02,AA\n")
    try bench.load(
      "acceptance_bills", "票号,customer,payment,received_on,due_on,amount\nB,A,M,2026-02-01,2026-08-01,0.33\n")
    try bench.load("promises", "code,customer,invoice,made_on,due_on\nP,A,I,2026-01-20,2026-02-01\n")
    return bench
  }

  @Test(arguments: ExportFormat.allCases)
  func `a book that is exported and imported is the same book`(format: ExportFormat) throws {
    let bench = try company()
    var request = ExportRequest(kind: Workplace.wholeBook)
    request.format = format
    request.output = "\(bench.folder)/first"
    let written = try bench.place.export(request)
    #expect(Entity.all.allSatisfy { entity in written.contains { $0.kind == entity.name && $0.rows > 0 } })
    let other = try ImportBench()
    let report = try other.place.importBook(
      "\(bench.folder)/first", options: ImportRequest(kind: "all", path: ""), mode: .live)
    #expect(report.end.outcome == .succeeded)
    request.output = "\(bench.folder)/second"
    _ = try other.place.export(request)
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(bench.folder)/first").sorted()
    #expect(names.count == Entity.all.count + HistoryTable.all.count + 3)
    for name in names {
      let first = try Data(contentsOf: URL(fileURLWithPath: "\(bench.folder)/first/\(name)"))
      #expect(try Data(contentsOf: URL(fileURLWithPath: "\(bench.folder)/second/\(name)")) == first, "\(name)")
    }
    // Once more changes nothing.
    let again = try other.place.importBook(
      "\(bench.folder)/first", options: ImportRequest(kind: "all", path: ""), mode: .live)
    #expect(again.changes.rowCount == 0)
  }

  @Test(arguments: ["USD", "CNY"])
  func `a whole book keeps its name, its currency, its zone and its custom fields`(currency: String) throws {
    let bench = try ImportBench(currency: "JPY")
    let define = """
      fields.define("customers", "factory_area", "number", { label = "Factory area", label_zh = "厂房面积" })
      fields.define("orders", "way", "choice", { choices = { "sea", "air, fast" } })
      customers.create { code = "A", name = "甲", factory_area = 1200.5 }
      """
    let script = ScriptRun(source: define, name: "define.lua", title: "define") { _ in }
    _ = try script.execute(.write(.live), in: bench.place)
    var request = ExportRequest(kind: Workplace.wholeBook)
    request.output = "\(bench.folder)/first"
    _ = try bench.place.export(request)
    // The new book begins with another currency, and takes that of the exported one.
    let other = try ImportBench(currency: currency)
    for _ in 1...2 {
      let options = ImportRequest(kind: "all", path: "")
      #expect(try other.place.importBook(request.output ?? "", options: options, mode: .live).end.outcome == .succeeded)
    }
    request.output = "\(bench.folder)/second"
    _ = try other.place.export(request)
    for name in ["book.json", "customers.csv", "orders.csv"] {
      let first = try Data(contentsOf: URL(fileURLWithPath: "\(bench.folder)/first/\(name)"))
      #expect(try Data(contentsOf: URL(fileURLWithPath: "\(bench.folder)/second/\(name)")) == first, "\(name)")
    }
    #expect(try other.query("SELECT factory_area FROM customer_list") == [["1200.5"]])
  }

  @Test func `a book with records refuses one that counts in another currency`() throws {
    let bench = try company()
    var request = ExportRequest(kind: Workplace.wholeBook)
    request.output = "\(bench.folder)/first"
    _ = try bench.place.export(request)
    let other = try ImportBench(currency: "USD")
    try other.load("operators", "code,name\n7,Li\n")
    let options = ImportRequest(kind: "all", path: "")
    let refusal = other.refusal {
      _ = try other.place.importBook("\(bench.folder)/first", options: options, mode: .live)
    }
    #expect(refusal?.contains("CNY") == true)
    #expect(refusal?.contains("USD") == true)
    #expect(try other.query("SELECT code FROM customer_list").isEmpty)
  }

  @Test func `a record's facts are written as scripts name them, references as codes and amounts as decimals`() throws {
    let bench = try company()
    let text = String(decoding: try bench.exported("invoices"), as: UTF8.self)
    #expect(
      text
        == "code,customer,order,issued_on,due_on,currency,amount,tax,disputed,rebate,note\nI,A,1,2026-01-03,,CNY,0.33,,,,\n"
    )
  }

  @Test func `instants without an offset are of the book's time zone`() throws {
    let bench = try company()
    // 08:30 in Shanghai, which is 8 hours ahead all year.
    #expect(try bench.query("SELECT at FROM interaction_list") == [["2026-01-02T00:30:00Z"]])
  }

  @Test func `Excel gets a byte order mark, or GB18030, and CR LF`() throws {
    let bench = try ImportBench()
    try bench.load("operators", "code,name\nli,上海\n")
    let marked = try bench.exported("operators") { $0.isForExcel = true }
    #expect(marked.prefix(3) == [0xEF, 0xBB, 0xBF])
    #expect(marked.suffix(2) == [0x0D, 0x0A])
    let chinese = try bench.exported("operators") { $0.encoding = .gb18030 }
    // 上海 in GB 2312.
    #expect(chinese.suffix(7).prefix(4) == [0xC9, 0xCF, 0xBA, 0xA3])
  }

  @Test func `JSON tells numbers, texts, truth and nothing apart`() throws {
    let bench = try ImportBench()
    try bench.load("operators", "code,name,active\n7,Li,yes\n")
    let text = String(decoding: try bench.exported("operators") { $0.format = .json }, as: UTF8.self)
    #expect(text == "[\n{\"code\":\"7\",\"name\":\"Li\",\"email\":null,\"active\":true}\n]\n")
    let lines = String(decoding: try bench.exported("operators") { $0.format = .ndjson }, as: UTF8.self)
    #expect(lines == "{\"code\":\"7\",\"name\":\"Li\",\"email\":null,\"active\":true}\n")
  }
}

struct QueryTests {
  @Test(arguments: [
    "UPDATE customers SET name = 'x'", "DELETE FROM customer_list",
    "INSERT INTO operators (code, name) VALUES ('a', 'b')",
    "CREATE TABLE t (a)", "CREATE TEMP TABLE t (a)", "DROP TABLE customers", "ATTACH 'x.db' AS x",
    "PRAGMA user_version = 9",
    "PRAGMA journal_mode = DELETE", "VACUUM INTO 'x.db'", "BEGIN IMMEDIATE", "REINDEX",
    "WITH x AS (SELECT 1) DELETE FROM orders", "SELECT load_extension('x')", "SELECT 1; DELETE FROM customers",
    "SELECT * FROM sqlite_master", "SELECT name FROM customers", "SELECT * FROM pragma_table_info('customers')",
  ])
  func `a query can change nothing, and reads views only`(sql: String) throws {
    let bench = try ImportBench()
    try bench.load("customers", "code,name\nA,甲\n")
    let before = try Data(contentsOf: URL(fileURLWithPath: bench.place.bookPath))
    #expect(throws: (any Error).self) { try bench.query(sql) }
    #expect(try bench.query("SELECT name FROM customer_list") == [["甲"]])
    #expect(try Data(contentsOf: URL(fileURLWithPath: bench.place.bookPath)) == before)
    #expect(!FileManager.default.fileExists(atPath: "x.db"))
  }

  @Test func `a table's name leads to its view`() throws {
    let bench = try ImportBench()
    #expect(bench.refusal { _ = try bench.query("SELECT count(*) FROM customer") }?.contains("customer") == true)
    #expect(
      bench.refusal { _ = try bench.query("SELECT name FROM customers") }?.contains("did you mean customer_list")
        == true)
  }

  @Test func `amounts of currencies with none, two and three decimals are whole units`() throws {
    let bench = try ImportBench()
    try bench.load("customers", "code,name,equity,currency\nA,a,12.34,CNY\nB,b,1234,JPY\nC,c,1.234,KWD\n")
    #expect(try bench.query("SELECT equity FROM customer_list ORDER BY code") == [["12.34"], ["1234"], ["1.234"]])
  }

  @Test func `joins, sums and the query's own tables work`() throws {
    let bench = try ImportBench()
    try bench.load("customers", "code,name\nA,甲\n")
    try bench.load("orders", "code,customer,date,amount\n1,A,2026-01-02,10\n2,A,2026-01-03,0.5\n")
    let sql = """
      WITH totals AS (SELECT customer_code, sum(amount) AS total FROM order_list GROUP BY 1)
      SELECT c.name, t.total FROM customer_list c JOIN totals t ON t.customer_code = c.code; -- done
      """
    #expect(try bench.query(sql) == [["甲", "10.5"]])
  }

  @Test func `a query without end is stopped by the clock, and rows by their number`() throws {
    let bench = try ImportBench()
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT sum(i) FROM n WHERE i < 0"
    let end = try bench.place.query(
      endless, seconds: 0.05, limit: 10, isCancelled: { false }, columns: { _ in }, row: { _ in })
    #expect(end == .timedOut)
    var rows = 0
    let many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    let cut = try bench.place.query(
      many, seconds: 60, limit: 10, isCancelled: { false }, columns: { _ in }, row: { _ in rows += 1 })
    #expect(cut == .truncated)
    #expect(rows == 10)
  }
}
