import Automation
import Domain
import Foundation
import LuaRuntime
import Scripting
import Storage
import Testing
import Wording

/// A small company's book, as a script makes it, and scripts run on it.
enum SampleBook {
  /// What every example of the documentation finds in its book. Sums are chosen so that they can be checked by hand.
  static let script = """
    do
      groups.create { code = "G1", name = "华东集团", credit_limit = 5000000 }
      operators.create { code = "li", name = "Li Wei", email = "li@example.com", active = true }
      products.create { code = "P1", name = "不锈钢螺栓 M8", category = "fasteners", unit = "件", price = 12.50, cost = 8 }
      products.create { code = "P2", name = "Hex nut M8", category = "fasteners", price = 2.40, cost = 1.10, currency = "EUR" }
      customers.create {
        code = "C0042", name = "上海贸易有限公司", country = "CN", region = "华东", city = "上海", industry = "machinery",
        annual_revenue = 2500000, credit_limit = 500000, tier = "gold", size = "L", relation = "long_term",
        lifecycle = "active", owner = "Zhang San", group = "G1",
      }
      customers.create {
        code = "C0043", name = "Nordwind GmbH", country = "DE", region = "Bremen", city = "Bremen", currency = "EUR",
        annual_revenue = 800000, tier = "silver", size = "M", lifecycle = "active", owner = "Li Wei",
      }
      contacts.create {
        customer = "C0042", name = "王芳", post = "采购经理", language = "zh", email = "wang@example.com", from_on = "2024-03-01",
      }
      contacts.create { customer = "C0043", name = "Anna Keller", post = "Buyer", email = "keller@nordwind.example" }
      documents.create {
        customer = "C0042", kind = "licence", number = "91310000MA1K", issued_on = "2017-01-31", expires_on = "2027-01-31",
      }
      interactions.create {
        customer = "C0042", kind = "visit", at = "2026-11-03T02:00:00Z", who = "li", minutes = 90, topic = "年度框架协议",
      }
      statements.create {
        customer = "C0042", year = 2025, revenue = 2500000, total_assets = 1800000, total_liabilities = 900000, audited = true,
      }
      orders.create {
        code = "O1", customer = "C0042", ordered_on = "2026-09-01", shipped_on = "2026-09-12", status = "shipped",
      }
      order_lines.create { order = "O1", line = 1, product = "P1", kind = "goods", quantity = 100, price = 12.50 }
      order_lines.create { order = "O1", line = 2, kind = "shipping", amount = 80 }
      orders.create { code = "O2", customer = "C0043", ordered_on = "2026-10-15", status = "in_process", currency = "EUR" }
      order_lines.create { order = "O2", line = 1, product = "P2", quantity = 500, price = 2.40 }
      deliveries.create {
        code = "D1", order = "O1", due_on = "2026-09-15", shipped_on = "2026-09-12", delivered_on = "2026-09-14",
        amount = 1250, carrier = "SF",
      }
      returns.create {
        code = "R1", customer = "C0042", order = "O1", product = "P1", returned_on = "2026-10-05", quantity = 4, amount = 50,
        reason = "thread damaged",
      }
      invoices.create {
        code = "I1", customer = "C0042", order = "O1", issued_on = "2026-09-10", due_on = "2026-10-10", amount = 1330,
      }
      invoices.create { code = "I2", customer = "C0043", order = "O2", issued_on = "2026-10-31", due_on = "2026-11-30", amount = 1200 }
      invoices.create { code = "I3", customer = "C0042", order = "O1", issued_on = "2026-10-06", amount = -50 }
      payments.create { code = "Y1", customer = "C0042", paid_on = "2026-10-20", amount = 1000, method = "transfer" }
      payments.create { code = "Y2", customer = "C0043", paid_on = "2026-11-10", amount = 1200, currency = "EUR" }
      payments.allocate("Y1", "I1", 1000)
      rewards.create { code = "W1", name = "工具箱", points = 80, stock = 20, per_member = 2 }
      credit.set_terms("C0042", { grade = "B", terms_days = 30, valid_until = "2027-06-30" }, "yearly review")
      securities.create {
        code = "S1", customer = "C0042", kind = "credit_insurance", issuer = "中信保", amount = 300000,
        valid_from = "2026-01-01", expires_on = "2026-12-31",
      }
      credit_ratings.create { customer = "C0042", agency = "Dagong", as_of = "2026-03-31", grade = "AA" }
      acceptance_bills.create {
        code = "B1", customer = "C0042", kind = "bank", acceptor = "工商银行", received_on = "2026-11-01",
        due_on = "2027-02-01", amount = 20000,
      }
      promises.create {
        code = "PR1", customer = "C0042", invoice = "I1", made_on = "2026-11-18", due_on = "2026-11-25", amount = 330,
      }
    end

    """

