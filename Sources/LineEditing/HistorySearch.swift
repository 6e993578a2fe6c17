/// A search through the history while its words are typed. Capitals count where there are any.
struct HistorySearch: Sendable {
  private let entries: [String]
  /// What is searched for.
  private(set) var pattern = ""
  /// The entry that was found; nil before anything was.
  private(set) var found: Int?
  /// Whether there is no entry further on.
  private(set) var isFailing = false

  init(_ history: History) {
    entries = history.entries
  }

  /// The entry that was found and where in it, as characters.
  var match: (entry: String, range: Range<Int>)? {
    guard let found, let range = range(in: entries[found]) else { return nil }
    let entry = entries[found]
    let start = entry.distance(from: entry.startIndex, to: range.lowerBound)
    return (entry, start..<start + entry.distance(from: range.lowerBound, to: range.upperBound))
  }

  /// Searches for more: from the entry that was found on.
  mutating func extend(_ text: String) {
    pattern += text
    search(from: found ?? entries.count - 1, by: -1)
  }

  /// Searches for one character less: from the newest entry on.
  mutating func shorten() {
    pattern = String(pattern.dropLast())
    found = nil
    isFailing = false
    if !pattern.isEmpty { search(from: entries.count - 1, by: -1) }
  }

  /// Steps to the next entry: an older one, or a newer one.
  mutating func step(older: Bool) {
    guard !pattern.isEmpty else { return }
    search(from: found.map { older ? $0 - 1 : $0 + 1 } ?? entries.count - 1, by: older ? -1 : 1)
  }

  private mutating func search(from start: Int, by step: Int) {
    var index = start
    while entries.indices.contains(index) {
      if range(in: entries[index]) != nil {
        found = index
        isFailing = false
        return
      }
      index += step
    }
    isFailing = true
  }

  private func range(in entry: String) -> Range<String.Index>? {
    guard !pattern.isEmpty else { return nil }
    if pattern.contains(where: \.isUppercase) { return entry.ranges(of: pattern).last }
    let lowered = entry.lowercased()
    // Lower case has the same characters but for a few letters, where it has others the place is not told.
    guard lowered.count == entry.count else { return entry.ranges(of: pattern).last }
    return lowered.ranges(of: pattern).last.map { range in
      let start = lowered.distance(from: lowered.startIndex, to: range.lowerBound)
      let length = lowered.distance(from: range.lowerBound, to: range.upperBound)
      let lower = entry.index(entry.startIndex, offsetBy: start)
      return lower..<entry.index(lower, offsetBy: length)
    }
  }
}
