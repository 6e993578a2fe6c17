/// A piece of Lua source: a word, a number, a text, a mark, a comment.
public struct Token: Sendable, Hashable {
  /// What a token is.
  public enum Kind: Sendable, Hashable {
    case name, number, string, comment
    case and, `break`, `do`, `else`, elseif, end, `false`, `for`, function, goto, `if`, `in`, local, `nil`, not, or
    case `repeat`, `return`, then, `true`, until, `while`
    case plus, minus, star, slash, doubleSlash, percent, caret, hash, ampersand, tilde, bar, shiftLeft, shiftRight
    case equal, unequal, less, lessOrEqual, greater, greaterOrEqual, assign
    case leftParenthesis, rightParenthesis, leftBrace, rightBrace, leftBracket, rightBracket
    case doubleColon, semicolon, colon, comma, dot, concatenation, varargs
    /// What Lua has no use for.
    case unknown
    /// The end of the source, which has no bytes.
    case endOfSource
  }

  /// What it is.
  public let kind: Kind
  /// Where its bytes are.
  public let range: Range<Int>
  /// The line that it begins on, from 1.
  public let line: Int
  /// Whether something is wrong with it, which is among the faults.
  public let isFaulty: Bool
}

extension Token.Kind {
  /// The words that are no names.
  static let keywords: [String: Token.Kind] = [
    "and": .and, "break": .break, "do": .do, "else": .else, "elseif": .elseif, "end": .end, "false": .false,
    "for": .for, "function": .function, "goto": .goto, "if": .if, "in": .in, "local": .local, "nil": .nil, "not": .not,
    "or": .or, "repeat": .repeat, "return": .return, "then": .then, "true": .true, "until": .until, "while": .while,
  ]

  /// The marks, longer ones before those that they begin with.
  static let marks: [(text: String, kind: Token.Kind)] = [
    ("...", .varargs), ("..", .concatenation), (".", .dot), ("//", .doubleSlash), ("/", .slash), ("<<", .shiftLeft),
    ("<=", .lessOrEqual), ("<", .less), (">>", .shiftRight), (">=", .greaterOrEqual), (">", .greater), ("==", .equal),
    ("=", .assign), ("~=", .unequal), ("~", .tilde), ("::", .doubleColon), (":", .colon), ("+", .plus), ("-", .minus),
    ("*", .star), ("%", .percent), ("^", .caret), ("#", .hash), ("&", .ampersand), ("|", .bar),
    ("(", .leftParenthesis), (")", .rightParenthesis), ("{", .leftBrace), ("}", .rightBrace), ("[", .leftBracket),
    ("]", .rightBracket), (";", .semicolon), (",", .comma),
  ]

  /// The words that Lua keeps for itself, as they are written.
  public static let words: [String] = keywords.keys.sorted()

  /// How it is written, where there is one way to.
  public var text: String? { Self.texts[self] }

  /// Whether it is a word that Lua keeps for itself.
  public var isKeyword: Bool {
    switch self {
    case .and, .break, .do, .else, .elseif, .end, .false, .for, .function, .goto, .if, .in, .local, .nil, .not, .or,
      .repeat, .return, .then, .true, .until, .while:
      true
    default: false
    }
  }

  private static let texts: [Token.Kind: String] = {
    var texts: [Token.Kind: String] = [:]
    for (text, kind) in keywords { texts[kind] = text }
    for (text, kind) in marks { texts[kind] = text }
    return texts
  }()
}
