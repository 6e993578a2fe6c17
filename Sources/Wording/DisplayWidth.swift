/// How many columns text takes in a terminal, and text cut or filled to a number of columns.
///
/// Chinese characters and pictures take two columns, combining marks none. The rules are those of Unicode Standard
/// Annex 11 as terminals apply them; a character is what a reader takes for one (a grapheme cluster) and never takes
/// more than two.
public struct DisplayWidth: Sendable {
  /// Where text stands in a wider column.
  public enum Alignment: Sendable {
    /// Filled on the right: text.
    case left
    /// Filled on the left: numbers.
    case right
    /// Filled on both sides: headings.
    case center
  }

  private let ambiguousIsWide: Bool

  /// Widths for a terminal; `ambiguousIsWide` says that it shows characters such as `…`, `①` and `α` in two columns, as
  /// old East Asian fonts do.
  public init(ambiguousIsWide: Bool = false) {
    self.ambiguousIsWide = ambiguousIsWide
  }

  /// The columns of a character: 0, 1 or 2.
  ///
  /// Control characters, which terminals do not show, take none.
  public func columns(of character: Character) -> Int {
    var columns = 0
    var previous: Unicode.Scalar?
    for scalar in character.unicodeScalars {
      if scalar == "\u{FE0F}", let previous, Self.contains(WidthTable.picture, previous) {
        columns = 2
      }
      columns += self.columns(of: scalar)
      previous = scalar
    }
    return min(columns, 2)
  }

  /// The columns of a text in one line.
  public func columns(of text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text.utf8.count }
    return text.reduce(0) { $0 + columns(of: $1) }
  }

  /// The text filled with spaces to a number of columns; unchanged where it has as many or more.
  public func padded(_ text: String, to columns: Int, _ alignment: Alignment = .left) -> String {
    let missing = max(0, columns - self.columns(of: text))
    let before =
      switch alignment {
      case .left: 0
      case .right: missing
      case .center: missing / 2
      }
    return String(repeating: " ", count: before) + text + String(repeating: " ", count: missing - before)
  }

  /// The text cut to at most a number of columns, its end replaced by `…`; never cut inside a character.
  ///
  /// A character of two columns that does not fit leaves the result one column short.
  public func truncated(_ text: String, to columns: Int) -> String {
    guard self.columns(of: text) > columns else { return text }
    let ellipsis: Character = "…"
    let mark = self.columns(of: ellipsis) <= columns ? String(ellipsis) : ""
    var room = columns - self.columns(of: mark)
    let kept = text.prefix { character in
      room -= self.columns(of: character)
      return room >= 0
    }
    return kept + mark
  }

  /// The text with its control characters as pictures (`␛`), so that none of them moves a cursor or paints a terminal;
  /// those of `kept` stay.
  public static func visible(_ text: String, keeping kept: Set<Unicode.Scalar> = []) -> String {
    guard text.unicodeScalars.contains(where: { isControl($0) && !kept.contains($0) }) else { return text }
    var visible = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let picture: UInt32? =
        switch scalar.value {
        case _ where kept.contains(scalar): nil
        case 0..<0x20: 0x2400 + scalar.value
        case 0x7F: 0x2421
        case 0x80...0x9F: 0xFFFD
        default: nil
        }
      visible.append(picture.flatMap(Unicode.Scalar.init) ?? scalar)
    }
    return String(visible)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value
  }

  /// The text in exactly a number of columns, cut or filled.
  public func fitted(_ text: String, to columns: Int, _ alignment: Alignment = .left) -> String {
    padded(truncated(text, to: columns), to: columns, alignment)
  }

  private func columns(of scalar: Unicode.Scalar) -> Int {
    if (0x20..<0x7F).contains(scalar.value) { return 1 }
    if Self.contains(WidthTable.none, scalar) { return 0 }
    if Self.contains(WidthTable.double, scalar) { return 2 }
    return ambiguousIsWide && Self.contains(WidthTable.ambiguous, scalar) ? 2 : 1
  }

  /// Whether a scalar lies in one of the runs of a table.
  private static func contains(_ runs: [UInt32], _ scalar: Unicode.Scalar) -> Bool {
    var low = 0
    var high = runs.count / 2
    while low < high {
      let middle = (low + high) / 2
      if scalar.value < runs[2 * middle] {
        high = middle
      } else if scalar.value > runs[2 * middle + 1] {
        low = middle + 1
      } else {
        return true
      }
    }
    return false
  }
}
