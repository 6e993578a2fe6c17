/// Parses Lua 5.4 (manual, section 9) by recursive descent, and goes on behind what is wrong.
///
/// A fault makes the parser lost: what the functions expect is then neither taken nor complained about, until a place is
/// found where a statement or the next part of a list begins.
struct Parser {
  let bytes: [UInt8]
  private let tokens: [Token]
  private var index = 0
  private(set) var roles: [Role]
  private(set) var faults: [SyntaxTree.Fault] = []
  var scopes = Scopes()
  var jumps = Jumps()
  /// Whether a fault has been noted and no place to go on was found yet.
  var isLost = false
  /// Whether nothing is looked at any more.
  private(set) var isOver = false
  private var levels = 0
  /// The end of the last token that was taken.
  private(set) var end = 0
  /// An opener whose end stands further left than it does.
  private var suspect: Opener?
  /// How many blanks the line of the token begins with.
  private var indentation = 0

  /// What a later token closes.
  struct Opener {
    let kind: Token.Kind
    let line: Int
    /// Where its line begins to have text.
    let indentation: Int
  }

  /// The levels of Lua itself, which counts calls of C (`LUAI_MAXCCALLS`), less those that are taken before it parses.
  static let levelLimit = 197

  private init(_ bytes: [UInt8]) {
    let read = Lexer.read(bytes)
    self.bytes = bytes
    tokens = read.tokens
    faults = read.faults
    roles = read.tokens.map { Role(of: $0.kind) }
    skipComments()
  }

  static func parse(_ bytes: [UInt8], asExpressions: Bool) -> SyntaxTree {
    var parser = Parser(bytes)
    _ = parser.scopes.beginFunction(isVariadic: true, at: 0)
    parser.jumps.beginBlock(isFunction: true)
    var statements: [Statement] = []
    if asExpressions {
      let values = parser.expressions()
      _ = parser.take(.semicolon)
      if parser.kind != .endOfSource { parser.noteUnexpected(.end) }
      statements = [Statement(kind: .return(values), range: 0..<bytes.count)]
    } else {
      statements = parser.statements(ofChunk: true)
    }
    parser.endFunctionScope(at: bytes.count, isWhole: parser.faults.isEmpty)
    parser.faults.sort { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    return SyntaxTree(
      bytes: bytes, tokens: parser.tokens, roles: parser.roles,
      block: Block(statements: statements, range: 0..<bytes.count), locals: parser.scopes.locals,
      references: parser.scopes.references, faults: parser.faults)
  }

  // The token that is looked at.

  var token: Token { tokens[index] }
  var kind: Token.Kind { tokens[index].kind }
  var start: Int { tokens[index].range.lowerBound }

  /// The token behind the one that is looked at.
  var next: Token {
    var place = min(index + 1, tokens.count - 1)
    while tokens[place].kind == .comment { place += 1 }
    return tokens[place]
  }

  /// Whether only `;` and labels follow in the block. Lua takes each of those labels for a level.
  mutating func isFollowedByNothing() -> Bool {
    var place = index
    var labels = 0
    while true {
      switch tokens[place].kind {
      case .semicolon, .comment: place += 1
      case .doubleColon where place + 2 < tokens.count && tokens[place + 2].kind == .doubleColon:
        place += 3
        labels += 1
        if levels + labels > Self.levelLimit {
          stop(.tooMany(.levels, Self.levelLimit))
          return true
        }
      case .end, .else, .elseif, .endOfSource: return true
      default: return false
      }
    }
  }

  /// Whether it is the first on its line.
  var beginsLine: Bool {
    guard index > 0 else { return true }
    return tokens[index - 1].line < token.line
  }

  func text(_ token: Token) -> String { String(decoding: bytes[token.range], as: UTF8.self) }

  mutating func advance() {
    guard kind != .endOfSource else { return }
    end = token.range.upperBound
    index += 1
    skipComments()
  }

  private mutating func skipComments() {
    while tokens[index].kind == .comment { index += 1 }
    guard beginsLine else { return }
    var begin = start
    while begin > 0, bytes[begin - 1] == 32 || bytes[begin - 1] == 9 { begin -= 1 }
    indentation = start - begin
  }

  mutating func setRole(_ role: Role, of place: Int? = nil) { roles[place ?? index] = role }

  /// The place of the token that is looked at, for its role.
  var place: Int { index }

  /// Takes a token of that kind; false where there is another.
  mutating func take(_ wanted: Token.Kind) -> Bool {
    guard kind == wanted, !isLost else { return false }
    advance()
    return true
  }

  // What is wrong.

  mutating func note(_ reason: SyntaxFault, at range: Range<Int>) {
    guard !isOver, faults.count < 2 * Lexer.faultLimit else { return }
    faults.append(SyntaxTree.Fault(reason: reason, range: range))
  }

  /// Notes that the token is not what belongs there; from then on the parser is lost.
  mutating func noteUnexpected(_ wanted: SyntaxFault.Expectation) {
    defer { isLost = true }
    // What is wrong with a token by itself has been said.
    guard !isLost, !token.isFaulty else { return }
    note(.unexpected(text(token), wanted), at: token.range)
  }

  /// Takes a token that must stand here.
  mutating func expect(_ wanted: Token.Kind) {
    if take(wanted) || isLost { return }
    noteUnexpected(.token(wanted.text ?? ""))
    // Where it follows on the same line, only what stands before it is wrong.
    if findOnLine(wanted) { isLost = false }
  }

  /// Takes the token that closes something.
  mutating func close(_ opener: Opener, with wanted: Token.Kind) {
    if kind == wanted, !isLost {
      if wanted == .end || wanted == .until, beginsLine, indentation < opener.indentation, suspect == nil {
        suspect = opener
      }
      return advance()
    }
    guard !isLost else { return }
    if !token.isFaulty {
      let line = kind == .endOfSource && (wanted == .end || wanted == .until) ? suspect?.line : nil
      note(
        .unclosed(
          wanted.text ?? "", opener: opener.kind.text ?? "", line: opener.line, found: text(token),
          suspect: line == opener.line ? nil : line), at: token.range)
    }
    isLost = true
    let isBlock = wanted == .end || wanted == .until
    if isBlock ? false : findOnLine(wanted) { isLost = false }
  }

  /// The token that is looked at as something to be closed.
  func opener() -> Opener { Opener(kind: kind, line: token.line, indentation: indentation) }

  /// Moves behind the next token of a kind, if it stands on this line before any statement begins.
  mutating func findOnLine(_ wanted: Token.Kind) -> Bool {
    var place = index
    let line = tokens[index].line
    while tokens[place].line == line, tokens[place].kind != .endOfSource {
      let kind = tokens[place].kind
      if kind == wanted {
        index = place
        skipComments()
        advance()
        return true
      }
      if Self.beginsStatement(kind) || kind == .end || kind == .function { return false }
      place += 1
    }
    return false
  }

  static func beginsStatement(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .local, .if, .while, .for, .repeat, .return, .break, .goto, .do, .doubleColon: true
    default: false
    }
  }

