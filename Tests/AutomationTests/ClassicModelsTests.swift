import Analytics
import Automation
import Domain
import Foundation
import LuaRuntime
import Storage
import Testing
import Wording

/// The scores of Classic Models' customers by `scripts/scoring/quality.lua`, worked out by hand from the CSV files.
///
/// An order's amount is the sum of quantity times price over its lines in orderdetails.csv. The business date is
/// 2005-05-31; the year before it begins on 2004-06-01. An invoice is dated the day an order ships, is due 30 days later,
/// and payments settle the oldest first. Half of recency is gone in 90 days. No customer has an annual revenue, so that
/// `size` is 0 for all. The decimals were checked with an independent program.
@Suite struct ClassicModelsTests {
  /// What a customer's score must be.
  struct Worked {
    let customer: String
    let fit: [ScorePart]
    let behaviour: [ScorePart]
    /// The groups after their caps.
    let groups: [Double]
    let value: Double
    let band: String

    init(
      _ customer: String, years: Double, credit: Double, volume: Double, fit: Double,
      recency: Double, frequency: Double, amount: Double, trust: Double, behaviour: Double, value: Double, band: String
    ) {
      self.customer = customer
      self.fit = [
        ScorePart("credit", credit), ScorePart("size", 0), ScorePart("volume", volume), ScorePart("years", years),
      ]
      self.behaviour = [
        ScorePart("frequency", frequency), ScorePart("recency", recency), ScorePart("trust", trust),
        ScorePart("value", amount),
      ]
      groups = [behaviour, fit]
      self.value = value
      self.band = band
    }
  }

  static let worked = [
    // 141, limit 227,600: 26 orders of which 10262 of 2004-06-24 (47,065.36) was cancelled; the others come to 773,624.18.
    //   2003: 40206.20 + 13884.99 + 22366.04 + 44939.85 + 4599.52 + 10721.86 + 40062.53 + 13059.16 = 189,840.15
    //   2004 to May: 59830.55 + 26155.91 + 35420.74 = 121,407.20
    //   the year: 20009.53 (Aug) + 36140.38 (Oct) + 46493.16 + 25529.78 + 44185.46 (Dec) + 32289.12 + 16621.27 + 34404.21
    //     + 36851.98 (Feb) + 46968.52 + 18102.74 (Mar) + 46895.48 + 28574.90 + 29310.30 (May) = 462,376.83, in 6 months
    // years 15 · 851/1825 (first 2003-01-31); volume 15 · log10(773625.18)/6; fit 6.9945 + 10 + 14.7213
    // recency 20 (last order today); frequency 15 · 6/12; value at its cap
    // trust: paid in the year 439,912.37, of it 35,420.74 (shipped 05-06, due 06-05, paid 2004-07-09) 34 days late and
    //   32,289.12 + 16,621.27 (shipped 02-11, due 03-13, paid 2005-03-18) 5 days late: 1,448,857.11 / 439,912.37
    //   = 3.293513 days; 10417 (28,574.90, shipped 05-19) is open but not yet due: 20 · (1 - 3.293513/60)
    // behaviour 20 + 7.5 + 15 + 18.9022 = 61.4022, capped at 60; 31.7158 + 60
    Worked(
      "141", years: 6.9945, credit: 10, volume: 14.7213, fit: 31.7158,
      recency: 20, frequency: 7.5, amount: 15, trust: 18.9022, behaviour: 60, value: 91.72, band: "A"),
    // 323, limit 88,000, pays late: 2003-06-25 2,880.00; 2004-06-03 37,281.36; 2004-12-04 39,440.59; 2005-03-11 33,593.32;
    //   2005-04-08 41,426.81: 154,622.08 in all, 151,742.08 and 4 months in the year
    // years 15 · 706/1825; credit 10 · 0.88; volume 15 · log10(154623.08)/6; fit 5.8027 + 8.8 + 12.9732
    // recency 20 · 2^(-53/90); frequency 15 · 4/12; value at its cap
    // trust: 75,020.13 paid on 2005-05-23 is 33,593.32 (shipped 03-14, due 04-13) 40 days late and 41,426.81 (shipped 04-11,
    //   due 05-11) 12 days late: 1,840,854.52 / 151,742.08 = 12.131470 days; 20 · (1 - 12.131470/60)
    // behaviour 13.2971 + 5 + 15 + 15.9562; 27.5759 + 49.2533
    Worked(
      "323", years: 5.8027, credit: 8.8, volume: 12.9732, fit: 27.5759,
      recency: 13.2971, frequency: 5, amount: 15, trust: 15.9562, behaviour: 49.2533, value: 76.83, band: "B"),
    // 448, limit 116,400: the first order, 10167 of 2003-10-23, was cancelled, so that the customer begins on 2004-09-08 with
    //   48,809.90; 2005-03-03 27,966.54: 76,776.44 in 2 months
    // years 15 · 265/1825; credit at its cap; volume 15 · log10(76777.44)/6; fit 2.1781 + 10 + 12.2131
    // recency 20 · 2^(-89/90); frequency 15 · 2/12; value 15 · 0.7677644
    // trust: 27,966.54 (shipped 03-08, due 04-07) was paid on 2005-04-18, 11 days late: 307,631.94 / 76,776.44 = 4.006853;
    //   20 · (1 - 4.006853/60)
    // behaviour 10.0773 + 2.5 + 11.5165 + 18.6644; 24.3912 + 42.7582
    Worked(
      "448", years: 2.1781, credit: 10, volume: 12.2131, fit: 24.3912,
      recency: 10.0773, frequency: 2.5, amount: 11.5165, trust: 18.6644, behaviour: 42.7582, value: 67.15, band: "B"),
    // 145, limit 83,400, has not paid what it disputes: 2003-02-11 53,959.21; 2004-04-09 28,211.70; 2004-06-08 4,710.73;
    //   2004-11-10 20,564.86; 2005-04-15 21,638.62: 129,085.12 in all, 46,914.21 and 3 months in the year
    // years 15 · 840/1825; credit 10 · 0.834; volume 15 · log10(129086.12)/6; fit 6.9041 + 8.34 + 12.7772
    // recency 20 · 2^(-46/90); frequency 15 · 3/12; value 15 · 0.4691421
    // trust: what was paid was in time; all that is open (shipped 04-21, due 2005-05-21) is overdue: 20 · (1 - 0.5)
    // behaviour 14.0336 + 3.75 + 7.0371 + 10; 28.0213 + 34.8207
    Worked(
      "145", years: 6.9041, credit: 8.34, volume: 12.7772, fit: 28.0213,
      recency: 14.0336, frequency: 3.75, amount: 7.0371, trust: 10, behaviour: 34.8207, value: 62.84, band: "B"),
    // 415, limit 77,000, ordered once: 2004-09-15 31,310.09, shipped 09-16, paid 09-28
    // years 15 · 258/1825; credit 10 · 0.77; volume 15 · log10(31311.09)/6; fit 2.1205 + 7.7 + 11.2392
    // recency 20 · 2^(-258/90); frequency 15 · 1/12; value 15 · 0.3131009; trust 20
    // behaviour 2.7421 + 1.25 + 4.6965 + 20; 21.0597 + 28.6886
    Worked(
      "415", years: 2.1205, credit: 7.7, volume: 11.2392, fit: 21.0597,
      recency: 2.7421, frequency: 1.25, amount: 4.6965, trust: 20, behaviour: 28.6886, value: 49.75, band: "C"),
  ]

