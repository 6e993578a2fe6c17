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

  /// The differences of what was expected and what there is. Tables are alike where all their parts are, records are tables,
  /// 3 is 3.0, and null is what is not there.
  init(expected: ScriptValue, actual: ScriptValue) {
    compare(expected, actual, at: "")
  }

  /// Whether the values are alike.
  var isEmpty: Bool { parts.isEmpty }

  /// Whether a value has all that is expected of it, and perhaps more.
  static func holds(_ expected: ScriptValue, in actual: ScriptValue) -> Bool {
    guard let wanted = WrittenValue.parts(expected), let found = WrittenValue.parts(actual) else {
      return ValueDifference(expected: expected, actual: actual).isEmpty
    }
    return wanted.list.allSatisfy { element in found.list.contains { holds(element, in: $0) } }
      && wanted.fields.allSatisfy { field in
        found.fields.contains { $0.name == field.name && holds(field.value, in: $0.value) }
      }
  }

  /// A table of the parts, lined up.
  func table(in language: Language) -> String {
    let heads = [
      "", Phrase("expected", zh: "期望").text(in: language), Phrase("actual", zh: "实际").text(in: language),
    ]
    let rows = [heads] + parts.map { [$0.path, Self.text($0.expected), Self.text($0.actual)] }
    let measure = DisplayWidth()
    let widths = heads.indices.map { column in rows.map { measure.columns(of: $0[column]) }.max() ?? 0 }
    var lines = rows.map { row in
      "  " + measure.padded(row[0], to: widths[0]) + "  " + measure.padded(row[1], to: widths[1]) + "  " + row[2]
    }
    if rest > 0 { lines.append("  " + Phrase("… and \(rest) more", zh: "……另有 \(rest) 处").text(in: language)) }
    return lines.joined(separator: "\n")
  }

  private static func text(_ value: ScriptValue?) -> String {
    value.map { WrittenValue.line($0, limit: 40) } ?? "–"
  }

  private mutating func compare(_ expected: ScriptValue, _ actual: ScriptValue, at path: String) {
    guard let wanted = WrittenValue.parts(expected), let found = WrittenValue.parts(actual) else {
      if !Self.areAlike(expected, actual) { note(path, expected, actual) }
      return
    }
    for position in 0..<max(wanted.list.count, found.list.count) {
      compare(
        position < wanted.list.count ? wanted.list[position] : nil,
        position < found.list.count ? found.list[position] : nil, under: "\(path)[\(position + 1)]")
    }
    let names = Set(wanted.fields.map(\.name)).union(found.fields.map(\.name)).sorted()
    for name in names {
      compare(
        wanted.fields.first { $0.name == name }?.value, found.fields.first { $0.name == name }?.value,
        under: path.isEmpty ? name : "\(path).\(name)")
    }
  }

  private mutating func compare(_ expected: ScriptValue?, _ actual: ScriptValue?, under path: String) {
    if let expected, let actual { return compare(expected, actual, at: path) }
    note(path, expected, actual)
  }

  private mutating func note(_ path: String, _ expected: ScriptValue?, _ actual: ScriptValue?) {
    if parts.count < Self.limit {
      parts.append(Part(path: path, expected: expected, actual: actual))
    } else {
      rest += 1
    }
  }

  private static func areAlike(_ first: ScriptValue, _ second: ScriptValue) -> Bool {
    switch (first, second) {
    case (.integer(let whole), .number(let number)), (.number(let number), .integer(let whole)):
      Int64(exactly: number) == whole
    default: first == second
    }
  }
}
