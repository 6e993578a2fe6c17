import Analytics
import Testing

@Suite struct QuintilesTests {
  @Test func `ten values make five classes of two`() {
    let classes = Quintiles([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], best: .highest)
    #expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map { classes.rank(of: $0) } == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
  }

  @Test func `equal values share the class of the lowest rank`() {
    // Ranks from 0: 1 → 0; the six 2s → 1; 3 → 7; 4 → 8; 5 → 9. Class 1 + ⌊5 · rank ÷ 10⌋: 1, 1, 4, 5, 5.
    let classes = Quintiles([1, 2, 2, 2, 2, 2, 2, 3, 4, 5], best: .highest)
    #expect([1, 2, 3, 4, 5].map { classes.rank(of: $0) } == [1, 1, 4, 5, 5])
  }

  @Test func `where low is best the classes turn around`() {
    // Days since the last order: 5 is best. Worse ones: 400 → 0, 90 → 1, 30 → 2, 10 → 3, 5 → 4 of 5.
    let classes = Quintiles([5, 10, 30, 90, 400], best: .lowest)
    #expect([5, 10, 30, 90, 400].map { classes.rank(of: $0) } == [5, 4, 3, 2, 1])
  }

  @Test func `classes agree with the definition on random values`() {
    for seed in 1...50 as ClosedRange<UInt64> {
      var state = seed
      func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 33 % 12)
      }
      let values = (0..<Int(1 + seed % 37)).map { _ in next() }
      let classes = Quintiles(values, best: .highest)
      for value in values {
        let worse = values.count { $0 < value }
        #expect(classes.rank(of: value) == 1 + 5 * worse / values.count, "seed \(seed)")
      }
    }
  }
}
