import Automation
import Domain
import Foundation
import Interchange
import Testing
import Wording

struct ImportTests {
  static let customers = """
    customerNumber,customerName,contactLastName,phone,addressLine1,city,state,country,salesRepEmployeeNumber,creditLimit
    103,Atelier graphique,Schmitt,40.32.2555,"54, rue Royale",Nantes,,France,1370,21000.0
    112,Signal Gift Stores,King,7025551838,8489 Strong St.,Las Vegas,NV,USA,1166,71800.0

    """
  static let orders = """
    orderNumber,orderDate,requiredDate,shippedDate,status,comments,customerNumber
    10100,2003-01-06,2003-01-13,2003-01-10,Shipped,,103
    10101,2003-01-09,2003-01-18,,In Process,Check on availability.,112

    """
  static let lines = """
    orderNumber,productCode,quantityOrdered,priceEach,orderLineNumber
    10100,S18_1749,30,136.0,3
    10100,S18_2248,50,55.09,2
    10101,S18_1749,3,0.335,1

    """
  static let products = """
    productCode,productName,productLine,buyPrice,MSRP
    S18_1749,1917 Grand Touring Sedan,Vintage Cars,86.70,170.00
    S18_2248,1911 Ford Town Car,Vintage Cars,33.30,60.54

    """

  private func loadCompany(_ bench: ImportBench) throws {
    try bench.load("customers", Self.customers) {
      $0.choices = try ImportRequest.choices("contactLastName=-,salesRepEmployeeNumber=owner")
    }
    try bench.load("products", Self.products)
    try bench.load("orders", Self.orders)
  }

