/// How well a score tells two kinds of customers apart: those with a label and those without.
///
/// Area under the curve by ranks (Mann and Whitney, 1947), ties counting a half; Gini is 2·AUC − 1 (Somers' D); KS is the
/// greatest distance between the two distributions (Kolmogorov and Smirnov). Intervals are percentiles of the bootstrap
/// (Efron, 1979).
public struct Discrimination: Sendable, Hashable {
  /// A customer: what the score said, and what came true.
  public struct Case: Sendable, Hashable {
    /// The score.
    public var score: Double
    /// Whether the label holds.
    public var isPositive: Bool

    /// A case.
    public init(score: Double, isPositive: Bool) {
      self.score = score
      self.isPositive = isPositive
    }
  }

  /// A tenth of the customers, the highest scores first.
  public struct Tenth: Sendable, Hashable {
    /// How many customers.
    public let count: Int
    /// How many with the label.
    public let positives: Int
    /// The mean score.
    public let meanScore: Double
    /// The share of this tenth over the share of all; nil where nobody has the label.
    public let lift: Double?
    /// The share that the score lets expect: the mean chance by the logistic curve through all cases. Nil where the score
    /// parts those with the label from those without, or is the same for all.
    public let expected: Double?
    /// The share with the label.
    public var rate: Double { count > 0 ? Double(positives) / Double(count) : 0 }
  }

  /// What a cut-off gets right and wrong: scores at or above it are said to have the label.
  public struct Confusion: Sendable, Hashable {
    /// The cut-off.
    public let cutoff: Double
    /// Said so, and so it is.
    public let truePositives: Int
    /// Said so, and it is not.
    public let falsePositives: Int
    /// Not said, and it is.
    public let falseNegatives: Int
    /// Not said, and it is not.
    public let trueNegatives: Int
  }

  /// A figure with the bounds between which it lies in 95 of 100 resamples.
  public struct Figure: Sendable, Hashable {
    /// The figure.
    public let value: Double
    /// The 2.5th percentile.
    public let low: Double
    /// The 97.5th percentile.
    public let high: Double
  }

  /// How many cases.
  public let count: Int
  /// How many with the label.
  public let positives: Int
  /// The chance that somebody with the label scores above somebody without.
  public let auc: Figure
  /// The greatest distance between the two distributions.
  public let ks: Figure
  /// 2·AUC − 1.
  public let gini: Figure
  /// Tenths, the highest scores first.
  public let tenths: [Tenth]
  /// What the cut-off does.
  public let confusion: Confusion

  /// How cases are told apart; nil where all have the label, or none.
  ///
  /// - Parameters:
  ///   - cases: The cases, in any order.
  ///   - cutoff: The score from which on the label is foretold; the score of the case in the middle unless given.
  ///   - resamples: How many times the cases are drawn again for the intervals.
  ///   - random: Draws them.
  public init?(
    _ cases: [Case], cutoff: Double? = nil, resamples: Int = 200, using random: inout some RandomNumberGenerator
  ) {
    let sorted = cases.sorted { $0.score > $1.score }
    let positives = sorted.count { $0.isPositive }
    guard positives > 0, positives < sorted.count else { return nil }
    count = sorted.count
    self.positives = positives
    let whole = Self.measures(sorted) { _ in 1 } ?? (0.5, 0)
    var drawn: [(auc: Double, ks: Double)] = []
    var weights = [Int](repeating: 0, count: sorted.count)
    for _ in 0..<resamples {
      for index in weights.indices { weights[index] = 0 }
      for _ in sorted.indices { weights[Int.random(in: sorted.indices, using: &random)] += 1 }
      if let measures = Self.measures(sorted, { Double(weights[$0]) }) { drawn.append(measures) }
    }
    auc = Self.figure(whole.auc, drawn.map(\.auc))
    ks = Self.figure(whole.ks, drawn.map(\.ks))
    gini = Figure(value: 2 * auc.value - 1, low: 2 * auc.low - 1, high: 2 * auc.high - 1)
    let share = Double(positives) / Double(sorted.count)
    let chances = Self.chances(sorted)
    tenths = (0..<10).map { tenth in
      let places = sorted.count * tenth / 10..<sorted.count * (tenth + 1) / 10
      let part = sorted[places]
      let hits = part.count { $0.isPositive }
      let mean = part.isEmpty ? 0 : part.reduce(0) { $0 + $1.score } / Double(part.count)
      return Tenth(
        count: part.count, positives: hits, meanScore: mean,
        lift: part.isEmpty ? nil : Double(hits) / Double(part.count) / share,
        expected: part.isEmpty ? nil : chances.map { $0[places].reduce(0, +) / Double(part.count) })
    }
    let cut = cutoff ?? sorted[sorted.count / 2].score
    let said = sorted.filter { $0.score >= cut }
    let right = said.count { $0.isPositive }
    confusion = Confusion(
      cutoff: cut, truePositives: right, falsePositives: said.count - right, falseNegatives: positives - right,
      trueNegatives: sorted.count - said.count - (positives - right))
  }

  /// The chance of the label for each case by the logistic curve through all; nil where there is none.
  private static func chances(_ cases: [Case]) -> [Double]? {
    let mean = cases.reduce(0) { $0 + $1.score / Double(cases.count) }
    let spread = cases.reduce(0) { max($0, ($1.score - mean).magnitude) }
    guard spread > 0, spread.isFinite else { return nil }
    let rows = cases.map { [1, ($0.score - mean) / spread] }
    let outcomes = cases.map { (good: $0.isPositive ? 0.0 : 1.0, bad: $0.isPositive ? 1.0 : 0.0) }
    guard let fit = try? LogisticFit(rows, outcomes) else { return nil }
    return rows.map { fit.chance(of: $0) }
  }

  /// AUC and KS of cases sorted by falling scores, each counted so many times; nil where one kind is missing.
  static func measures(_ sorted: [Case], _ weight: (Int) -> Double) -> (auc: Double, ks: Double)? {
    var total = (positives: 0.0, negatives: 0.0)
    for index in sorted.indices {
      if sorted[index].isPositive {
        total.positives += weight(index)
      } else {
        total.negatives += weight(index)
      }
    }
    guard total.positives > 0, total.negatives > 0 else { return nil }
    var seen = (positives: 0.0, negatives: 0.0)
    var (area, distance) = (0.0, 0.0)
    var index = 0
    while index < sorted.count {
      let score = sorted[index].score
      var tied = (positives: 0.0, negatives: 0.0)
      while index < sorted.count, sorted[index].score == score {
        if sorted[index].isPositive {
          tied.positives += weight(index)
        } else {
          tied.negatives += weight(index)
        }
        index += 1
      }
      // Negatives of this score lie below the positives above it, and half below those of the same score.
      area += tied.negatives * (seen.positives + tied.positives / 2)
      seen.positives += tied.positives
      seen.negatives += tied.negatives
      distance = max(distance, (seen.positives / total.positives - seen.negatives / total.negatives).magnitude)
    }
    return (area / (total.positives * total.negatives), distance)
  }

  private static func figure(_ value: Double, _ drawn: [Double]) -> Figure {
    let sorted = drawn.sorted()
    guard let first = sorted.first, let last = sorted.last else { return Figure(value: value, low: value, high: value) }
    let low = sorted.count / 40
    return Figure(
      value: value, low: low < sorted.count ? sorted[low] : first,
      high: sorted.count - 1 - low >= 0 ? sorted[sorted.count - 1 - low] : last)
  }
}
