extension Parser {
  /// The statements up to the end of the block; of a chunk, up to the end of the source.
  mutating func statements(ofChunk isChunk: Bool = false) -> [Statement] {
    var statements: [Statement] = []
    func keep(_ values: [Expression], from begin: Int) {
      if !values.isEmpty { statements.append(Statement(kind: .faulty(values), range: begin..<begin)) }
    }
    var hasReturned = false
    while true {
      if isLost { keep(findStatement(), from: start) }
      if Self.endsBlock(kind) {
        guard isChunk, kind != .endOfSource else { return statements }
        noteUnexpected(.end)
        isLost = false
        advance()
        continue
      }
      if hasReturned {
        note(.afterReturn, at: token.range)
        hasReturned = false
      }
      if take(.semicolon) { continue }
      let place = self.place
      hasReturned = kind == .return
      statements.append(statement())
      // Nothing was taken and nobody complained: never so, but a loop without end would be worse.
      if self.place == place, !isLost { advance() }
    }
  }

  private mutating func statement() -> Statement {
    let begin = start
    guard enter() else { return Statement(kind: .faulty([]), range: begin..<begin) }
    defer { leave() }
    let what: Statement.Kind
    switch kind {
    case .if: what = ifStatement()
    case .while: what = whileStatement()
    case .do:
      let opener = opener()
      advance()
      let block = innerBlock()
      close(opener, with: .end)
      what = .block(block)
    case .for: what = forStatement()
    case .repeat: what = repeatStatement()
    case .function: what = functionStatement()
    case .local:
      advance()
      what = kind == .function ? localFunction() : localStatement()
    case .doubleColon: what = label()
    case .return:
      advance()
      let values = Self.endsBlock(kind) || kind == .semicolon ? [] : expressions()
      _ = take(.semicolon)
      what = .return(values)
    case .break:
      if !scopes.isInLoop { note(.breakOutside, at: token.range) }
      advance()
      what = .break
    case .goto: what = gotoStatement()
    default: what = expressionStatement()
    }
    return Statement(kind: what, range: begin..<max(begin, end))
  }

  /// The statements of a block that has a scope of its own.
  private mutating func innerBlock(isLoop: Bool = false, _ declare: (inout Parser) -> Void = { _ in }) -> Block {
    beginBlock(isLoop: isLoop)
    declare(&self)
    let begin = start
    let statements = statements()
    endBlock()
    return Block(statements: statements, range: begin..<max(begin, start))
  }

  private mutating func ifStatement() -> Statement.Kind {
    let opener = opener()
    var clauses: [Statement.Clause] = []
    repeat {
      advance()
      let condition = expression()
      expect(.then)
      clauses.append(Statement.Clause(condition: condition, block: innerBlock()))
    } while kind == .elseif
    if take(.else) { clauses.append(Statement.Clause(condition: nil, block: innerBlock())) }
    close(opener, with: .end)
    return .if(clauses)
  }

  private mutating func whileStatement() -> Statement.Kind {
    let opener = opener()
    advance()
    let condition = expression()
    expect(.do)
    let block = innerBlock(isLoop: true)
    close(opener, with: .end)
    return .while(condition, block)
  }

  /// The condition sees the locals of the block.
  private mutating func repeatStatement() -> Statement.Kind {
    let opener = opener()
    advance()
    beginBlock(isLoop: true)
    beginBlock()
    let begin = start
    let statements = statements()
    let block = Block(statements: statements, range: begin..<max(begin, start))
    close(opener, with: .until)
    // An `end` in its place was meant to close it.
    if isLost, kind == .end {
      isLost = false
      advance()
    }
    let condition = expression()
    endBlock()
    endBlock()
    return .repeat(block, condition)
  }

