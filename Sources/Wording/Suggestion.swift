/// What a person probably meant by a name that is not known.
public enum Suggestion {
  /// The candidate whose spelling is nearest to a name, for “did you mean …?”; nil where none is near.
  ///
  /// Letters may be added, missing, wrong or swapped with their neighbour, each at a cost of 1 and in all at most a
  /// third of the name's length (at least 1); case does not count. Of candidates equally near, the one that shares the
  /// longer beginning wins, then the first in the order of the alphabet. Where none is near, a candidate that begins
  /// with the name (three letters or more, `rev` for `revenue`, or a word of two, `fx` for `fx_rates`) is taken, the
  /// shortest first.
  ///
  /// The distance is optimal string alignment, the restricted Damerau–Levenshtein distance (Damerau 1964; Boytsov 2011,
  /// “Indexing methods for approximate dictionary searching”).
  public static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars)
    guard !wanted.isEmpty else { return nil }
    let limit = max(1, wanted.count / 3)
    var best: (text: String, rank: (Int, Int))?
    for text in candidates where text != name {
      let letters = Array(text.lowercased().unicodeScalars)
      let shared = zip(wanted, letters).prefix { $0 == $1 }.count
      let rank: (Int, Int)
      if let distance = distance(wanted, letters, atMost: limit), distance < wanted.count {
        rank = (distance, -shared)
      } else if shared == wanted.count, shared >= 3 || (shared == 2 && letters.dropFirst(2).first == "_") {
        rank = (limit + 1, letters.count)
      } else {
        continue
      }
      if best.map({ (rank.0, rank.1, text) < ($0.rank.0, $0.rank.1, $0.text) }) ?? true { best = (text, rank) }
    }
    return best?.text
  }

  /// How many edits lie between two texts; nil where there are more than `limit`.
  static func distance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar], atMost limit: Int) -> Int? {
    guard abs(first.count - second.count) <= limit else { return nil }
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for row in first.indices {
      var current = [row + 1]
      for column in second.indices {
        var cost = min(
          last[column] + (first[row] == second[column] ? 0 : 1),
          last[column + 1] + 1,
          current[column] + 1)
        if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      (beforeLast, last) = (last, current)
    }
    return last[second.count] <= limit ? last[second.count] : nil
  }
}
