import Domain

/// How alike two names are.
enum Similarity {
  /// How many characters of each text are compared.
  static let length = 500

  /// 1 for texts that search finds equal, 0 for texts without anything in common: one less the edits between them over
  /// the length of the longer.
  ///
  /// Edits are insertions, deletions and replacements of characters (Levenshtein 1966), counted on the texts as search
  /// normalises them.
  static func of(_ first: String, _ second: String) -> Double {
    let first = Array(SearchKey.normalized(first.prefix(length)).unicodeScalars)
    let second = Array(SearchKey.normalized(second.prefix(length)).unicodeScalars)
    let longer = max(first.count, second.count)
    if longer == 0 { return 1 }
    var last = Array(0...second.count)
    for (row, letter) in first.enumerated() {
      var current = [row + 1]
      current.reserveCapacity(second.count + 1)
      for (column, other) in second.enumerated() {
        let replaced = last[column] + (letter == other ? 0 : 1)
        current.append(min(replaced, last[column + 1] + 1, current[column] + 1))
      }
      last = current
    }
    return 1 - Double(last[second.count]) / Double(longer)
  }
}
