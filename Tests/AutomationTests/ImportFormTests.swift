import Automation
import Domain
import Foundation
import Interchange
import Testing

/// What files look like: characters, delimiters, dates, amounts, keys.
struct ImportFormTests {
  @Test func `Chinese in GB18030 is found out and read, headers included`() throws {
    let bench = try ImportBench()
    // 编号,名称,城市 / C1,上海,北京 in GB 2312 (a part of GB18030), from the standard's code table.
    let header: [UInt8] = [
      0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0xC3, 0xFB, 0xB3, 0xC6, 0x2C, 0xB3, 0xC7, 0xCA, 0xD0, 0x0D, 0x0A,
    ]
    let row: [UInt8] = [0x43, 0x31, 0x2C, 0xC9, 0xCF, 0xBA, 0xA3, 0x2C, 0xB1, 0xB1, 0xBE, 0xA9, 0x0D, 0x0A]
    let path = try bench.file("gb.csv", header + row)
    let report = try bench.place.importFile(ImportRequest(kind: "customers", path: path), mode: .live)
    #expect(report.result?.encoding == .gb18030)
    #expect(try bench.query("SELECT code, name, city FROM customer_list") == [["C1", "上海", "北京"]])
  }

  @Test func `blanks align the columns of a file without order numbers, whose rows are numbered`() throws {
    let bench = try ImportBench(currency: "USD")
    // The first lines of the CDNOW file, one of them twice.
    let text =
      " customer_id  date number_of_cds  dollar_value\n 00001 19970101  1   11.77\n 00002 19970112  1   12.00\n 00002 19970112  1   12.00\n"
    let change: (inout ImportRequest) throws -> Void = {
      $0.choices = try ImportRequest.choices("customer_id=customer,number_of_cds=-,dollar_value=amount")
      $0.key = .row
      $0.createsReferences = true
    }
    let report = try bench.load("orders", text, named: "CDNOW_master.txt", change)
    #expect(report.result?.added == 3)
    #expect(report.result?.createdReferences == 2)
    #expect(report.result?.delimiter == .whitespace)
    #expect(
      try bench.query("SELECT code, customer_code, ordered_on, amount FROM order_list") == [
        ["CDNOW_master-1", "00001", "1997-01-01", "11.77"], ["CDNOW_master-2", "00002", "1997-01-12", "12"],
        ["CDNOW_master-3", "00002", "1997-01-12", "12"],
      ])
    #expect(try bench.load("orders", text, named: "CDNOW_master.txt", change).changes.rowCount == 0)
  }

  @Test func `lines without numbers are counted within their orders`() throws {
    let bench = try ImportBench()
    try bench.load("customers", "code,name\nA,甲\n")
    try bench.load("orders", "code,customer,date\n1,A,2026-01-02\n2,A,2026-01-02\n")
    let text = "order,amount\n1,10\n2,20\n1,11\n1,12\n"
    try bench.load("order_lines", text) { $0.key = .row }
    #expect(
      try bench.query("SELECT order_code, line, amount FROM order_line_list ORDER BY 1, 2") == [
        ["1", "1", "10"], ["1", "2", "11"], ["1", "3", "12"], ["2", "1", "20"],
      ])
    #expect(try bench.load("order_lines", text) { $0.key = .row }.changes.rowCount == 0)
  }

  @Test func `line ends in quotes are data`() throws {
    let bench = try ImportBench()
    try bench.load("customers", "code,name,note\nA,甲,\"one\ntwo, \"\"three\"\"\"\nB,乙,\n")
    #expect(try bench.query("SELECT note FROM customer_list ORDER BY code") == [["one\ntwo, \"three\""], ["–"]])
  }

  @Test func `dates that can be read in two ways wait for a format`() throws {
    let bench = try ImportBench()
    let text = "code,name,founded\nA,甲,03/04/2020\n"
    #expect(bench.refusal { try bench.load("customers", text) }?.contains("--date-format") == true)
    try bench.load("customers", text) { $0.dateFormat = try DateFormat("dd/mm/yyyy") }
    #expect(try bench.query("SELECT founded_on FROM customer_list") == [["2020-04-03"]])
  }

  @Test func `amounts keep every digit, and name their currency or take the book's`() throws {
    let bench = try ImportBench()
    try bench.load(
      "customers",
      "code,name,credit limit\nA,甲,\"1,234,567.89\"\nB,乙,¥12\nC,丙,USD 5.5\nD,丁,\"JPY 1,200\"\nE,戊,3.00\n")
    #expect(
      try bench.query("SELECT code, credit_limit, currency FROM customer_list ORDER BY code") == [
        ["A", "1234567.89", "CNY"], ["B", "12", "CNY"], ["C", "5.5", "USD"], ["D", "1200", "JPY"], ["E", "3", "CNY"],
      ])
    // Yen have no decimals.
    let refusal = bench.refusal { try bench.load("customers", "code,name,credit limit\nF,己,JPY 1.5\n") }
    #expect(refusal?.contains("JPY") == true)
  }

  @Test func `a record's currency stays, unless all its amounts come anew`() throws {
    let bench = try ImportBench()
    try bench.load("customers", "code,name,equity,currency\nA,甲,100,USD\n")
    // The record is in dollars, so 5 are dollars.
    try bench.load("customers", "code,credit limit\nA,5\n")
    #expect(try bench.query("SELECT credit_limit, currency FROM customer_list") == [["5", "USD"]])
    let refusal = bench.refusal { try bench.load("customers", "code,credit limit,currency\nA,5,EUR\n") }
    #expect(refusal?.contains("in USD, not EUR") == true)
  }

  @Test func `what every record has is set once`() throws {
    let bench = try ImportBench()
    try bench.load("customers", "code,name\nA,甲\n") {
      $0.constants = [try ImportRequest.constant("country=中国"), try ImportRequest.constant("tier=a=b")]
    }
    #expect(try bench.query("SELECT country, tier FROM customer_list") == [["中国", "a=b"]])
  }

  @Test func `a key without an index of its own finds records of the book, of the file, and those of custom fields`()
    throws
  {
    let bench = try ImportBench()
    let defining = "fields.define('customers', 'card', 'text')"
    let defined = try ScriptRun(source: defining, name: "card.lua", title: "card") { _ in }.execute(
      .write(.live), in: bench.place)
    try #require(defined.run?.end.outcome == .succeeded)
    let text = (1...300).map { "C\($0),Company \($0),city \($0 % 7),card \($0)\n" }.joined()
    try bench.load("customers", "code,name,city,card\n" + text)
    for (header, tier) in [("name", "gold"), ("card", "silver"), ("name,card", "bronze")] {
      let rows = (1...300).map { number in
        header.split(separator: ",").map { $0 == "name" ? "Company \(number)" : "card \(number)" }.joined(
          separator: ",")
          + ",\(tier)\n"
      }
      // One row twice, so that what the file itself brought is found too.
      let report = try bench.load("customers", "\(header),tier\n" + (rows + rows.prefix(1)).joined()) {
        $0.key = .fields(header.split(separator: ",").map(String.init))
      }
      #expect(report.result?.changed == 300 && report.result?.unchanged == 1, "\(header)")
      #expect(try bench.query("SELECT count(*) FROM customer_list WHERE tier = '\(tier)'") == [["300"]])
    }
    let several = bench.refusal { try bench.load("customers", "city,tier\ncity 1,x\n") { $0.key = .fields(["city"]) } }
    #expect(several?.contains("several customers have the key city 1") == true)
  }

  @Test func `records are found by other fields where these are the key`() throws {
    let bench = try ImportBench()
    try bench.load("customers", "code,name,tax id\nA,甲,91310000\nB,乙,91310001\n")
    let report = try bench.load("customers", "tax id,tier\n91310001,gold\n") { $0.key = .fields(["tax_id"]) }
    #expect(report.result?.changed == 1)
    #expect(try bench.query("SELECT code FROM customer_list WHERE tier = 'gold'") == [["B"]])
  }

  @Test func `a record may name one that comes later in the file`() throws {
    let bench = try ImportBench()
    try bench.load("customers", "code,name,referrer\nA,甲,B\nB,乙,\n")
    #expect(try bench.query("SELECT referrer_code FROM customer_list WHERE code = 'A'") == [["B"]])
    let refusal = bench.refusal { try bench.load("customers", "code,name,referrer\nC,丙,Z\n") }
    #expect(refusal?.contains("line 2, column referrer: there is no record \"Z\" in customers") == true)
  }

  @Test func `a profile keeps how a file is read`() throws {
    let bench = try ImportBench()
    try bench.load("customers", "Kunde;Firma;Notiz\nA,甲,x\n".replacing(",", with: ";")) {
      $0.choices = try ImportRequest.choices("Kunde=code,Firma=name,Notiz=-")
      $0.savedProfile = "erp"
    }
    try bench.load("customers", "Kunde;Firma;Notiz\nB;乙;y\n") { $0.profile = "erp" }
    #expect(try bench.query("SELECT code, name FROM customer_list") == [["A", "甲"], ["B", "乙"]])
    #expect(bench.refusal { try bench.load("orders", "a\n") { $0.profile = "erp" } }?.contains("for customers") == true)
    #expect(bench.refusal { try bench.load("customers", "a\n") { $0.profile = "epr" } }?.contains("erp") == true)
  }

  @Test func `objects of JSON are records too`() throws {
    let bench = try ImportBench()
    try bench.load(
      "customers", #"[{"code":"A","name":"甲","employees":12,"email_consent":true},{"code":"B","name":"乙"}]"#)
    try bench.load("customers", "{\"code\":\"C\",\"name\":\"丙\",\"note\":\"a\\nb\"}\n", named: "c.ndjson")
    #expect(
      try bench.query("SELECT code, employees, email_consent, note FROM customer_list ORDER BY code") == [
        ["A", "12", "1", "–"], ["B", "–", "–", "–"], ["C", "–", "–", "a\nb"],
      ])
  }

  @Test(arguments: [
    ("", "is empty"), ("\n \n", "is empty"), ("PK\u{3}\u{4}aaaaaaaaaaaaaaaa", ".xlsx"),
    ("code,nmae\nA,x\n", "did you mean 'name'"), ("code,Code,name\nA,B,x\n", "both mean 'code'"),
    ("name,city\nx,y\n", "no column for 'code'"), ("a b\nc d\n", "--delimiter"),
  ])
  func `a file that cannot be meant is refused with the way out`(text: String, hint: String) throws {
    let bench = try ImportBench()
    let refusal = bench.refusal { try bench.load("customers", text) }
    #expect(refusal?.contains(hint) == true, "\(refusal ?? "accepted")")
  }

  @Test func `a wrong delimiter is named as the cause`() throws {
    let bench = try ImportBench()
    let refusal = bench.refusal { try bench.load("customers", "code,name\nA,x\n") { $0.delimiter = .semicolon } }
    #expect(refusal?.contains("not semicolon") == true)
  }

  @Test func `a missing file and a folder are no files`() throws {
    let bench = try ImportBench()
    #expect(throws: ImportError.unreadable("/no/such")) {
      try bench.place.importFile(ImportRequest(kind: "customers", path: "/no/such"), mode: .live)
    }
    #expect(throws: ImportError.folder(bench.folder)) {
      try bench.place.importFile(ImportRequest(kind: "customers", path: bench.folder), mode: .live)
    }
  }

  @Test(
    arguments: [100_000, ProcessInfo.processInfo.environment["PATRON_SLOW"] == nil ? 100_000 : 10_000_000].prefix(
      ProcessInfo.processInfo.environment["PATRON_SLOW"] == nil ? 1 : 2))
  func `many lines take no more memory than few`(count: Int) throws {
    let bench = try ImportBench()
    try bench.load("customers", "code,name\nA,甲\n")
    let path = "\(bench.folder)/big.csv"
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.write(contentsOf: Data("code,customer,date,amount\n".utf8))
    for start in stride(from: 0, to: count, by: 10_000) {
      let rows = (start..<start + 10_000).map { "\($0),A,2026-01-02,\($0).50\n" }.joined()
      try file.write(contentsOf: Data(rows.utf8))
    }
    try file.close()
    let before = try Self.peakBytes()
    let report = try bench.place.importFile(ImportRequest(kind: "orders", path: path), mode: .live)
    #expect(report.result?.added == count)
    #expect(try Self.peakBytes() - before < 96 << 20)
  }

  /// The most memory that the process has held.
  private static func peakBytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
    return (Int(line.filter(\.isNumber)) ?? 0) * 1024
  }
}
