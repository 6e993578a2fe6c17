import ScriptModel

/// Whether values are alike, as tests see it: texts by their bytes, 3 and 3.0, functions that are one and the same. It asks
/// now and then whether the run is to stop.
struct Likeness {
  private let areSame: (ScriptFunction, ScriptFunction) -> Bool
  private var steps = 0

  /// A comparison that tells functions apart by that.
  init(_ areSame: @escaping (ScriptFunction, ScriptFunction) -> Bool) {
    self.areSame = areSame
  }

  /// Whether two values are alike that are not both tables.
  mutating func areAlike(_ first: ScriptValue, _ second: ScriptValue) throws(Stopped) -> Bool {
    try step()
    return switch (first, second) {
    case (.integer(let whole), .number(let number)), (.number(let number), .integer(let whole)):
      Int64(exactly: number) == whole
    case (.string(let text), .string(let other)): text.utf8.elementsEqual(other.utf8)
    case (.function(let function), .function(let other)): areSame(function, other)
    case (.table, _), (.record, _), (_, .table), (_, .record): false
    default: first == second
    }
  }

  /// Whether a value has all that is expected of it, and perhaps more.
  mutating func holds(_ expected: ScriptValue, in actual: ScriptValue) throws(Stopped) -> Bool {
    guard let wanted = WrittenValue.parts(expected), let found = WrittenValue.parts(actual) else {
      return try areAlike(expected, actual)
    }
    try step()
    for (_, expected, actual) in Self.pairs(wanted.fields, found.fields) {
      guard let expected else { continue }
      guard let actual, try holds(expected, in: actual) else { return false }
    }
    for element in wanted.list where try !contains(found.list, element) { return false }
    return true
  }

  /// Whether one of the elements has all that is expected.
  mutating func contains(_ list: [ScriptValue], _ expected: ScriptValue) throws(Stopped) -> Bool {
    for element in list where try holds(expected, in: element) { return true }
    return false
  }

  private mutating func step() throws(Stopped) {
    steps += 1
    try Stopped.check(at: steps)
  }

  /// The fields of two tables side by side. Those of each are in byte order of their names.
  static func pairs(
    _ first: [(name: String, value: ScriptValue)], _ second: [(name: String, value: ScriptValue)]
  ) -> [(name: String, first: ScriptValue?, second: ScriptValue?)] {
    var pairs: [(name: String, first: ScriptValue?, second: ScriptValue?)] = []
    var (left, right) = (first[...], second[...])
    while let one = left.first ?? right.first {
      let other = right.first ?? one
      if left.isEmpty || other.name.utf8.lexicographicallyPrecedes(one.name.utf8) {
        pairs.append((other.name, nil, other.value))
        right.removeFirst()
      } else if right.isEmpty || one.name.utf8.lexicographicallyPrecedes(other.name.utf8) {
        pairs.append((one.name, one.value, nil))
        left.removeFirst()
      } else {
        pairs.append((one.name, one.value, other.value))
        left.removeFirst()
        right.removeFirst()
      }
    }
    return pairs
  }
}
