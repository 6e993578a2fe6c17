import Foundation

/// What one thing costs beside another, over several rounds in which they took turns.
struct Ratio {
  private var rounds: [(measured: Double, reference: Double)] = []

  /// Adds a round.
  mutating func add(_ measured: Double, beside reference: Double) {
    rounds.append((measured, reference))
  }

  /// The round in the middle, by ratio.
  private var median: (measured: Double, reference: Double) {
    rounds.sorted { $0.measured * $1.reference < $1.measured * $0.reference }[rounds.count / 2]
  }

  /// Prints a line of the table: the middle round's costs, their ratio, and what it should be.
  func show(_ title: String, in unit: String, beside reference: String, aim: String = "") {
    let (cost, other) = median
    let columns = [
      title.padding(toLength: 44, withPad: " ", startingAt: 0), String(format: "%10.1f %@", cost, unit),
      String(format: "%10.1f %@  ", other, unit), reference.padding(toLength: 24, withPad: " ", startingAt: 0),
      String(format: "%8.2f", cost / other), aim.isEmpty ? "" : "  aim \(aim)",
    ]
    print(columns.joined())
    fflush(nil)
  }
}
