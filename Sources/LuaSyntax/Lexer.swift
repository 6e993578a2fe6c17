/// Takes Lua 5.4 source apart into tokens. It takes any bytes: what is wrong becomes a fault, and it goes on.
struct Lexer {
  let bytes: [UInt8]
  var position = 0
  var line = 1
  private(set) var tokens: [Token] = []
  private(set) var faults: [SyntaxTree.Fault] = []
  /// Whether the token under way has a fault.
  private var isFaulty = false

  /// More are not told apart any more.
  static let faultLimit = 100

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    tokens.reserveCapacity(bytes.count / 4 + 1)
  }

  /// The tokens of a source, the last of them its end, and what is wrong with them.
  static func read(_ bytes: [UInt8]) -> (tokens: [Token], faults: [SyntaxTree.Fault]) {
    var lexer = Lexer(bytes)
    while lexer.readToken() {}
    return (lexer.tokens, lexer.faults)
  }

  /// The byte so many places on; nil behind the end.
  func peek(_ offset: Int = 0) -> UInt8? {
    let place = position + offset
    return place < bytes.count ? bytes[place] : nil
  }

  mutating func note(_ fault: SyntaxFault, at range: Range<Int>) {
    isFaulty = true
    if faults.count < Self.faultLimit { faults.append(SyntaxTree.Fault(reason: fault, range: range)) }
  }

  /// Reads the next token; false behind the end.
  private mutating func readToken() -> Bool {
    skipBlanks()
    let (start, line) = (position, self.line)
    isFaulty = false
    guard let byte = peek() else {
      tokens.append(Token(kind: .endOfSource, range: start..<start, line: line, isFaulty: false))
      return false
    }
    let kind = kind(beginningWith: byte)
    tokens.append(Token(kind: kind, range: start..<position, line: line, isFaulty: isFaulty))
    return true
  }

  private mutating func kind(beginningWith byte: UInt8) -> Token.Kind {
    switch byte {
    case _ where byte.isNameStart: return word()
    case _ where byte.isDigit: return numeral()
    case UInt8(ascii: "."):
      if let next = peek(1), next.isDigit { return numeral() }
      return mark()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return quotedText(byte)
    case UInt8(ascii: "-"):
      guard peek(1) == byte else { return mark() }
      return comment()
    case UInt8(ascii: "["):
      let level = longBracketLevel()
      if let level { return longText(level) ? .string : unfinishedLongText(isComment: false) }
      if peek(1) == UInt8(ascii: "=") { return brokenLongBracket() }
      return mark()
    case 0x80...: return foreign()
    default: return mark()
    }
  }

  private mutating func skipBlanks() {
    while let byte = peek() {
      switch byte {
      case 10, 13: skipNewline()
      case 32, 9, 11, 12: position += 1
      default: return
      }
    }
  }

  /// CR, LF or both: one line.
  mutating func skipNewline() {
    let first = peek()
    position += 1
    if let second = peek(), second != first, second == 10 || second == 13 { position += 1 }
    line += 1
  }

  private mutating func word() -> Token.Kind {
    let start = position
    while let byte = peek(), byte.isNameStart || byte.isDigit { position += 1 }
    // The longest keyword has eight letters, and all of them are small.
    guard position - start <= 8, bytes[start] >= 97 else { return .name }
    var packed: UInt64 = 0
    for byte in bytes[start..<position] { packed = packed << 8 | UInt64(byte) }
    for (word, kind) in Self.keywords[Int(bytes[start] - 97)] where word == packed { return kind }
    return .name
  }

  /// The keywords by their first letter, their bytes in one number.
  private static let keywords: [[(word: UInt64, kind: Token.Kind)]] = {
    var letters = [[(word: UInt64, kind: Token.Kind)]](repeating: [], count: 26)
    for (text, kind) in Token.Kind.keywords {
      guard let first = text.utf8.first else { continue }
      letters[Int(first - 97)].append((text.utf8.reduce(0) { $0 << 8 | UInt64($1) }, kind))
    }
    return letters
  }()

  private mutating func mark() -> Token.Kind {
    let start = position
    let next = peek(1)
    let double = next == peek()
    switch bytes[position] {
    case UInt8(ascii: "."):
      if double {
        return take(peek(2) == UInt8(ascii: ".") ? 3 : 2, peek(2) == UInt8(ascii: ".") ? .varargs : .concatenation)
      }
      return take(1, .dot)
    case UInt8(ascii: "/"): return double ? take(2, .doubleSlash) : take(1, .slash)
    case UInt8(ascii: "<"):
      if double { return take(2, .shiftLeft) }
      return next == UInt8(ascii: "=") ? take(2, .lessOrEqual) : take(1, .less)
    case UInt8(ascii: ">"):
      if double { return take(2, .shiftRight) }
      return next == UInt8(ascii: "=") ? take(2, .greaterOrEqual) : take(1, .greater)
    case UInt8(ascii: "="): return double ? take(2, .equal) : take(1, .assign)
    case UInt8(ascii: "~"): return next == UInt8(ascii: "=") ? take(2, .unequal) : take(1, .tilde)
    case UInt8(ascii: ":"): return double ? take(2, .doubleColon) : take(1, .colon)
    case UInt8(ascii: "+"): return take(1, .plus)
    case UInt8(ascii: "-"): return take(1, .minus)
    case UInt8(ascii: "*"): return take(1, .star)
    case UInt8(ascii: "%"): return take(1, .percent)
    case UInt8(ascii: "^"): return take(1, .caret)
    case UInt8(ascii: "#"): return take(1, .hash)
    case UInt8(ascii: "&"): return take(1, .ampersand)
    case UInt8(ascii: "|"): return take(1, .bar)
    case UInt8(ascii: "("): return take(1, .leftParenthesis)
    case UInt8(ascii: ")"): return take(1, .rightParenthesis)
    case UInt8(ascii: "{"): return take(1, .leftBrace)
    case UInt8(ascii: "}"): return take(1, .rightBrace)
    case UInt8(ascii: "["): return take(1, .leftBracket)
    case UInt8(ascii: "]"): return take(1, .rightBracket)
    case UInt8(ascii: ";"): return take(1, .semicolon)
    case UInt8(ascii: ","): return take(1, .comma)
    case UInt8(ascii: "!") where next == UInt8(ascii: "="):
      // Meant as `~=`, and read as that, so that the rest is looked at.
      position += 2
      note(.foreignOperator("!=", lua: "~="), at: start..<position)
      return .unequal
    default:
      let byte = bytes[position]
      position += 1
      note(.unknownCharacter(Self.name(of: byte)), at: start..<position)
      return .unknown
    }
  }

  private mutating func take(_ count: Int, _ kind: Token.Kind) -> Token.Kind {
    position += count
    return kind
  }

  private static func name(of byte: UInt8) -> String {
    (33..<127).contains(byte) ? String(UnicodeScalar(byte)) : "\\\(byte)"
  }

  private mutating func comment() -> Token.Kind {
    position += 2
    if peek() == UInt8(ascii: "["), let level = longBracketLevel() {
      return longText(level) ? .comment : unfinishedLongText(isComment: true)
    }
    while let byte = peek(), byte != 10, byte != 13 { position += 1 }
    return .comment
  }

  private mutating func unfinishedLongText(isComment: Bool) -> Token.Kind {
    note(.unfinishedLongText(isComment: isComment, line: longTextLine), at: position..<position)
    return isComment ? .comment : .string
  }

  /// The line on which the long bracket that was read last began.
  private var longTextLine = 1

  /// Moves behind the long bracket of a level that begins here; false where the source ends before it does.
  private mutating func longText(_ level: Int) -> Bool {
    longTextLine = line
    position += level + 2
    while let byte = peek() {
      if byte == UInt8(ascii: "]"), closes(level) {
        position += level + 2
        return true
      }
      if byte == 10 || byte == 13 { skipNewline() } else { position += 1 }
    }
    return false
  }

  /// `[==[` has level 2; nil where no long bracket begins.
  private func longBracketLevel() -> Int? {
    var level = 0
    while peek(1 + level) == UInt8(ascii: "=") { level += 1 }
    return peek(1 + level) == UInt8(ascii: "[") ? level : nil
  }

  private func closes(_ level: Int) -> Bool {
    guard peek(1 + level) == UInt8(ascii: "]") else { return false }
    for offset in 0..<level where peek(1 + offset) != UInt8(ascii: "=") { return false }
    return true
  }

  private mutating func brokenLongBracket() -> Token.Kind {
    let start = position
    position += 1
    while peek() == UInt8(ascii: "=") { position += 1 }
    note(.brokenLongBracket, at: start..<position)
    return .unknown
  }
}

extension UInt8 {
  var isDigit: Bool { (48...57).contains(self) }
  var isNameStart: Bool { (97...122).contains(self | 0x20) || self == 95 }
  /// The value of a hexadecimal digit.
  var hexadecimalValue: Int? {
    switch self {
    case 48...57: Int(self) - 48
    case 97...102: Int(self) - 87
    case 65...70: Int(self) - 55
    default: nil
    }
  }
}
