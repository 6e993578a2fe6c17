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
}
