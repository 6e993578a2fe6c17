import LineEditing
import LuaSyntax
import ScriptModel

/// What the editor is told of Lua.
struct LuaLine {
  let catalog: Catalog
  /// Whether a session has a global of that name.
  let isGlobal: (String) -> Bool

  /// The language for the editor.
  var syntax: Syntax {
    Syntax(isIncomplete: Self.isIncomplete, spans: spans, indentation: Self.indentation, hint: hint)
  }

  /// Whether the text can still become right. A command is one line; so is a question.
  static func isIncomplete(_ text: String) -> Bool {
    guard ReplCommand.words(of: text) == nil, Question(text) == nil else { return false }
    if case .incomplete = ConsoleInput(text) { return true }
    return false
  }

  private func spans(_ text: String) -> [Span] {
    if ReplCommand.words(of: text) != nil || Question(text) != nil {
      return [Span(0..<text.utf8.count, Style(.magenta))]
    }
    let tree =
      switch ConsoleInput(text) {
      case .expressions(let tree), .statements(let tree): tree
      case .incomplete, .wrong: SyntaxTree(text)
      }
    return tree.highlights(isKnown: isGlobal).compactMap { highlight in
      Self.style(of: highlight.style).map { Span(highlight.range, $0) }
    }
  }

  private static func style(of style: Highlight.Style) -> Style? {
    switch style {
    case .keyword: Style(.blue, bold: true)
    case .number: Style(.cyan)
    case .string: Style(.green)
    case .comment: Style(.grey)
    case .function: Style(.yellow)
    case .unknownGlobal: Style(underlined: true)
    case .fault: Style(.red)
    case .symbol, .local, .knownGlobal, .field, .label, .attribute: nil
    }
  }

  // MARK: Indentation

  private static let openers: Set<Token.Kind> = [.do, .then, .repeat, .function, .else, .leftBrace, .leftParenthesis]
  private static let closers: Set<Token.Kind> = [.end, .until, .rightBrace, .rightParenthesis]

  /// Two spaces for each block that the text above leaves open, less one where the row begins with what closes one.
  private static func indentation(_ above: String, _ row: String) -> Int {
    var depth = 0
    for token in SyntaxTree(above).tokens {
      if token.kind == .else || token.kind == .elseif { depth -= 1 }
      if openers.contains(token.kind) { depth += 1 }
      if closers.contains(token.kind) { depth = max(0, depth - 1) }
    }
    let first = SyntaxTree(row).tokens.first?.kind ?? .endOfSource
    if closers.contains(first) || first == .else || first == .elseif { depth -= 1 }
    return 2 * max(0, depth)
  }

  // MARK: Hints

  /// The call in which the cursor stands, with its signature.
  private func hint(_ text: String, _ cursor: Int) -> StyledText? {
    guard ReplCommand.words(of: text) == nil else { return nil }
    return CallSite(text, at: cursor, in: catalog).map { StyledText($0.function.signature, .faint) }
  }
}