  @Test func `headers find their fields in any spelling, and others are mapped or left out`() throws {
    let bench = try ImportBench(currency: "USD")
    try loadCompany(bench)
    #expect(
      try bench.query(
        "SELECT code, name, owner, address, region, credit_limit, currency FROM customer_list ORDER BY code")
        == [
          ["103", "Atelier graphique", "1370", "54, rue Royale", "–", "21000", "USD"],
          ["112", "Signal Gift Stores", "1166", "8489 Strong St.", "NV", "71800", "USD"],
        ])
    #expect(
      try bench.query("SELECT code, customer_code, status, shipped_on FROM order_list ORDER BY code")
        == [["10100", "103", "shipped", "2003-01-10"], ["10101", "112", "in_process", "–"]])
  }

  @Test func `an order's amount is the sum of its lines, each quantity times price`() throws {
    let bench = try ImportBench(currency: "USD")
    try loadCompany(bench)
    try bench.load("order_lines", Self.lines.replacing("0.335", with: "0.33"))
    // 30 × 136.00 = 4080.00 and 50 × 55.09 = 2754.50; 3 × 0.33 = 0.99.
    #expect(
      try bench.query("SELECT code, amount FROM order_list ORDER BY code") == [
        ["10100", "6834.5"], ["10101", "0.99"],
      ])
    #expect(try bench.query("SELECT amount FROM order_line_list WHERE line = 3") == [["4080"]])
  }

  @Test func `a line's amount is rounded half away from zero, and tax and shipping are no goods`() throws {
    let bench = try ImportBench()
    try bench.load("customers", "code,name\nA,甲\n")
    try bench.load("orders", "code,customer,ordered on\n1,A,2026-01-02\n")
    // 0.5 × 0.01 = 0.005 → 0.01; 113.00 with 13.00 of tax in it is 100.00 net; shipping does not count.
    try bench.load(
      "order_lines",
      "订单编号,行号,类型,数量,单价,金额,含税,税额\n1,1,货物,0.5,0.01,,,\n1,2,货物,,,113.00,是,13.00\n1,3,运费,,,20,,\n")
    #expect(try bench.query("SELECT amount FROM order_list") == [["100.01"]])
  }

  @Test func `a price with more decimals than its currency is refused, with line and column`() throws {
    let bench = try ImportBench(currency: "USD")
    try loadCompany(bench)
    let refusal = bench.refusal { try bench.load("order_lines", Self.lines) }
    #expect(refusal?.contains("line 4, column priceEach") == true)
    #expect(try bench.query("SELECT count(*) FROM order_line_list") == [["0"]])
  }

  @Test(arguments: [
    ("99999999999999999", "the amount is too large: the largest is 92,233,720,368,547,758.07 CNY"),
    ("0.125", "0.125 has more decimals than CNY"),
  ])
  func `an amount that does not fit says whether it is too large or too fine`(
    _ amount: String, _ reason: String
  ) throws {
    let bench = try ImportBench()
    try bench.load("customers", "code,name\nA,甲\n")
    let refusal = bench.refusal {
      try bench.load("orders", "code,customer,ordered_on,amount\nO1,A,2026-01-01,\(amount)\n")
    }
    #expect(refusal?.contains(reason) == true, "\(refusal ?? "accepted")")
  }

  @Test func `importing the same file twice changes nothing`() throws {
    let bench = try ImportBench(currency: "USD")
    try loadCompany(bench)
    let text = Self.lines.replacing("0.335", with: "0.33")
    #expect(try bench.load("order_lines", text).result?.added == 3)
    let again = try bench.load("order_lines", text)
    #expect(again.result?.unchanged == 3)
    #expect(again.changes.rowCount == 0)
    let orders = try bench.load("orders", Self.orders)
    #expect(orders.result?.unchanged == 2)
    #expect(orders.changes.rowCount == 0)
  }

  @Test func `a changed value changes its record only`() throws {
    let bench = try ImportBench()
    try bench.load("customers", "code,name,city\nA,甲,上海\nB,乙,北京\n")
    let report = try bench.load("customers", "code,name,city\nA,甲,上海\nB,乙,天津\nC,丙,广州\n")
    #expect(report.result?.added == 1)
    #expect(report.result?.changed == 1)
    #expect(report.result?.unchanged == 1)
    #expect(report.changes.totals.first?.totals.fields == ["city": 1])
  }

  @Test func `a file may hold some fields only, and leaves the others of known records alone`() throws {
    let bench = try ImportBench()
    try bench.load("customers", "code,name,city\nA,甲,上海\n")
    try bench.load("customers", "code,tier\nA,gold\n")
    #expect(try bench.query("SELECT name, city, tier FROM customer_list") == [["甲", "上海", "gold"]])
    let refusal = bench.refusal { try bench.load("customers", "code,tier\nB,gold\n") }
    #expect(refusal?.contains("needs 'name'") == true)
  }

  @Test func `every bad row is named, and nothing is imported`() throws {
    let bench = try ImportBench()
    let text = "code,name,founded_on,employees\nA,甲,2020-01-02,12\nB,乙,01/02/2020,x\nC,丙,2020-02-30,5\n,丁,,\n"
    do {
      try bench.load("customers", text)
      Issue.record("accepted")
    } catch ImportError.badRows(let faults, let total, let rows) {
      #expect(total == 4)
      #expect(rows == 4)
      #expect(faults.map(\.line) == [3, 3, 4, 5])
      #expect(faults.map(\.column) == ["founded_on", "employees", "founded_on", "code"])
      #expect(faults.map(\.value) == ["01/02/2020", "x", "2020-02-30", nil])
    }
    #expect(try bench.query("SELECT count(*) FROM customer_list") == [["0"]])
  }

  @Test func `fifty faults are shown, and all are counted`() throws {
    let bench = try ImportBench()
    let rows = (1...200).map { "\($0),n,many" }.joined(separator: "\n")
    do {
      try bench.load("customers", "code,name,employees\n\(rows)\n")
      Issue.record("accepted")
    } catch ImportError.badRows(let faults, let total, _) {
      #expect(faults.count == 50)
      #expect(total == 200)
    }
  }

  @Test func `good rows are kept and bad ones written as they were where that is asked for`() throws {
    let bench = try ImportBench()
    let bad = "\(bench.folder)/bad.csv"
    let report = try bench.load("customers", "code,name,employees\nA,甲,1\nB,\"乙\"\"二\",x\nC,丙,2,3\nD,丁,4\n") {
      $0.rejects = bad
    }
    #expect(report.result?.added == 2)
    #expect(report.result?.skipped == 2)
    let lines = try String(contentsOfFile: bad, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.first == "code,name,employees,\"reason\"")
    #expect(lines[1].hasPrefix("B,\"乙\"\"二\",x,\"employees: "))
    #expect(lines[2].hasPrefix("C,丙,2,3,\""))
  }

  @Test func `no file of bad rows is left where the import fails`() throws {
    let bench = try ImportBench()
    let bad = "\(bench.folder)/bad.csv"
    #expect(throws: (any Error).self) {
      // The second line is GB18030 after UTF-8: the file as a whole cannot be read.
      var request = ImportRequest(
        kind: "customers",
        path: try bench.file("a.csv", Array("code,name,employees\nA,甲,x\n".utf8) + [0xFF, 0xFF, 0x0A]))
      request.encoding = .utf8
      request.rejects = bad
      _ = try bench.place.importFile(request, mode: .live)
    }
    #expect(!FileManager.default.fileExists(atPath: bad))
    #expect(!FileManager.default.fileExists(atPath: bad + ".part"))
  }

  @Test func `two rows with one key and other values are refused, naming both lines`() throws {
    let bench = try ImportBench()
    let refusal = bench.refusal { try bench.load("customers", "code,name\nA,甲\nB,乙\nA,丙\n") }
    #expect(refusal?.contains("line 4: line 2 has the same key (A)") == true)
    // The same twice is no contradiction.
    #expect(try bench.load("customers", "code,name\nA,甲\nB,乙\nA,甲\n").result?.unchanged == 1)
  }

  @Test func `with bad rows skipped, the first of two contradicting rows counts`() throws {
    let bench = try ImportBench()
    try bench.load("customers", "code,name\nA,甲\nA,丙\n") { $0.rejects = "\(bench.folder)/bad.csv" }
    #expect(try bench.query("SELECT name FROM customer_list") == [["甲"]])
  }

  @Test func `a dry run shows the changes and keeps nothing`() throws {
    let bench = try ImportBench()
    let report = try bench.load("customers", "code,name\nA,甲\n", mode: .dry)
    #expect(report.changes.rowCount == 1)
    #expect(try bench.query("SELECT count(*) FROM customer_list") == [["0"]])
  }

  @Test func `an import is undone like any run`() throws {
    let bench = try ImportBench()
    let run = try bench.load("customers", "code,name\nA,甲\n").id
    _ = try bench.place.undo(run: try #require(run), customer: nil, mode: .live)
    #expect(try bench.query("SELECT count(*) FROM customer_list") == [["0"]])
  }

  @Test func `a cancelled import changes nothing`() throws {
    let bench = try ImportBench()
    let path = try bench.file("a.csv", "code,name\nA,甲\n".utf8)
    let report = try bench.place.importFile(
      ImportRequest(kind: "customers", path: path), mode: .live, watch: ImportWatch(isCancelled: { true }))
    #expect(report.end.outcome == .cancelled)
    #expect(try bench.query("SELECT count(*) FROM customer_list") == [["0"]])
    #expect(try bench.query("SELECT outcome FROM run_list") == [["cancelled"]])
  }
}
