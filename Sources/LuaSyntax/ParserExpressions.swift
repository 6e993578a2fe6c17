extension Parser {
  /// One value or more, with commas between; a comma after so many is left.
  mutating func expressions(most: Int = .max) -> [Expression] {
    var values = [expression()]
    while values.count < most, take(.comma) { values.append(expression()) }
    return values
  }

  mutating func expression() -> Expression { expression(above: 0) }

  /// A value whose operators bind more tightly than a limit.
  private mutating func expression(above limit: Int) -> Expression {
    guard enter() else { return missing }
    defer { leave() }
    let begin = start
    var first: Expression
    switch kind {
    case .not, .minus, .hash, .tilde:
      guard !isLost else { return missing }
      let symbol = kind
      advance()
      let operand = expression(above: Self.unaryPriority)
      first = Expression(kind: .unary(symbol, operand), range: begin..<end)
    default: first = simpleExpression()
    }
    var operations: [Operation] = []
    while !isLost, let priority = Self.priority(of: kind), priority.left > limit {
      let (symbol, range) = (kind, token.range)
      advance()
      operations.append(Operation(symbol: symbol, range: range, operand: expression(above: priority.right)))
    }
    if operations.isEmpty { return first }
    return Expression(kind: .chain(first, operations), range: begin..<max(begin, end))
  }

  private static let unaryPriority = 12

  /// How tightly an operator binds to the left and to the right (manual, 3.4.8).
  private static func priority(of kind: Token.Kind) -> (left: Int, right: Int)? {
    switch kind {
    case .or: (1, 1)
    case .and: (2, 2)
    case .less, .greater, .lessOrEqual, .greaterOrEqual, .unequal, .equal: (3, 3)
    case .bar: (4, 4)
    case .tilde: (5, 5)
    case .ampersand: (6, 6)
    case .shiftLeft, .shiftRight: (7, 7)
    case .concatenation: (9, 8)
    case .plus, .minus: (10, 10)
    case .star, .slash, .doubleSlash, .percent: (11, 11)
    case .caret: (14, 13)
    default: nil
    }
  }

  var missing: Expression { Expression(kind: .missing, range: start..<start) }

  private mutating func simpleExpression() -> Expression {
    guard !isLost else { return missing }
    let range = token.range
    switch kind {
    case .nil: return literal(.nil)
    case .true: return literal(.true)
    case .false: return literal(.false)
    case .number:
      let number = Numeral(bytes[range])
      return literal(number.map { .number($0) } ?? .missing)
    case .string: return literal(.string(TextLiteral.value(bytes[range])))
    case .varargs:
      if !scopes.isVariadic { note(.varargsOutside, at: range) }
      return literal(.varargs)
    case .leftBrace: return table()
    case .function: return functionExpression()
    default: return suffixedExpression().value
    }
  }

  private mutating func literal(_ kind: Expression.Kind) -> Expression {
    let range = token.range
    advance()
    return Expression(kind: kind, range: range)
  }

  /// A value with what is taken of it; `reference` where it is a mere name.
  mutating func suffixedExpression() -> (value: Expression, reference: Int?) {
    let begin = start
    let (first, reference, place) = primaryExpression()
    var suffixes: [Suffix] = []
    var namePlace = place
    while !isLost {
      let suffixStart = start
      let suffix: Suffix.Kind
      switch kind {
      case .dot:
        advance()
        namePlace = self.place
        let (name, range) = member(.field)
        suffix = .field(name, range)
      case .leftBracket:
        suffix = .index(indexInBrackets())
        namePlace = nil
      case .colon:
        advance()
        let (name, range) = member(.method)
        suffix = .method(name, range, arguments())
        namePlace = nil
      case .leftParenthesis, .string, .leftBrace:
        if let namePlace { markCalled(namePlace) }
        suffix = .call(arguments())
        namePlace = nil
      default:
        return (joined(first, suffixes, from: begin), suffixes.isEmpty ? reference : nil)
      }
      suffixes.append(Suffix(kind: suffix, range: suffixStart..<max(suffixStart, end)))
    }
    return (joined(first, suffixes, from: begin), suffixes.isEmpty ? reference : nil)
  }

  private func joined(_ first: Expression, _ suffixes: [Suffix], from begin: Int) -> Expression {
    if suffixes.isEmpty { return first }
    return Expression(kind: .suffixed(first, suffixes), range: begin..<max(begin, end))
  }

  private mutating func markCalled(_ place: Int) {
    switch roles[place] {
    case .local, .global, .field: setRole(roles[place].called, of: place)
    default: break
    }
  }

  private mutating func primaryExpression() -> (Expression, reference: Int?, place: Int?) {
    switch kind {
    case .name:
      let (name, range, place) = (text(token), token.range, self.place)
      let (use, reference) = use(name, at: range)
      if isOver { return (missing, nil, nil) }
      setRole(use.binding == .global ? .global : use.binding == .environment ? .field : .local)
      advance()
      return (Expression(kind: .name(use), range: range), reference, place)
    case .leftParenthesis:
      let (opener, begin) = (opener(), start)
      advance()
      let value = expression()
      close(opener, with: .rightParenthesis)
      return (Expression(kind: .parenthesized(value), range: begin..<max(begin, end)), nil, nil)
    default:
      noteUnexpected(.expression)
      return (missing, nil, nil)
    }
  }

  /// The name behind a dot or colon.
  private mutating func member(_ role: Role) -> (String, Range<Int>) {
    let range = token.range
    guard kind == .name, !isLost else {
      noteUnexpected(.name)
      return ("", range.lowerBound..<range.lowerBound)
    }
    let name = text(token)
    setRole(role)
    advance()
    return (name, range)
  }

  private mutating func indexInBrackets() -> Expression {
    let opener = opener()
    advance()
    let key = expression()
    close(opener, with: .rightBracket)
    return key
  }

  /// What a function is called with: values in parentheses, a text, or a table.
  private mutating func arguments() -> [Expression] {
    guard !isLost else { return [] }
    switch kind {
    case .string: return [literal(.string(TextLiteral.value(bytes[token.range])))]
    case .leftBrace: return [table()]
    case .leftParenthesis:
      let opener = opener()
      advance()
      if take(.rightParenthesis) { return [] }
      var values = [expression()]
      while true {
        if isLost { values += findListPart(.rightParenthesis) }
        guard take(.comma) else { break }
        values.append(expression())
      }
      close(opener, with: .rightParenthesis)
      return values
    default:
      noteUnexpected(.token("("))
      return []
    }
  }

  private mutating func table() -> Expression {
    let (opener, begin) = (opener(), start)
    advance()
    var items: [TableItem] = []
    while !isLost, kind != .rightBrace {
      items.append(tableItem())
      if isLost { items += findListPart(.rightBrace).map { TableItem(key: .position, value: $0) } }
      if !take(.comma), !take(.semicolon) { break }
    }
    close(opener, with: .rightBrace)
    return Expression(kind: .table(items), range: begin..<max(begin, end))
  }

  private mutating func tableItem() -> TableItem {
    if kind == .name, next.kind == .assign {
      let key = TableItem.Key.name(text(token), token.range)
      setRole(.field)
      advance()
      advance()
      return TableItem(key: key, value: expression())
    }
    if kind == .leftBracket {
      let key = TableItem.Key.value(indexInBrackets())
      expect(.assign)
      return TableItem(key: key, value: expression())
    }
    return TableItem(key: .position, value: expression())
  }

  /// `function (…) … end`
  mutating func functionExpression() -> Expression {
    let (opener, begin) = (opener(), start)
    advance()
    let body = functionBody(opener, from: begin)
    return Expression(kind: .function(body), range: body.range)
  }

  /// Parameters and block of a function, up to its `end`.
  ///
  /// - Parameter isMethod: Whether it has a `self` that is not written.
  mutating func functionBody(_ opener: Opener, from begin: Int, isMethod: Bool = false) -> FunctionBody {
    let id = scopes.beginFunction(isVariadic: false, at: start)
    jumps.beginBlock(isFunction: true)
    var parameters: [Int] = []
    if isMethod { parameters.append(declare("self", at: start..<start, .receiver)) }
    let (written, isVariadic) = self.parameters()
    parameters += written
    if isVariadic { scopes.makeVariadic() }
    for parameter in parameters { scopes.activate(parameter, at: end) }
    let blockStart = start
    let statements = statements()
    let block = Block(statements: statements, range: blockStart..<max(blockStart, start))
    close(opener, with: .end)
    endFunctionScope(at: max(end, blockStart), isWhole: !isLost)
    return FunctionBody(
      id: id, parameters: parameters, isVariadic: isVariadic, block: block, range: begin..<max(begin, end))
  }

  /// The names in parentheses, and whether `...` is behind them.
  private mutating func parameters() -> ([Int], isVariadic: Bool) {
    let parenthesis = opener()
    expect(.leftParenthesis)
    var parameters: [Int] = []
    if isLost || take(.rightParenthesis) { return ([], false) }
    repeat {
      if kind == .varargs {
        advance()
        close(parenthesis, with: .rightParenthesis)
        return (parameters, true)
      }
      guard kind == .name else {
        noteUnexpected(.parameter)
        if findOnLine(.rightParenthesis) { isLost = false }
        return (parameters, false)
      }
      setRole(.parameter)
      parameters.append(declare(text(token), at: token.range, .parameter))
      advance()
    } while take(.comma)
    close(parenthesis, with: .rightParenthesis)
    return (parameters, false)
  }
}
