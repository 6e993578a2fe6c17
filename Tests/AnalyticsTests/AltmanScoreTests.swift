import Analytics
import Testing

@Suite struct AltmanScoreTests {
  /// X₁ = (500 - 260) / 1000 = 0.24, X₂ = 0.25, X₃ = 0.12, X₄ = 450 / 550 = 0.818182, X₅ = 1.6
  private static let figures = [
    "current_assets": 500.0, "current_liabilities": 260, "retained_earnings": 250, "ebit": 120, "equity": 450,
    "total_assets": 1000, "total_liabilities": 550, "revenue": 1600,
  ]

  @Test func `a manufacturer's score is worked out by hand`() throws {
    let result = try #require(AltmanScore.score(Self.figures, model: .manufacturer).score)
    // 0.17208 + 0.21175 + 0.37284 + 0.343636 + 1.5968
    #expect(abs(result.value - 2.697106) < 1e-6)
    #expect(result.zone == .grey)
  }

  @Test func `another company's score has no sales`() throws {
    var figures = Self.figures
    figures["revenue"] = nil
    let result = try #require(AltmanScore.score(figures, model: .other).score)
    // 1.5744 + 0.815 + 0.8064 + 0.859091
    #expect(abs(result.value - 4.054891) < 1e-6)
    #expect(result.zone == .safe)
  }

  @Test func `the bounds can be given`() throws {
    let strict = try #require(AltmanScore.score(Self.figures, model: .other, safe: 5, distress: 4.1).score)
    #expect(strict.zone == .distress)
    let manufacturer = try #require(AltmanScore.score(Self.figures, model: .manufacturer, safe: 2.6).score)
    #expect(manufacturer.zone == .safe)
  }

  @Test func `what is missing is named, and nothing is divided by 0`() {
    var figures = Self.figures
    figures["ebit"] = nil
    figures["total_liabilities"] = 0
    let result = AltmanScore.score(figures, model: .manufacturer)
    #expect(result.score == nil)
    #expect(result.missing == ["ebit", "total_liabilities"])
  }
}
