import Domain
import ScriptModel
import Wording

/// Where two values differ, part by part.
struct ValueDifference {
  /// A part that differs; nil for one that is missing.
  struct Part {
    let path: String
    let expected: ScriptValue?
    let actual: ScriptValue?
  }

  /// The parts that differ, at most `limit` of them.
  private(set) var parts: [Part] = []
  /// How many more there are.
  private(set) var rest = 0

  private static let limit = 20
  private static let width = 40

  /// The differences of what was expected and what there is. Tables are alike where all their parts are, records are tables,
  /// and null is what is not there.
  init(expected: ScriptValue, actual: ScriptValue, by likeness: Likeness) throws(Stopped) {
    var likeness = likeness
    try compare(expected, actual, at: "", &likeness)
  }

  /// Whether the values are alike.
  var isEmpty: Bool { parts.isEmpty }

  /// A table of the parts, lined up.
  func table(in language: Language) -> String {
    let heads = [
      "", Phrase("expected", zh: "期望").text(in: language), Phrase("actual", zh: "实际").text(in: language),
    ]
    let rows =
      [heads]
      + parts.map { part in
        guard let expected = part.expected, let actual = part.actual else {
          return [part.path, Self.text(part.expected), Self.text(part.actual)]
        }
        let (first, second) = WrittenValue.apart(expected, actual, limit: Self.width)
        return [part.path, first, second]
      }
    let measure = DisplayWidth()
    let widths = heads.indices.map { column in rows.map { measure.columns(of: $0[column]) }.max() ?? 0 }
    var lines = rows.map { row in
      "  " + measure.padded(row[0], to: widths[0]) + "  " + measure.padded(row[1], to: widths[1]) + "  " + row[2]
    }
    if rest > 0 { lines.append("  " + Phrase("… and \(rest) more", zh: "……另有 \(rest) 处").text(in: language)) }
    return lines.joined(separator: "\n")
  }

  private static func text(_ value: ScriptValue?) -> String {
    value.map { WrittenValue.line($0, limit: width) } ?? "–"
  }

  private mutating func compare(
    _ expected: ScriptValue, _ actual: ScriptValue, at path: String, _ likeness: inout Likeness
  ) throws(Stopped) {
    guard let wanted = WrittenValue.parts(expected), let found = WrittenValue.parts(actual) else {
      if try !likeness.areAlike(expected, actual) { note(path, expected, actual) }
      return
    }
    for position in 0..<max(wanted.list.count, found.list.count) {
      try compare(
        position < wanted.list.count ? wanted.list[position] : nil,
        position < found.list.count ? found.list[position] : nil, under: "\(path)[\(position + 1)]", &likeness)
    }
    for (name, expected, actual) in Likeness.pairs(wanted.fields, found.fields) {
      try compare(expected, actual, under: path.isEmpty ? name : "\(path).\(name)", &likeness)
    }
  }

  private mutating func compare(
    _ expected: ScriptValue?, _ actual: ScriptValue?, under path: String, _ likeness: inout Likeness
  ) throws(Stopped) {
    if let expected, let actual { return try compare(expected, actual, at: path, &likeness) }
    note(path, expected, actual)
  }

  private mutating func note(_ path: String, _ expected: ScriptValue?, _ actual: ScriptValue?) {
    if parts.count < Self.limit {
      parts.append(Part(path: path, expected: expected, actual: actual))
    } else {
      rest += 1
    }
  }
}