  private mutating func forStatement() -> Statement.Kind {
    let opener = opener()
    advance()
    var names: [(text: String, range: Range<Int>)] = []
    repeat {
      guard let name = takeName(.local) else { break }
      names.append(name)
    } while take(.comma)
    let isNumeric = kind == .assign && names.count < 2
    if kind == .assign || kind == .in, !isLost {
      if kind == .assign, names.count > 1 { noteUnexpected(.token("in")) }
      isLost = false
      advance()
    } else if !isLost {
      noteUnexpected(.assignmentOrIn)
    }
    let values = isLost ? [] : expressions(most: isNumeric ? 3 : .max)
    if isNumeric, !isLost, values.count < 2 { noteUnexpected(.token(",")) }
    // Lua keeps the state of the loop in locals of its own.
    scopes.beginBlock(at: start)
    jumps.beginBlock()
    reserve(isNumeric ? 3 : 4)
    expect(.do)
    var ids: [Int] = []
    let block = innerBlock(isLoop: true) { parser in
      ids = names.map { parser.declare($0.text, at: $0.range, .loop) }
      for id in ids { parser.scopes.activate(id, at: parser.end) }
    }
    endBlock()
    close(opener, with: .end)
    if isNumeric, let id = ids.first { return .numericFor(id, values, block) }
    return .genericFor(ids, values, block)
  }

  /// Takes a name; nil, and the parser is lost, where there is none.
  private mutating func takeName(_ role: Role) -> (text: String, range: Range<Int>)? {
    guard kind == .name, !isLost else {
      noteUnexpected(.name)
      return nil
    }
    let name = (text(token), token.range)
    setRole(role)
    advance()
    return name
  }

  /// `function a.b:c(…) … end`
  private mutating func functionStatement() -> Statement.Kind {
    let (opener, begin) = (opener(), start)
    advance()
    let nameStart = start
    var place = self.place
    guard kind == .name else {
      noteUnexpected(.name)
      return .faulty([])
    }
    let (use, reference) = use(text(token), at: token.range)
    setRole(.function)
    let first = Expression(kind: .name(use), range: token.range)
    advance()
    let faultCount = faults.count
    var suffixes: [Suffix] = []
    var isMethod = false
    while !isMethod, kind == .dot || kind == .colon, !isLost {
      isMethod = kind == .colon
      let suffixStart = start
      advance()
      if suffixes.isEmpty {
        setRole(use.binding == .global ? .global : .local, of: place)
      } else {
        setRole(.field, of: place)
      }
      place = self.place
      guard let (name, range) = takeName(.function) else { break }
      suffixes.append(Suffix(kind: .field(name, range), range: suffixStart..<end))
    }
    let target =
      suffixes.isEmpty ? first : Expression(kind: .suffixed(first, suffixes), range: nameStart..<max(nameStart, end))
    let body = functionBody(opener, from: begin, isMethod: isMethod)
    // As Lua does, once the function is there: what is cut off may still go on as `.field`.
    if suffixes.isEmpty, faults.count == faultCount { assign(reference, at: first.range) }
    return .function(target, body)
  }

  private mutating func localFunction() -> Statement.Kind {
    let (opener, begin) = (opener(), start)
    advance()
    guard let (name, range) = takeName(.function) else { return .faulty([]) }
    let id = declare(name, at: range, .function)
    scopes.activate(id, at: end)
    return .localFunction(id, functionBody(opener, from: begin))
  }

  private mutating func localStatement() -> Statement.Kind {
    var ids: [Int] = []
    var hasClosed = false
    repeat {
      guard let (name, range) = takeName(.local) else { break }
      let id = declare(name, at: range, .variable)
      ids.append(id)
      guard take(.less) else { continue }
      let place = token.range
      guard let (attribute, _) = takeName(.attribute) else { break }
      switch attribute {
      case "const": scopes.setAttribute(.const, of: id)
      case "close":
        if hasClosed { note(.twoClosed, at: place) }
        hasClosed = true
        scopes.setAttribute(.close, of: id)
      default: note(.unknownAttribute(attribute), at: place)
      }
      expect(.greater)
    } while take(.comma)
    let values = take(.assign) ? expressions() : []
    for id in ids { scopes.activate(id, at: end) }
    return .local(ids, values)
  }

