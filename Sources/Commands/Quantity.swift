import Wording

/// Amounts as people write them in options: `256MB`, `30s`, `500M`.
enum Quantity {
  static func bytes(_ text: String, option: String) throws -> Int {
    let units: [(String, Double)] = [
      ("KB", 1024), ("MB", 1_048_576), ("GB", 1_073_741_824), ("K", 1024), ("M", 1_048_576), ("G", 1_073_741_824),
      ("B", 1),
      ("", 1),
    ]
    guard let value = scaled(text.uppercased(), units), value >= 1, value < 9e15 else {
      throw UsageError.value(option: option, given: text, expected: Phrase("a size such as 256MB", zh: "大小，例如 256MB"))
    }
    return Int(value)
  }

  static func duration(_ text: String, option: String) throws -> Duration {
    let units: [(String, Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)]
    guard let value = scaled(text.lowercased(), units), value > 0, value < 9e9 else {
      throw UsageError.value(option: option, given: text, expected: Phrase("a time such as 30s", zh: "时长，例如 30s"))
    }
    return .seconds(value)
  }

  static func count(_ text: String, option: String) throws -> Int64 {
    let units: [(String, Double)] = [("K", 1e3), ("M", 1e6), ("G", 1e9), ("", 1)]
    guard let value = scaled(text.uppercased(), units), value >= 1, value < 9e18 else {
      throw UsageError.value(option: option, given: text, expected: Phrase("a number such as 500M", zh: "数量，例如 500M"))
    }
    return Int64(value)
  }

  private static func scaled(_ text: String, _ units: [(String, Double)]) -> Double? {
    for (unit, factor) in units where text.hasSuffix(unit) {
      guard let number = Double(text.dropLast(unit.count)), number.isFinite else { continue }
      return number * factor
    }
    return nil
  }
}