  @Test func `five customers have the scores that were worked out by hand, and one without orders has none`() throws {
    let company = try Company()
    for expected in Self.worked {
      let why = try #require(try company.place.explain(customer: expected.customer, score: "quality"))
      #expect(why.parts.map(\.name) == ["behaviour", "fit"])
      #expect(why.parts.map(\.parts) == [expected.behaviour, expected.fit], "customer \(expected.customer)")
      #expect(why.parts.map(\.value) == expected.groups, "customer \(expected.customer)")
      #expect(why.score.value == expected.value, "customer \(expected.customer)")
      #expect(why.score.band == expected.band, "customer \(expected.customer)")
    }
    let none = try #require(try company.place.explain(customer: "125", score: "quality"))
    #expect(none.score.value == nil && none.score.band == nil)
    #expect(none.score.reason == "no orders yet")
  }
}

/// The tiers of Classic Models' customers by `scripts/tiers`.
///
/// What each ordered from 2004-06-01 to 2005-05-31, cancelled orders apart, was added up from the CSV files by a program of
/// its own: 2 customers of 250,000 or more in four months or more, 17 of 80,000 or more, 40 of 30,000 or more.
@Suite struct ClassicModelsTierTests {
  @Test func `the value ladder gives the tiers that the orders come to`() throws {
    let company = try Company()
    for ladder in ["value", "relationship", "size"] { try company.apply("tiers/\(ladder).lua") }
    let job = "jobs/tiers.lua"
    var printed: [UInt8] = []
    let source = try String(contentsOf: Company.scripts.appendingPathComponent(job), encoding: .utf8)
    let report = try ScriptRun(source: source, name: job, title: job) { printed += $0 }
      .execute(.write(.live), in: company.place)
    #expect(report.outcome == .succeeded)
    let text = String(decoding: printed, as: UTF8.self)
    #expect(text.contains("value: bronze 63, gold 17, platinum 2, silver 40; without a tier 0"))
    // 98 of the 122 have ever ordered.
    #expect(text.contains("relationship: ") && text.contains("without a tier 24"))
    for customer in ["141", "124"] {
      #expect(try company.place.explain(customer: customer, tier: "value")?.standing.tier == "platinum")
    }
    // 462,376.83 as worked out above for the score.
    let why = try #require(try company.place.explain(customer: "141", tier: "value"))
    #expect(why.changes.first?.evidence.contains(#""net":462376.83"#) == true)
    let relationship = try #require(try company.place.explain(customer: "141", tier: "relationship"))
    #expect(relationship.description.english.contains("stand in for satisfaction"))
  }
}

