import Automation
import Domain
import Foundation
import Testing
import Wording

/// Files whose rows keep the rules of allocations only together, or not at all.
struct ImportAllocationTests {
  private let bench: ImportBench
  private var bad: String { "\(bench.folder)/bad.csv" }

  /// Two customers; payments over 1,000 and 300, invoices over 100 each, and a credit note over 50.
  init() throws {
    bench = try ImportBench()
    try bench.load("customers", "code,name\nA,甲\nB,乙\n")
    try bench.load("payments", "code,customer,paid_on,amount\nP1,A,2026-01-02,1000\nP2,A,2026-01-02,300\n")
    let invoices = ["I1,A", "I2,A", "I3,A", "I4,A", "J1,B"].map { "\($0),2026-01-01,100\n" }.joined()
    try bench.load("invoices", "code,customer,issued_on,amount\n\(invoices)N1,A,2026-01-01,-50\n")
  }

  private func kept() throws -> [String] {
    try bench.query(
      "SELECT payment_code, invoice_code, amount FROM allocation_list ORDER BY payment_code, invoice_code"
    ).map { $0.joined(separator: " ") }
  }

  private static let head = "payment,invoice,amount\n"
  /// I2 is over 100, and J1 is another customer's.
  private static let wrong = head + "P1,I1,100\nP1,I2,1000.01\nP1,J1,5\nP2,I3,60\n"

  @Test func `every bad allocation is told with its line, and nothing is imported`() throws {
    do {
      try bench.load("allocations", Self.wrong)
      Issue.record("accepted")
    } catch ImportError.badRows(let faults, let total, let rows) {
      #expect(total == 2 && rows == 4)
      #expect(faults.map(\.line) == [3, 4])
      #expect(
        faults.first?.reason.english
          == "invoice I2 is over 100.00 CNY, and allocations would come to 1,000.01 CNY")
      #expect(faults.last?.reason.english.contains("payment P1 is of customer A, and invoice J1 of B") == true)
    }
    #expect(try kept().isEmpty)
  }

  @Test func `good allocations are kept and bad ones put aside where that is asked for`() throws {
    let report = try bench.load("allocations", Self.wrong) { $0.rejects = bad }
    #expect(report.result?.added == 2 && report.result?.skipped == 2 && report.result?.rows == 4)
    #expect(try kept() == ["P1 I1 100", "P2 I3 60"])
    let lines = try String(contentsOfFile: bad, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[1].hasPrefix("P1,I2,1000.01,\"invoice I2 is over") && lines[2].hasPrefix("P1,J1,5,\""))
    #expect(!FileManager.default.fileExists(atPath: bad + ".part"))
  }

  @Test func `of rows that are too much together, those go for which no room is left`() throws {
    // P2 is over 300: the fourth does not fit, whatever the book held before.
    try bench.load("allocations", Self.head + "P2,I1,20\n")
    let report = try bench.load("allocations", Self.head + "P2,I1,100\nP2,I2,100\nP2,I3,100\nP2,I4,100\n") {
      $0.rejects = bad
    }
    #expect(report.result?.skipped == 1)
    #expect(try kept() == ["P2 I1 100", "P2 I2 100", "P2 I3 100"])
  }

  @Test func `rows that keep the rules only together are imported in any order`() throws {
    try bench.load("payments", "code,customer,paid_on,amount\nP3,A,2026-01-02,150\n")
    // A credit note leaves more of the payment, wherever it stands; and what one row takes another may give back.
    try bench.load("allocations", Self.head + "P3,I1,100\nP3,I2,100\nP3,N1,-50\n")
    try bench.load("allocations", Self.head + "P2,I3,50\n")
    try bench.load("allocations", Self.head + "P3,I2,40\nP2,I3,100\nP3,N1,-10\nP3,I1,80\n")
    #expect(try kept() == ["P2 I3 100", "P3 I1 80", "P3 I2 40", "P3 N1 -10"])
  }

  @Test func `a payment that goes below its allocations is told with its line`() throws {
    try bench.load("allocations", Self.head + "P1,I1,100\n")
    let payments = "code,customer,paid_on,amount\nP2,A,2026-01-02,1\nP1,A,2026-01-02,99\n"
    let refusal = bench.refusal { try bench.load("payments", payments) }
    #expect(refusal?.contains("line 3: payment P1 is over 99.00 CNY") == true, "\(refusal ?? "accepted")")
    let report = try bench.load("payments", payments) { $0.rejects = bad }
    #expect(report.result?.changed == 1 && report.result?.skipped == 1)
    #expect(try bench.query("SELECT amount FROM payment_list ORDER BY code") == [["1000"], ["1"]])
  }

  @Test func `records of JSON are told by their numbers`() throws {
    let text = """
      [{"payment": "P1", "invoice": "I1", "amount": 100},
       {"payment": "P1", "invoice": "I2", "amount": 101}, {"payment": "P1", "invoice": "I3", "amount": 1}]
      """
    do {
      try bench.load("allocations", text, named: "a.json")
      Issue.record("accepted")
    } catch ImportError.badRows(let faults, _, _) {
      #expect(faults.map(\.line) == [2])
    }
  }
}
