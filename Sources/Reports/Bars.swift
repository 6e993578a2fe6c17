/// Bars of text, to an eighth of a column.
public struct Bars {
  private let largest: Double
  private let width: Int

  /// Bars of which the one for `largest` is `width` columns wide.
  public init(largest: Double, width: Int = 24) {
    self.largest = largest.magnitude
    self.width = width
  }

  /// The bar of a value; shaded for a negative one. A value that is not 0 shows at least something.
  public func text(_ value: Double) -> String {
    guard largest > 0, value != 0, value.isFinite else { return "" }
    let share = min(1, value.magnitude / largest)
    let eighths = max(1, Int((share * Double(width) * 8).rounded()))
    if value < 0 { return String(repeating: "▒", count: max(1, eighths / 8)) }
    let rest = eighths % 8 == 0 ? "" : String(["▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8 - 1])
    return String(repeating: "█", count: eighths / 8) + rest
  }
}