/// What the README says of the demo's book.
@Suite struct ReadmeTests {
  @Test func `the script prints what stands below it`() throws {
    let company = try Company()
    let readme = try String(contentsOf: Company.scripts.appendingPathComponent("../README.md"), encoding: .utf8)
    let script = try #require(readme.firstMatch(of: /```lua\n(.*?)```/.dotMatchesNewlines())).output.1
    let shown = try #require(
      readme.firstMatch(of: /patron run overdue.lua --dry-run [^\n]*\n(.*?)dry run/.dotMatchesNewlines())
    )
    .output.1
    var printed: [UInt8] = []
    let run = ScriptRun(source: String(script), name: "overdue.lua", title: "overdue") { printed += $0 }
    let report = try run.execute(.write(.dry), in: company.place)
    #expect(report.outcome == .succeeded)
    #expect(Self.words(String(decoding: printed, as: UTF8.self)) == Self.words(String(shown)))
    #expect(report.run?.changes.rowCount == 3)
  }

  private static func words(_ text: String) -> [Substring] {
    text.split { $0.isWhitespace }
  }

  @Test(arguments: [Language.english, .chinese])
  func `the scripts of the demo speak the language of the run`(_ language: Language) throws {
    let company = try Company()
    var place = company.place
    place.language = language
    for (job, english, chinese) in [
      ("jobs/invoices_from_orders.lua", "0 invoices issued, 0 allocations made", "新开 0 张发票，核销 0 笔"),
      ("jobs/ranking.lua", "The ten highest by quality:", "quality 最高的十个客户："),
    ] {
      var printed: [UInt8] = []
      let source = try String(contentsOf: Company.scripts.appendingPathComponent(job), encoding: .utf8)
      _ = try ScriptRun(source: source, name: job, title: job) { printed += $0 }.execute(.write(.dry), in: place)
      let text = String(decoding: printed, as: UTF8.self)
      #expect(text.contains(language == .english ? english : chinese))
      #expect(!text.contains(language == .english ? chinese : english))
    }
  }
}

/// The company's book as `scripts/demo` makes it.
final class Company {
  let place: Workplace
  private let folder: URL
  static let scripts = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("scripts")

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("patron-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appendingPathComponent("patron.db").path
    let dollar = try #require(Currency("USD"))
    _ = try BookFile.create(
      at: path, profile: BookProfile(name: "Classic Models", baseCurrency: dollar, timeZone: "America/Los_Angeles"))
    place = Workplace(
      bookPath: path, operatorName: "tester", now: { Instant(secondsSinceEpoch: 1_780_000_000) },
      asOf: try CivilDate("2005-05-31"))
    try load(
      "customers", "customers",
      "addressLine1=address,addressLine2=-,contactLastName=-,contactFirstName=-,salesRepEmployeeNumber=owner")
    try load("products", "products", "productScale=-,productVendor=-,productDescription=-,quantityInStock=-")
    try load("orders", "orders", "comments=note")
    try load("order_lines", "orderdetails")
    try load("payments", "payments")
    let job = "jobs/invoices_from_orders.lua"
    let report = try ScriptRun(source: text(of: job), name: job, title: job) { _ in }.execute(.write(.live), in: place)
    try #require(report.outcome == .succeeded)
    let score = "scoring/quality.lua"
    _ = try place.apply(
      [DefinitionFile(path: score, source: text(of: score))], title: score, mode: .live, draft: false)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Installs a definition of the repository.
  func apply(_ script: String) throws {
    _ = try place.apply([DefinitionFile(path: script, source: text(of: script))], title: script, mode: .live)
  }

  private func text(of script: String) throws -> String {
    try String(contentsOf: Self.scripts.appendingPathComponent(script), encoding: .utf8)
  }

  private func load(_ kind: String, _ file: String, _ map: String = "") throws {
    var request = ImportRequest(
      kind: kind, path: Self.scripts.appendingPathComponent("classicmodels/\(file).csv").path)
    request.choices = try ImportRequest.choices(map)
    request.constants = [ImportRequest.Constant(field: "currency", value: "USD")]
    _ = try place.importFile(request, mode: .live)
  }
}