  static func endsBlock(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .end, .else, .elseif, .until, .endOfSource: true
    default: false
    }
  }

  /// Moves to a place where a statement begins or the block ends; values on the way are given.
  mutating func findStatement() -> [Expression] {
    var values: [Expression] = []
    while true {
      switch kind {
      case .endOfSource: return values
      case .function where !beginsLine || next.kind == .leftParenthesis:
        values.append(strayFunction())
      case .name where beginsLine && beginsStatementHere, .function, .semicolon:
        isLost = false
        return values
      case let kind where Self.beginsStatement(kind) || Self.endsBlock(kind):
        isLost = false
        return values
      default: advance()
      }
    }
  }

  /// A function among what is passed over, so that what is in it is looked at and its `end` taken.
  private mutating func strayFunction() -> Expression {
    guard enter() else { return missing }
    defer { leave() }
    isLost = false
    let function = functionExpression()
    isLost = true
    return function
  }

  /// Whether a name and what follows look like an assignment or a call.
  private var beginsStatementHere: Bool {
    switch next.kind {
    case .assign, .dot, .colon, .leftParenthesis, .leftBrace, .leftBracket, .string: true
    default: false
    }
  }

  /// Moves to the next part of a list in brackets, behind what is wrong; leaves the parser lost where the list seems to
  /// end without its bracket. Functions on the way are given.
  mutating func findListPart(_ closer: Token.Kind) -> [Expression] {
    var values: [Expression] = []
    var depth = 0
    while isLost {
      switch kind {
      case .endOfSource: return values
      case .function where next.kind == .leftParenthesis:
        values.append(strayFunction())
      case closer where depth == 0, .comma where depth == 0, .semicolon where depth == 0 && closer == .rightBrace:
        isLost = false
      case let kind where Self.beginsStatement(kind) || Self.endsBlock(kind) || kind == .function: return values
      case .leftBrace, .leftParenthesis, .leftBracket:
        depth += 1
        advance()
      case .rightBrace, .rightParenthesis, .rightBracket:
        if depth == 0 { return values }
        depth -= 1
        advance()
      default: advance()
      }
    }
    return values
  }

  // Levels.

  /// Goes a level deeper; false, and nothing more is looked at, where Lua would not.
  mutating func enter() -> Bool {
    levels += 1
    guard levels > Self.levelLimit else { return true }
    stop(.tooMany(.levels, Self.levelLimit))
    return false
  }

  mutating func leave(_ count: Int = 1) { levels -= count }

  /// Looks at nothing more.
  mutating func stop(_ reason: SyntaxFault) {
    note(reason, at: token.range)
    isOver = true
    isLost = true
    index = tokens.count - 1
  }

  // Scopes.

  mutating func beginBlock(isLoop: Bool = false) {
    scopes.beginBlock(at: start, isLoop: isLoop)
    jumps.beginBlock()
  }

  mutating func endBlock() {
    _ = jumps.endBlock(activeCount: scopes.activeCountOfBlock)
    scopes.endBlock(at: start)
  }

  /// Ends a function; where it is whole, no label comes any more for the jumps that lack one.
  mutating func endFunctionScope(at place: Int, isWhole: Bool) {
    let lost = jumps.endBlock(activeCount: 0)
    if isWhole { for (name, range) in lost { note(.unknownLabel(name), at: range) } }
    scopes.endFunction(at: place)
  }

  mutating func declare(
    _ name: String, at range: Range<Int>, _ origin: Local.Origin, attribute: Local.Attribute? = nil
  ) -> Int {
    let (id, isTooMany) = scopes.declare(name, at: range, origin, attribute: attribute)
    if isTooMany { stop(.tooMany(.locals, Scopes.localLimit)) }
    return id
  }

  mutating func reserve(_ count: Int) {
    if scopes.reserve(count) { stop(.tooMany(.locals, Scopes.localLimit)) }
  }

  /// A name that is used, and the place of its note.
  mutating func use(_ name: String, at range: Range<Int>) -> (Name, reference: Int) {
    let (binding, reference, isTooMany) = scopes.use(name, at: range)
    if isTooMany { stop(.tooMany(.upvalues, Scopes.upvalueLimit)) }
    return (Name(text: name, range: range, binding: binding), reference)
  }
}
