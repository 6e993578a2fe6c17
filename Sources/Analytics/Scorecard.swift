import Glibc

/// A scorecard: points for each bin of each input, whose sum foretells who turns out bad.
///
/// Weight of evidence of a bin is ln((bad in it ÷ all bad) ÷ (good in it ÷ all good)), so that it is above 0 where there
/// is more bad than usual; the information value of an input is Σ (share of bad − share of good) · WOE (I. J. Good 1950,
/// S. Kullback 1959; N. Siddiqi, Credit Risk Scorecards, 2006, whose sign is the other one). ln(odds of bad) is fitted as
/// β₀ + Σ βᵢ·WOEᵢ by maximum likelihood. The score is offset + factor · ln(odds of good), where so many points double the
/// odds: factor = pdo ÷ ln 2, offset = base − factor · ln(odds at the base).
public struct Scorecard: Sendable, Hashable {
  /// How odds become points.
  public struct Scale: Sendable, Hashable {
    /// The points at the odds.
    public let base: Double
    /// Good to bad, at the base.
    public let odds: Double
    /// The points that double the odds.
    public let pdo: Double

    /// A scale; nil where a number is not finite, or odds or `pdo` are not above 0.
    public init?(base: Double = 600, odds: Double = 50, pdo: Double = 20) {
      guard base.isFinite, odds.isFinite, pdo.isFinite, odds > 0, pdo > 0 else { return nil }
      self.base = base
      self.odds = odds
      self.pdo = pdo
    }

    /// Points for each e-fold of the odds.
    public var factor: Double { pdo / log(2) }
    /// The points at even odds.
    public var offset: Double { base - factor * log(odds) }
  }

  /// Cases that are alike: in which bin of each input they are, and how many of them are good and bad.
  public struct Group: Sendable, Hashable {
    /// The bin of each input, by its place.
    public var bins: [Int]
    /// How many turned out good.
    public var good: Int
    /// How many turned out bad.
    public var bad: Int

    /// Cases that are alike.
    public init(bins: [Int], good: Int, bad: Int) {
      self.bins = bins
      self.good = good
      self.bad = bad
    }
  }

  /// Values of an input that count as one.
  public struct Bin: Sendable, Hashable {
    /// How many turned out good.
    public let good: Int
    /// How many turned out bad.
    public let bad: Int
    /// The weight of evidence. A count of 0 is taken as a half here, since the logarithm of 0 is none.
    public let weight: Double
    /// What it adds to the information value.
    public let information: Double
    /// The points of a case in it.
    public let points: Int
  }

  /// An input with its bins.
  public struct Input: Sendable, Hashable {
    /// Its bins, by their places.
    public let bins: [Bin]
    /// β.
    public let coefficient: Double
    /// How much the input tells: the sum over its bins.
    public var information: Double { bins.reduce(0) { $0 + $1.information } }
    /// The information value in a word, by Siddiqi's bounds.
    public var strength: Strength { Strength(information) }
  }

  /// What an information value means.
  public enum Strength: String, Sendable, CaseIterable {
    /// Below 0.02.
    case useless
    /// Below 0.1.
    case weak
    /// Below 0.3.
    case medium
    /// Below 0.5.
    case strong
    /// Too good to be known beforehand: look for what leaks from the outcome.
    case suspicious

    init(_ information: Double) {
      self =
        information < 0.02
        ? .useless : information < 0.1 ? .weak : information < 0.3 ? .medium : information < 0.5 ? .strong : .suspicious
    }
  }

  /// Why there is no scorecard.
  public enum Fault: Error, Hashable {
    /// All cases are good, or all are bad.
    case oneKind
    /// An input says the same as others.
    case collinear(Int)
    /// The inputs part good and bad wholly, so that no coefficients are the likeliest.
    case separated
  }