  private mutating func label() -> Statement.Kind {
    advance()
    let line = token.line
    guard let (name, range) = takeName(.label) else { return .faulty([]) }
    expect(.doubleColon)
    if let first = jumps.line(of: name) { note(.repeatedLabel(name, line: first), at: range) }
    // Behind a label at the end of a block no local is in scope any more; the condition of `until` still sees them.
    let activeCount = isFollowedByNothing() ? scopes.activeCountOfBlock : scopes.activeCount
    for (jump, local) in jumps.addLabel(name, line: line, activeCount: activeCount) {
      let id = scopes.active.indices.contains(local) ? scopes.active[local] : 0
      note(.jumpIntoLocal(label: name, local: scopes.locals[id].name), at: jump)
    }
    return .label(name)
  }

  private mutating func gotoStatement() -> Statement.Kind {
    advance()
    guard let (name, range) = takeName(.label) else { return .faulty([]) }
    jumps.jump(to: name, at: range, activeCount: scopes.activeCount)
    return .goto(name)
  }

  /// A call or an assignment.
  private mutating func expressionStatement() -> Statement.Kind {
    guard kind == .name || kind == .leftParenthesis else {
      noteUnexpected(.statement)
      return .faulty([])
    }
    var targets: [(value: Expression, reference: Int?)] = [suffixedExpression()]
    if isLost { return .faulty([targets[0].value]) }
    guard kind == .assign || kind == .comma else {
      if case .suffixed(_, let suffixes) = targets[0].value.kind, let last = suffixes.last {
        switch last.kind {
        case .call, .method: return .call(targets[0].value)
        case .field, .index: break
        }
      }
      // Where the statement goes on with what makes no sense, that is what is wrong.
      if kind == .endOfSource {
        note(.unexpected("", .token("=")), at: token.range)
        isLost = true
      } else if kind.isOperator, !token.isFaulty {
        noteUnexpected(.token("="))
      } else {
        note(.unusedExpression, at: targets[0].value.range)
      }
      return .faulty([targets[0].value])
    }
    var depth = 0
    // Each is looked at before the next, in which the source may end; the last of them may go on where it does.
    func check(_ value: Expression, _ parser: inout Parser) {
      if !parser.isLost, !value.isAssignable { parser.note(.notAssignable, at: value.range) }
    }
    while kind == .comma {
      if let last = targets.last { check(last.value, &self) }
      _ = take(.comma)
      guard enter() else { break }
      depth += 1
      targets.append(suffixedExpression())
    }
    if kind == .assign, let last = targets.last { check(last.value, &self) }
    expect(.assign)
    let values = isLost ? [] : expressions()
    leave(depth)
    for (value, reference) in targets { if let reference { assign(reference, at: value.range) } }
    return .assignment(targets.map(\.value), values)
  }

  /// A variable that was noted as used is given a value.
  private mutating func assign(_ reference: Int, at range: Range<Int>) {
    scopes.makeWrite(reference)
    switch scopes.references[reference].binding {
    case .local(let id), .upvalue(let id):
      if scopes.locals[id].attribute != nil { note(.constant(scopes.locals[id].name), at: range) }
    case .global, .environment: break
    }
  }
}

extension Expression {
  /// Whether it can be given a value.
  var isAssignable: Bool {
    switch kind {
    case .name: return true
    case .suffixed(_, let suffixes):
      switch suffixes.last?.kind {
      case .field, .index: return true
      default: return false
      }
    default: return false
    }
  }
}

extension Token.Kind {
  /// Whether it stands between two values.
  var isOperator: Bool {
    switch self {
    case .plus, .minus, .star, .slash, .doubleSlash, .percent, .caret, .ampersand, .tilde, .bar, .shiftLeft,
      .shiftRight, .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual, .concatenation, .and, .or:
      true
    default: false
    }
  }
}
