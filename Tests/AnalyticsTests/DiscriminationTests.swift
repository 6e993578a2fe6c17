import Analytics
import Testing

@Suite struct DiscriminationTests {
  private func cases(_ positives: [Double], _ negatives: [Double]) -> [Discrimination.Case] {
    positives.map { .init(score: $0, isPositive: true) } + negatives.map { .init(score: $0, isPositive: false) }
  }

  private func judged(_ cases: [Discrimination.Case], cutoff: Double? = nil) -> Discrimination? {
    var random = SystemRandomNumberGenerator()
    return Discrimination(cases, cutoff: cutoff, using: &random)
  }

  @Test func `the area is the share of pairs in the right order, ties a half`() throws {
    // Pairs: 3>1, 3>2, 3>2.5, 2>1, 2=2, 2<2.5: 4.5 of 6.
    let result = try #require(judged(cases([3, 2], [1, 2, 2.5])))
    #expect(result.auc.value == 0.75 && result.gini.value == 0.5)
    // After 3 there are 1/2 of those with the label and none of those without.
    #expect(result.ks.value == 0.5)
  }

  @Test func `perfect order is 1, reversed order 0, and equal scores a half`() throws {
    #expect(try #require(judged(cases([9, 8], [1, 2]))).auc.value == 1)
    #expect(try #require(judged(cases([1, 2], [9, 8]))).auc.value == 0)
    let equal = try #require(judged(cases([5, 5, 5], [5, 5])))
    #expect(equal.auc.value == 0.5 && equal.ks.value == 0)
    #expect(judged(cases([1, 2], [])) == nil)
  }

  @Test func `tenths and the cut-off count what is there`() throws {
    let result = try #require(judged(cases((11...20).map(Double.init), (1...10).map(Double.init)), cutoff: 16))
    #expect(result.tenths.count == 10 && result.tenths.allSatisfy { $0.count == 2 })
    #expect(result.tenths[0].meanScore == 19.5 && result.tenths[0].rate == 1 && result.tenths[0].lift == 2)
    #expect(result.tenths[9].rate == 0)
    let cut = result.confusion
    #expect([cut.truePositives, cut.falsePositives, cut.falseNegatives, cut.trueNegatives] == [5, 0, 5, 10])
    #expect(result.auc.low == 1 && result.auc.high == 1)
  }

  @Test func `the interval holds the figure`() throws {
    let result = try #require(judged(cases([3, 5, 2, 8, 4, 7], [1, 2, 6, 3, 0, 4])))
    #expect(result.auc.low <= result.auc.value && result.auc.value <= result.auc.high)
    #expect(result.auc.low >= 0 && result.auc.high <= 1)
  }

  @Test func `the checking account of German credit tells bad from good as counted by hand`() throws {
    // Bad and good by bin (Statlog; H. Hofmann, UCI dataset 144), with the weight of evidence as the score. AUC and KS by
    // counting pairs; the interval by the standard error of Hanley and McNeil (1982), 0.018786, apart from resampling.
    let bins = [(135, 139, 0.818099), (105, 164, 0.401392), (14, 49, -0.405465), (46, 348, -1.176263)]
    let cases = bins.flatMap { bad, good, score in
      [Discrimination.Case](repeating: .init(score: score, isPositive: true), count: bad)
        + [Discrimination.Case](repeating: .init(score: score, isPositive: false), count: good)
    }
    let result = try #require(judged(cases))
    #expect((result.auc.value - 0.7077690476).magnitude < 1e-9 && (result.ks.value - 0.3671428571).magnitude < 1e-9)
    #expect((result.gini.value - 0.4155380952).magnitude < 1e-9)
    #expect((result.auc.low - 0.67095).magnitude < 0.015 && (result.auc.high - 0.74459).magnitude < 0.015)
  }

  @Test func `tenths say which share the score lets expect`() throws {
    // Two scores only, so that the curve goes through both shares: 8 of 10 and 3 of 10.
    let cases = (0..<20).map { Discrimination.Case(score: $0 < 10 ? 2 : 1, isPositive: $0 < 8 || $0 > 16) }
    let expected = try #require(judged(cases)).tenths.compactMap(\.expected)
    #expect(expected.count == 10)
    for (place, share) in expected.enumerated() {
      #expect((share - (place < 5 ? 0.8 : 0.3)).magnitude < 1e-9, "tenth \(place): \(share)")
    }
    // A score that parts them wholly has no curve.
    #expect(
      try #require(judged([.init(score: 2, isPositive: true), .init(score: 1, isPositive: false)])).tenths.allSatisfy {
        $0.expected == nil
      })
  }
}