  /// The definitions that are in force in it.
  static let definitions = [
    DefinitionFile(
      path: "points.lua",
      source: """
        return points_program {
          name = "sample points", rules = { { name = "goods", points = function(x) return x.amount / 10 end } },
        }
        """),
    DefinitionFile(
      path: "value.lua",
      source: """
        return tier_policy {
          name = "value", inputs = { orders = orders.stats() }, qualify = "365d", measure = "orders.net",
          tiers = {
            { name = "bronze" },
            { name = "silver", from = 5000, keep = 4000, benefits = { discount = 0.02, visit_interval = "90d" } },
            { name = "gold", from = 50000, benefits = { discount = 0.05, visit_interval = "30d" } },
          },
        }
        """),
  ]

  /// What a script on a sample book of its own did.
  struct Result {
    let report: ScriptRun.Report
    let printed: String

    var failure: ScriptFailure? {
      if case .failed(let failure) = report.outcome { failure } else { nil }
    }
  }

  /// The place where examples run: a fixed clock, a fixed business date, an empty book in memory or the one at a path.
  static func place(_ language: Language = .english, book path: String = ":memory:") throws -> Workplace {
    let instant = try Instant("2026-11-21T08:30:00Z")
    return Workplace(
      bookPath: path, operatorName: "li", language: language, now: { instant }, asOf: try CivilDate("2026-11-21"))
  }

  /// Runs a script on a sample book of its own.
  static func run(_ source: String, language: Language = .english) throws -> Result {
    let path = FileManager.default.temporaryDirectory.appending(path: "sample-\(UUID().uuidString).db").path
    try Data(pages.get()).write(to: URL(filePath: path))
    defer { for suffix in ["", "-wal", "-shm", "-ops", "-ops-wal", "-ops-shm"] { unlink(path + suffix) } }
    return try perform(source, .write(.live), language, book: path)
  }

  /// The sample book as a file holds it, made once.
  private static let pages = Swift.Result {
    let path = FileManager.default.temporaryDirectory.appending(path: "sample-\(UUID().uuidString).db").path
    defer { for suffix in ["", "-copy", "-wal", "-shm", "-ops", "-ops-wal", "-ops-shm"] { unlink(path + suffix) } }
    let book = try BookFile.create(at: path, profile: BookProfile(name: "", baseCurrency: .cny, timeZone: "UTC"))
    let result = try perform(script, .write(.live), .english, book: path)
    try #require(result.failure == nil)
    _ = try place(book: path).apply(definitions, title: "apply", mode: .live)
    try book.backUp(to: path + "-copy")
    return try Data(contentsOf: URL(filePath: path + "-copy"))
  }

  /// Runs a script on an empty book of its own.
  static func runEmpty(_ source: String, language: Language = .english) throws -> Result {
    try perform(source, .write(.live), language)
  }

  /// Runs a script that may only read, on an empty book.
  static func read(_ source: String, language: Language = .english) throws -> Result {
    try perform(source, .read, language)
  }

  /// Runs a script on the book at a path.
  static func perform(
    _ source: String, _ access: ScriptRun.Access, _ language: Language, book path: String = ":memory:"
  ) throws -> Result {
    let paper = Paper()
    var run = ScriptRun(source: source, name: "sample.lua", title: "sample") { paper.bytes += $0 }
    run.seed = 1
    let report = try run.execute(access, in: place(language, book: path))
    return Result(report: report, printed: String(decoding: paper.bytes, as: UTF8.self))
  }

  private final class Paper {
    var bytes: [UInt8] = []
  }
}
