import Wording

/// The candidates that are shown below the text, and which of them is chosen.
struct CompletionMenu: Sendable {
  /// Where the text begins that a candidate replaces.
  let start: Int
  /// What was typed there.
  private(set) var typed: [Character]
  private let all: [Completions.Candidate]
  /// Those that begin with what was typed.
  private(set) var candidates: [Completions.Candidate]
  /// The chosen one of ``candidates``.
  private(set) var selected: Int?

  /// Rows of candidates that are shown at once.
  static let height = 8

  init(start: Int, typed: [Character], candidates: [Completions.Candidate]) {
    self.start = start
    self.typed = typed
    all = candidates
    self.candidates = candidates
  }

  /// Steps to another candidate; beyond the last comes the first.
  mutating func step(by count: Int) {
    guard !candidates.isEmpty else { return }
    let from = selected ?? (count > 0 ? -1 : 0)
    selected = (from + count + candidates.count) % candidates.count
  }

  /// What stands in the text: the chosen candidate, else what was typed.
  var replacement: [Character] {
    selected.map { EditBuffer.characters(of: candidates[$0].text) } ?? typed
  }

  /// Keeps the candidates that begin with what is typed now.
  ///
  /// - Returns: whether there are any.
  mutating func filter(_ typed: [Character]) -> Bool {
    self.typed = typed
    selected = nil
    let wanted = String(typed).lowercased()
    candidates = all.filter { $0.text.lowercased().hasPrefix(wanted) }
    return !candidates.isEmpty
  }

  /// The rows that show it: each candidate with its summary, the chosen one reversed.
  func lines(_ width: DisplayWidth) -> [StyledText] {
    let first = min(max(0, (selected ?? 0) - Self.height + 1), max(0, candidates.count - Self.height))
    let shown = candidates[first..<min(first + Self.height, candidates.count)]
    let labels = shown.map { DisplayWidth.visible($0.label) }
    let columns = min(labels.map { width.columns(of: $0) }.max() ?? 0, 40)
    var lines = zip(shown.indices, labels).map { index, label in
      let summary = candidates[index].summary.replacing("\n", with: " ")
      let name = StyledText("  \(width.fitted(label, to: columns))  ", Style(reversed: index == selected))
      return name + StyledText(summary, .faint)
    }
    if shown.count < candidates.count {
      let place = selected.map { "\($0 + 1)/" } ?? ""
      lines.append(StyledText("  (\(place)\(candidates.count))", .faint))
    }
    return lines
  }
}
