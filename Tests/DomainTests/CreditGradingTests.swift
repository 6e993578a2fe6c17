import Domain
import Testing

@Suite struct CreditGradingTests {
  private func rule(_ grade: CreditProfile.Grade = .b, _ edit: (inout CreditGrading.Rule) -> Void = { _ in })
    -> CreditGrading.Rule
  {
    var rule = CreditGrading.Rule(grade, from: 0)
    edit(&rule)
    return rule
  }

  private func limit(
    _ rule: CreditGrading.Rule, _ figures: CreditGrading.Figures, secured: Int64 = 0, step: Double = 1, peak: Double = 1
  ) throws -> CreditGrading.Limit {
    var grading = CreditGrading()
    grading.step = step
    grading.peak = peak
    return try grading.limit(rule, figures, secured: CreditDocuments.yuan(secured), in: .cny)
  }

  /// MyDSOmanager, online help 34: grade B, net worth 80,000, turnover 700,000.
  @Test func `35 % of 80,000 and 5 % of 700,000 give 28,000`() throws {
    let limit = try limit(
      rule { ($0.netWorth, $0.turnover) = (0.35, 0.05) }, .init(netWorth: 80_000, turnover: 700_000))
    #expect(limit.amount == CreditDocuments.yuan(28_000))
    #expect(limit.bounds.map(\.value) == [CreditDocuments.yuan(28_000), CreditDocuments.yuan(35_000)])
  }

  @Test func `need is the forecast for the length of the terms at the peak`() throws {
    // 365,000 · 30 / 365 · 1.2 = 36,000
    let rule = rule { ($0.termsDays, $0.cap) = (30, 50_000) }
    #expect(try limit(rule, .init(forecast: 365_000), peak: 1.2).amount == CreditDocuments.yuan(36_000))
    #expect(try limit(rule, .init(forecast: 3_650_000)).amount == CreditDocuments.yuan(50_000))
    // 377,001.83 · 30 / 365 = 30,986.45, rounded down to whole thousands.
    #expect(try limit(rule, .init(forecast: 377_001.83), step: 1000).amount == CreditDocuments.yuan(30_000))
  }

  @Test func `a missing figure is named and is not 0`() throws {
    let rule = rule { ($0.netWorth, $0.turnover, $0.cap) = (0.35, 0.05, 9000) }
    let limit = try limit(rule, .init(turnover: 700_000))
    #expect(limit.amount == nil)
    #expect(limit.missing == ["net_worth"])
    // Where a grade lends nothing, nothing is missing.
    #expect(try self.limit(self.rule { ($0.netWorth, $0.cap) = (0.35, 0) }, .init()).amount == .zero(.cny))
  }

  @Test func `debts above assets lend nothing, and a secured grade no more than its securities`() throws {
    #expect(try limit(rule { $0.netWorth = 0.35 }, .init(netWorth: -80_000)).amount == .zero(.cny))
    let secured = rule(.d) { ($0.isSecured, $0.cap) = (true, 50_000) }
    #expect(try limit(secured, .init(), secured: 12_000).amount == CreditDocuments.yuan(12_000))
    #expect(try limit(secured, .init()).amount == .zero(.cny))
  }

  @Test func `a score is the weighted mean of what is known`() {
    var grading = CreditGrading()
    // 30 · 80 + 25 · 60 + 20 · 50 + 15 · 40 + 10 · 20 = 5700
    #expect(
      grading.score([.character: 80, .capacity: 60, .capital: 50, .conditions: 40, .collateral: 20]).value == 57)
    let known: [CreditGrading.Aspect: Double] = [.character: 80, .capacity: 60]
    #expect(grading.score(known).value == nil)
    #expect(grading.score(known).coverage == 0.55)
    grading.floor = 0.5
    // (30 · 80 + 25 · 60) / 55
    #expect(grading.score(known).value == 3900.0 / 55)
    #expect(grading.score([:]).value == nil)
  }
}
