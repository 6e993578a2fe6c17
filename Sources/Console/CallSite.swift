import LuaSyntax
import ScriptModel

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
