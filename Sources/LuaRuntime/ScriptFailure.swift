public import Wording

/// Where and why a script failed: what a person needs to act on it.
public struct ScriptFailure: Error, Sendable, Hashable {
  /// What was raised, without its position; empty where a limit stopped the run.
  public var message: String
  /// The stable code of an error that the host raised.
  public var code: String?
  /// The script's file, or another name of the chunk.
  public var file: String?
  /// The line, from 1.
  public var line: Int?
  /// The column in characters, from 1, where the name that the message mentions stands.
  public var column: Int?
  /// How many characters that name has.
  public var width: Int?
  /// The line of source.
  public var sourceLine: String?
  /// The script's functions that were active, innermost first: `file:line: in function 'name'`.
  public var traceback: [String]
  /// The name that was probably meant.
  public var suggestion: String?
  /// What else may help: full-width punctuation, for one.
  public var hint: Phrase?

  /// A failure at a place that may be unknown.
  public init(
    message: String, code: String? = nil, file: String? = nil, line: Int? = nil, column: Int? = nil, width: Int? = nil,
    sourceLine: String? = nil, traceback: [String] = [], suggestion: String? = nil, hint: Phrase? = nil
  ) {
    self.message = message
    self.code = code
    self.file = file
    self.line = line
    self.column = column
    self.width = width
    self.sourceLine = sourceLine
    self.traceback = traceback
    self.suggestion = suggestion
    self.hint = hint
  }

  /// The message with its position, the source line with a caret, suggestion, hint and traceback.
  public var rendering: Phrase {
    Phrase(rendering(in: .english), zh: rendering(in: .chinese))
  }

  private func rendering(in language: Language) -> String {
    var lines: [String] = []
    let place = file.map { file in line.map { "\(file):\($0)" } ?? file }
    lines.append([place, message.isEmpty ? nil : message].compactMap { $0 }.joined(separator: ": "))
    if let line, let sourceLine {
      let number = String(line)
      lines.append("  \(number) | \(sourceLine)")
      if let column {
        let margin = String(repeating: " ", count: number.count)
        let carets = String(repeating: "^", count: max(1, width ?? 1))
        lines.append("  \(margin) | \(Self.blank(sourceLine.prefix(column - 1)))\(carets)")
      }
    }
    if let suggestion {
      lines.append(Phrase("did you mean '\(suggestion)'?", zh: "是否想写“\(suggestion)”？").text(in: language))
    }
    if let hint { lines.append(hint.text(in: language)) }
    if traceback.count > 1 {
      lines.append(Phrase("called from:", zh: "调用顺序：").text(in: language))
      lines += traceback.map { "  " + $0 }
    }
    // Texts of the book may be in it, which must not paint a terminal.
    return DisplayWidth.visible(lines.joined(separator: "\n"), keeping: ["\n", "\t"])
  }

  /// The field of a table argument that a refused argument's message names, where the call writes it out.
  func field(in source: String, calledAt line: Int) -> TableField? {
    guard let code, ["bad-argument", "unknown-field", "wrong-type"].contains(code) else { return nil }
    let function = message.prefix { $0 != ":" && $0 != "：" }
    let quoted = message.split(separator: "'", omittingEmptySubsequences: false).enumerated().filter {
      // The first in quotes is the parameter.
      $0.offset > 1 && !$0.offset.isMultiple(of: 2)
    }
    return quoted.lazy.compactMap { TableField.find($0.element, inCallOf: function, at: line, of: source) }.first
  }

  /// Makes a field the place of the failure.
  mutating func point(to field: TableField, in source: String) {
    line = field.line
    sourceLine = Excerpt(of: source, line: field.line, message: "")?.line
    (column, width) = (field.column, field.width)
  }

  /// Space as wide as the text: an ideographic space for what takes two columns.
  private static func blank(_ text: some StringProtocol) -> String {
    String(
      text.map { character -> Character in
        if character == "\t" { return "\t" }
        guard let scalar = character.unicodeScalars.first, scalar.value >= 0x1100 else { return " " }
        return "\u{3000}"
      })
  }
}
