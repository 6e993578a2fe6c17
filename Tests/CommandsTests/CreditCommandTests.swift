import Foundation
import Testing

/// Credit from the command line.
@Suite struct CreditCommandTests {
  private func book() throws -> Program {
    let program = try Program.withBook()
    let filled = try program.script(
      """
      customers.create { code = "C1", name = "甲公司", credit_limit = 10000 }
      orders.create { code = "O1", customer = "C1", ordered_on = "2026-11-01", required_on = "2026-12-01", amount = 9000 }
      invoices.create { code = "I1", customer = "C1", issued_on = "2026-10-01", due_on = "2026-10-31", amount = 4000 }
      securities.create {
        code = "S1", customer = "C1", kind = "credit_insurance", amount = 1000, expires_on = "2026-12-31",
      }
      credit.set_terms("C1", { next_review_on = "2027-01-15" }, "yearly review")
      """, named: "fill.lua", "--as-of", "2026-11-21")
    try #require(filled.code == 0, "\(filled.errors)")
    return program
  }

  @Test func `explain shows the sums, each document, who changed what, and what would change it`() throws {
    let program = try book()
    try program.write(
      """
      return credit_policy {
        name = "p", score = function() return {} end, secured = { credit_insurance = 0.9 },
        grades = { { grade = "A", min = 0, cap = 0 } },
      }
      """, to: "p.lua")
    try #require(try program.run("apply", "p.lua", "--yes").code == 0)
    let told = try program.run("explain", "C1", "credit", "--as-of", "2026-11-21")
    #expect(told.code == 0, "\(told.errors)")
    let lines = told.output.split(separator: "\n").map {
      $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    for line in [
      "limit 10,000.00 CNY", "+ securities 900.00 CNY", "− exposure 13,000.00 CNY", "= headroom -2,100.00 CNY",
      "undelivered 9,000.00 CNY", "orders O1 2026-12-01 9,000.00 CNY", "invoices I1 2026-10-31 4,000.00 CNY",
      "2026-11-21 terms by Li Wei: yearly review (run 1)",
      "now a payment or a higher limit of 2,100.00 CNY ends the excess",
      "2026-10-31 paying invoice I1 frees 4,000.00 CNY", "2026-12-31 security S1 ends, with 900.00 CNY",
      "2027-01-15 the next review is due", "by policy p 1",
    ] { #expect(lines.contains(line), "\(line) in\n\(told.output)") }
    let chinese = try program.run("explain", "C1", "credit", "--as-of", "2026-11-21", "--lang", "zh")
    #expect(chinese.output.contains("剩余额度") && chinese.output.contains("依策略 p 1"))
  }

  @Test func `a policy that is not in force, and a customer who is not there, are named`() throws {
    let program = try book()
    #expect(try program.run("explain", "C1", "credit", "none").errors.contains("no definition 'none'"))
    #expect(try program.run("explain", "C9", "credit").errors.contains("no record C9"))
    #expect(try program.run("explain", "C1", "score").code == 66)
  }

  @Test func `a dry run of an assessment shows whose limit changes, and keeps nothing`() throws {
    let program = try book()
    try program.write(
      """
      return credit_policy {
        name = "p", score = function() return { character = 60 } end, weights = { character = 1 },
        grades = { { grade = "A", min = 50, cap = 7000 }, { grade = "E", min = 0, cap = 0 } },
      }
      """, to: "p.lua")
    try #require(try program.run("apply", "p.lua", "--yes").code == 0)
    let tried = try program.script(#"credit.assess("all")"#, named: "assess.lua", "--dry-run")
    #expect(tried.errors.contains("credit_limit: 10,000.00 CNY → 7,000.00 CNY"), "\(tried.errors)")
    #expect(tried.errors.contains("credit_changes") && tried.errors.contains("C1 assessment"), "\(tried.errors)")
    let now = try program.run("sql", "SELECT credit_limit FROM customer_list", "--json")
    #expect(now.output == "{\"credit_limit\":10000.0}\n")
  }
}
