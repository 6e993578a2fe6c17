/// What stands between two fields of a record.
public enum Delimiter: String, Sendable, CaseIterable {
  /// `,`
  case comma
  /// `;`
  case semicolon
  /// The tab character.
  case tab
  /// `|`
  case pipe
  /// A run of blanks and tabs; blanks at either end of a line count for nothing.
  case whitespace

  /// The byte that is written between two fields.
  var byte: UInt8 {
    switch self {
    case .comma: UInt8(ascii: ",")
    case .semicolon: UInt8(ascii: ";")
    case .tab: UInt8(ascii: "\t")
    case .pipe: UInt8(ascii: "|")
    case .whitespace: UInt8(ascii: " ")
    }
  }

  /// The delimiter of a file, found from its first lines in UTF-8; nil when two would do, or none.
  ///
  /// A delimiter will do when it divides every whole record of the prefix into one and the same number of fields, at
  /// least two, without a fault. `whitespace` is thought of only when no other will do and blanks are used to align
  /// columns. A file in which none of them occurs has a single column, and any delimiter reads it: `comma`.
  public static func detect(_ prefix: Span<UInt8>) -> Delimiter? {
    guard let layout = Layout(prefix) else { return nil }
    let likely = [Delimiter.comma, .semicolon, .tab, .pipe].filter { $0.divides(prefix) }
    if likely.count == 1 { return likely[0] }
    if !likely.isEmpty { return nil }
    if layout.aligned && Delimiter.whitespace.divides(prefix) { return .whitespace }
    return layout.plain ? .comma : nil
  }

  /// Whether every whole record has the same number of fields, at least two.
  private func divides(_ prefix: Span<UInt8>) -> Bool {
    var reader = CSVReader(delimiter: self)
    var records = 0
    do {
      try reader.read(prefix) { _ in records += 1 }
      if records == 0 { try reader.finish { _ in records += 1 } }
    } catch {
      return false
    }
    return records > 0 && (reader.columns ?? 0) > 1
  }

  /// What the bytes alone tell, before any is taken for a delimiter.
  private struct Layout {
    /// No delimiter, no blank and no NUL byte occurs.
    var plain = true
    /// A line starts with a blank, or two blanks stand together.
    var aligned = false

    /// Nil when there is nothing but blanks and line ends.
    init?(_ prefix: Span<UInt8>) {
      var before = UInt8(ascii: "\n")
      var hasText = false
      for index in prefix.indices {
        let byte = prefix[index]
        switch byte {
        case UInt8(ascii: " "):
          plain = false
          if before == UInt8(ascii: " ") || before == UInt8(ascii: "\n") || before == UInt8(ascii: "\r") {
            aligned = true
          }
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|"), 0: plain = false
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): break
        default: hasText = true
        }
        before = byte
      }
      if !hasText { return nil }
    }
  }
}
