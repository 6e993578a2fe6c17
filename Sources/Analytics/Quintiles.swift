/// Five classes of equal size by rank; equal values share a class.
///
/// The class of a value is 1 + ⌊5 · rank ÷ n⌋, where its rank is the number of the n values that are worse: ties share the
/// lowest rank and are never split.
public struct Quintiles: Sendable, Hashable {
  /// Which end is class 5.
  public enum Best: String, Sendable, CaseIterable {
    case highest
    case lowest
  }

  private let best: Best
  /// The worst value of the classes 2, 3, 4 and 5; infinite where a class is empty.
  private var starts = [Double](repeating: .infinity, count: 4)

  /// The classes of those values, which must not be NaN.
  public init(_ values: [Double], best: Best) {
    self.best = best
    let sorted = values.map { best == .highest ? $0 : -$0 }.sorted()
    var rank = 0
    for (index, value) in sorted.enumerated() {
      if index > 0, value > sorted[index - 1] { rank = index }
      let highest = 5 * rank / sorted.count
      for start in starts.indices where start < highest { starts[start] = min(starts[start], value) }
    }
  }

  /// The class of a value, 1 (worst) to 5 (best).
  public func rank(of value: Double) -> Int {
    let value = best == .highest ? value : -value
    return 1 + starts.count { $0 <= value }
  }
}
