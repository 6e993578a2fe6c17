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

/// The innermost call of a declared function that a cursor stands in.
struct CallSite {
  let function: FunctionDescription
  /// Which argument the cursor is in, from 0.
  let argument: Int

  init?(_ text: String, at cursor: Int, in catalog: Catalog) {
    let tree = SyntaxTree(text)
    let tokens = tree.tokens.filter {
      $0.kind != .comment && $0.kind != .endOfSource && $0.range.lowerBound < cursor
    }
    var depth = 0
    var commas = 0
    var place = tokens.count - 1
    // What is open at the cursor is looked for backwards.
    while place >= 0 {
      switch tokens[place].kind {
      case .rightParenthesis, .rightBrace, .rightBracket: depth += 1
      case .comma where depth == 0: commas += 1
      case .leftBracket where depth > 0: depth -= 1
      case .leftParenthesis, .leftBrace:
        if depth > 0 {
          depth -= 1
        } else if let function = Self.function(before: place, tokens, tree, catalog) {
          (self.function, argument) = (function, tokens[place].kind == .leftBrace ? 0 : commas)
          return
        } else {
          commas = 0
        }
      default: break
      }
      place -= 1
    }
    // `f "text`, without parentheses.
    if let last = tokens.indices.last, tokens[last].kind == .string, cursor <= tokens[last].range.upperBound,
      let function = Self.function(before: last, tokens, tree, catalog)
    {
      (self.function, argument) = (function, 0)
      return
    }
    return nil
  }

  /// The declared function whose name ends right before a token.
  private static func function(
    before place: Int, _ tokens: [Token], _ tree: SyntaxTree, _ catalog: Catalog
  ) -> FunctionDescription? {
    guard place > 0, tokens[place - 1].kind == .name else { return nil }
    var name = tree.text(tokens[place - 1].range)
    if place > 2, tokens[place - 2].kind == .dot, tokens[place - 3].kind == .name {
      name = "\(tree.text(tokens[place - 3].range)).\(name)"
    }
    return catalog.function(named: name)
  }
}

/// A question about a name: `?credit.check`, or `credit.check?`.
struct Question {
  let name: String

  init?(_ line: String) {
    let text = line.trimmed
    if text.hasPrefix("?") {
      name = String(text.drop { $0 == "?" }).trimmed
    } else if text.hasSuffix("?"), text.dropLast().allSatisfy({ $0.isLetter || $0.isNumber || "._?".contains($0) }) {
      name = String(text.prefix { $0 != "?" })
    } else {
      return nil
    }
  }
}
