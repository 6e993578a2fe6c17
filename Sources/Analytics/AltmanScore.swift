/// How near a company is to failing, by its financial statement (E. I. Altman 1983 and 1995).
public struct AltmanScore: Sendable, Hashable {
  /// For which companies the weights were found.
  public enum Model: String, Sendable, CaseIterable {
    /// Z′, private manufacturers: 0.717·X₁ + 0.847·X₂ + 3.107·X₃ + 0.420·X₄ + 0.998·X₅.
    case manufacturer
    /// Z″, other companies: 6.56·X₁ + 3.26·X₂ + 6.72·X₃ + 1.05·X₄.
    case other

    /// The weights of X₁ working capital, X₂ retained earnings, X₃ EBIT, all ÷ total assets, X₄ equity ÷ total
    /// liabilities, X₅ sales ÷ total assets.
    var weights: [Double] {
      switch self {
      case .manufacturer: [0.717, 0.847, 3.107, 0.420, 0.998]
      case .other: [6.56, 3.26, 6.72, 1.05, 0]
      }
    }

    /// Above it a company is safe.
    public var safe: Double { self == .manufacturer ? 2.9 : 2.6 }
    /// Below it a company is in distress.
    public var distress: Double { self == .manufacturer ? 1.23 : 1.1 }
  }

  /// Where a score stands.
  public enum Zone: String, Sendable, CaseIterable {
    case safe
    case grey
    case distress
  }

  /// The score.
  public let value: Double
  /// Where it stands.
  public let zone: Zone

  /// The score of a statement, from figures by the names of the entity's fields; nil where `missing` is not empty.
  public static func score(
    _ figures: [String: Double], model: Model, safe: Double? = nil, distress: Double? = nil
  ) -> (score: AltmanScore?, missing: [String]) {
    var needed = [
      "current_assets", "current_liabilities", "retained_earnings", "ebit", "equity", "total_assets",
      "total_liabilities",
    ]
    if model == .manufacturer { needed.append("revenue") }
    var missing = needed.filter { figures[$0] == nil }
    // What is divided by has to be there.
    for divisor in ["total_assets", "total_liabilities"] where !missing.contains(divisor) {
      if let value = figures[divisor], !(value > 0) { missing.append(divisor) }
    }
    guard missing.isEmpty else { return (nil, missing) }
    func figure(_ name: String) -> Double { figures[name] ?? 0 }
    let assets = figure("total_assets")
    let ratios = [
      (figure("current_assets") - figure("current_liabilities")) / assets, figure("retained_earnings") / assets,
      figure("ebit") / assets, figure("equity") / figure("total_liabilities"), figure("revenue") / assets,
    ]
    let value = zip(model.weights, ratios).reduce(0) { $0 + $1.0 * $1.1 }
    let zone: Zone =
      value > (safe ?? model.safe) ? .safe : value < (distress ?? model.distress) ? .distress : .grey
    return (AltmanScore(value: value, zone: zone), [])
  }
}