  /// How odds become points.
  public let scale: Scale
  /// How many turned out good.
  public let good: Int
  /// How many turned out bad.
  public let bad: Int
  /// The inputs, by their places.
  public let inputs: [Input]
  /// β₀.
  public let intercept: Double
  /// The logarithm of the likelihood of the outcomes.
  public let logLikelihood: Double
  /// The chance that a bad case has worse odds than a good one, ties counting a half.
  public let auc: Double
  /// The greatest distance between the distributions of good and bad.
  public let ks: Double

  /// The scorecard of cases.
  ///
  /// - Parameters:
  ///   - binCounts: How many bins each input has.
  ///   - groups: The cases; each names a bin for every input.
  ///   - scale: How odds become points.
  public init(binCounts: [Int], _ groups: [Group], scale: Scale) throws(Fault) {
    let groups = groups.filter { $0.bins.count == binCounts.count && ($0.good > 0 || $0.bad > 0) }
    var counts = binCounts.map { [(good: Int, bad: Int)](repeating: (0, 0), count: max(0, $0)) }
    var all = (good: 0, bad: 0)
    for group in groups {
      all.good += group.good
      all.bad += group.bad
      for (input, bin) in group.bins.enumerated() where counts[input].indices.contains(bin) {
        counts[input][bin].good += group.good
        counts[input][bin].bad += group.bad
      }
    }
    guard all.good > 0, all.bad > 0 else { throw .oneKind }
    let weights = counts.map { bins in bins.map { Self.weight($0, of: all) } }
    let rows = groups.map { group in
      [1] + group.bins.enumerated().map { weights[$0].indices.contains($1) ? weights[$0][$1] : 0 }
    }
    let outcomes = groups.map { (good: Double($0.good), bad: Double($0.bad)) }
    let fit = try LogisticFit(rows, outcomes)
    let beta = fit.coefficients
    var inputs: [Input] = []
    for (place, bins) in counts.enumerated() {
      let coefficient = beta[place + 1]
      let share = Double(counts.count)
      inputs.append(
        Input(
          bins: bins.enumerated().map { index, count in
            let weight = weights[place][index]
            let shares = Double(count.bad) / Double(all.bad) - Double(count.good) / Double(all.good)
            let points = -(coefficient * weight + beta[0] / share) * scale.factor + scale.offset / share
            return Bin(
              good: count.good, bad: count.bad, weight: weight, information: shares * weight,
              points: Int(clamping: points.rounded()))
          }, coefficient: coefficient))
    }
    self.scale = scale
    good = all.good
    bad = all.bad
    self.inputs = inputs
    intercept = beta[0]
    logLikelihood = fit.logLikelihood
    (auc, ks) = Self.told(rows, beta, outcomes)
  }

  private static func weight(_ bin: (good: Int, bad: Int), of all: (good: Int, bad: Int)) -> Double {
    if bin.good == 0, bin.bad == 0 { return 0 }
    let good = bin.good == 0 ? 0.5 : Double(bin.good)
    let bad = bin.bad == 0 ? 0.5 : Double(bin.bad)
    return log(bad / Double(all.bad)) - log(good / Double(all.good))
  }

  /// How well the fitted odds tell bad from good.
  private static func told(
    _ rows: [[Double]], _ beta: [Double], _ outcomes: [(good: Double, bad: Double)]
  ) -> (auc: Double, ks: Double) {
    var weighed: [(case: Discrimination.Case, weight: Double)] = []
    for (row, outcome) in zip(rows, outcomes) {
      let score = zip(row, beta).reduce(0) { $0 + $1.0 * $1.1 }
      weighed.append((.init(score: score, isPositive: true), outcome.bad))
      weighed.append((.init(score: score, isPositive: false), outcome.good))
    }
    weighed.sort { $0.case.score > $1.case.score }
    let measures = Discrimination.measures(weighed.map(\.case)) { weighed[$0].weight }
    return measures ?? (0.5, 0)
  }
}

extension Int {
  /// The integer nearest to a number, as far as there is one.
  fileprivate init(clamping number: Double) {
    self = Int(exactly: number) ?? (number.isNaN ? 0 : number < 0 ? .min : .max)
  }
}
