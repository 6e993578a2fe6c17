import Analytics
import LuaSyntax
import ScriptModel
import Wording

/// Looks through a script that is Lua for what the declarations say is wrong with it, without running it.
///
/// It says only what is certain: a variable has a shape where it is never given another value, and what has none is not
/// judged.
struct ScriptChecker {
  let tree: SyntaxTree
  let vocabulary: Vocabulary
  private(set) var findings: [(fault: CheckFault, range: Range<Int>)] = []
  /// What is known of locals, by their places in the tree.
  private var shapes: [Int: Shape] = [:]
  /// What is known of values, by where they stand.
  private var seen: [Range<Int>: Shape] = [:]
  /// The variables of each `local`, which are told together.
  private(set) var declarations: [[Int]] = []
  /// Globals that the script makes.
  private let made: Set<String>
  /// The loops around, the innermost last.
  var loops: [Loop] = []
  /// The inputs of the definition around, by name; nil where they are not known.
  var inputs: [String: InputSource?]?
  /// The function around.
  var function = 0

  init(_ tree: SyntaxTree, _ vocabulary: Vocabulary) {
    self.tree = tree
    self.vocabulary = vocabulary
    made = Set(tree.references.lazy.filter { $0.isWrite && $0.binding == .global }.map(\.name))
  }

  /// All that is to be said of a script.
  static func check(_ tree: SyntaxTree, _ vocabulary: Vocabulary) -> [(fault: CheckFault, range: Range<Int>)] {
    var checker = ScriptChecker(tree, vocabulary)
    checker.visit(tree.block)
    checker.findUnusedLocals()
    return checker.findings
  }

  mutating func note(_ fault: CheckFault, at range: Range<Int>) { findings.append((fault, range)) }

  // Statements.

  mutating func visit(_ block: Block) {
    findUnreachable(in: block)
    for statement in block.statements { visit(statement) }
  }

  private mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .local(let ids, let values):
      declarations.append(ids)
      declare(ids, as: visit(values))
    case .localFunction(let id, let body):
      declarations.append([id])
      if tree.locals[id].isNeverChanged { shapes[id] = .functionLiteral }
      visit(body)
    case .function(let target, let body):
      visitTarget(target)
      visit(body)
    case .assignment(let targets, let values):
      for target in targets { visitTarget(target) }
      _ = visit(values)
    case .call(let call): _ = visit(call)
    case .block(let block): visit(block)
    case .while(let condition, let block): inLoop(block, asking: condition)
    case .repeat(let block, let condition): inLoop(block, thenAsking: condition)
    case .if(let clauses):
      for clause in clauses {
        if let condition = clause.condition { _ = visit(condition) }
        visit(clause.block)
      }
    case .numericFor(let id, let values, let block):
      _ = visit(values)
      if tree.locals[id].isNeverChanged { shapes[id] = .value(.number) }
      inLoop(block, from: statement.range.lowerBound)
    case .genericFor(let ids, let values, let block):
      let source = visit(values)
      let records = declareLoop(ids, over: values, source)
      inLoop(block, from: statement.range.lowerBound, over: records)
    case .return(let values), .faulty(let values): _ = visit(values)
    case .break, .goto, .label: break
    }
  }

  private mutating func visit(_ values: [Expression]) -> [Shape] { values.map { visit($0) } }

  private mutating func declare(_ ids: [Int], as values: [Shape]) {
    for (id, value) in zip(ids, values) where tree.locals[id].isNeverChanged { shapes[id] = value }
  }

  /// Gives the variables of a `for … in` their shapes; the record that each turn is about, where it is one.
  private mutating func declareLoop(_ ids: [Int], over values: [Expression], _ source: [Shape]) -> RecordDescription? {
    guard values.count == 1, let first = source.first else { return nil }
    var element: ScriptType?
    var place = 0
    if case .value(.iterator(let type)) = first { element = type }
    if case .suffixed(let name, let suffixes) = values[0].kind, suffixes.count == 1, case .name(let loop) = name.kind,
      loop.binding == .global, ["ipairs", "pairs"].contains(loop.text), case .call(let arguments) = suffixes[0].kind,
      let list = arguments.first, case .list(let type)? = shapeSeen(list).type
    {
      (element, place) = (type, 1)
      if let key = ids.first, tree.locals[key].isNeverChanged { shapes[key] = .value(.integer) }
    }
    guard let element, ids.indices.contains(place) else { return nil }
    if tree.locals[ids[place]].isNeverChanged { shapes[ids[place]] = .value(element) }
    if case .record(let name) = element { return vocabulary.record(name) }
    return nil
  }

  private mutating func visitTarget(_ target: Expression) {
    // A field that is given a value need not be there before.
    guard case .suffixed(let first, let suffixes) = target.kind else { return }
    _ = visit(first, Array(suffixes.dropLast()))
    if case .index(let key)? = suffixes.last?.kind { _ = visit(key) }
  }

  mutating func visit(_ body: FunctionBody, taking parameters: [Shape] = []) {
    for (id, shape) in zip(body.parameters, parameters) where tree.locals[id].isNeverChanged { shapes[id] = shape }
    let outside = function
    function = body.id
    visit(body.block)
    function = outside
  }

  // Values.

  /// The shape of a value that has been looked through.
  func shapeSeen(_ expression: Expression) -> Shape { seen[expression.range] ?? .unknown }

  /// Looks through a value; what is known of it.
  ///
  /// - Parameter wanted: The type that it is given for, which tells what a function in it takes and a table has.
  mutating func visit(_ expression: Expression, as wanted: ScriptType? = nil) -> Shape {
    let shape = shape(of: expression, as: wanted)
    seen[expression.range] = shape
    return shape
  }

  private mutating func shape(of expression: Expression, as wanted: ScriptType?) -> Shape {
    switch expression.kind {
    case .nil: return .nil
    case .true, .false: return .value(.boolean)
    case .number(.integer): return .value(.integer)
    case .number(.float(let value)):
      return .value(value == value.rounded() && value.magnitude < 9.2e18 ? .integer : .number)
    case .string: return .value(.string)
    case .varargs, .missing: return .unknown
    case .function(let body):
      visit(body, taking: parameters(of: wanted))
      return .functionLiteral
    case .name(let name): return visit(name)
    case .table(let items):
      visit(items, of: expression, as: wanted)
      return .tableLiteral
    case .parenthesized(let value): return visit(value, as: wanted)
    case .suffixed(let first, let suffixes): return visit(first, suffixes)
    case .unary(let symbol, let operand): return visit(symbol, operand)
    case .chain(let first, let operations): return visit(first, operations, from: expression.range.lowerBound)
    }
  }

  /// The shapes of what a function is called with, by the type that it is given for.
  private func parameters(of wanted: ScriptType?) -> [Shape] {
    let functions = wanted?.alternatives.compactMap { if case .function(let takes, _) = $0 { takes } else { nil } }
    return (functions?.first ?? []).map { parameter in
      guard let type = ScriptType.typeName(ofParameter: parameter), vocabulary.record(type) != nil else {
        return .unknown
      }
      if type == "inputs" { return inputs.map { .inputs($0) } ?? .unknown }
      return .value(.record(type))
    }
  }

  private mutating func visit(_ name: Name) -> Shape {
    switch name.binding {
    case .local(let id), .upvalue(let id): return shapes[id] ?? .unknown
    case .environment: return .unknown
    case .global:
      if made.contains(name.text) { return .unknown }
      if let shape = vocabulary.global(name.text) { return shape }
      let near = tree.visibleLocals(at: name.range.lowerBound).map { tree.locals[$0].name }
      let guess = Suggestion.nearest(to: name.text, among: vocabulary.globals.union(made).union(near).sorted())
      note(.unknownGlobal(name.text, suggestion: guess), at: name.range)
      return .unknown
    }
  }

  private mutating func visit(_ symbol: Token.Kind, _ operand: Expression) -> Shape {
    let shape = visit(operand)
    switch symbol {
    case .not: return .value(.boolean)
    case .minus: return shape.isMoney || shape.isNumber ? shape : .unknown
    case .hash: return .value(.integer)
    default: return .unknown
    }
  }

  private mutating func visit(_ first: Expression, _ operations: [Operation], from start: Int) -> Shape {
    var left = visit(first)
    for operation in operations {
      let right = visit(operation.operand)
      if let symbol = operation.symbol.text, operation.symbol.compares,
        left.isMoney && right.isNumber || left.isNumber && right.isMoney
      {
        note(.moneyAndNumber(symbol), at: operation.range)
      }
      left = Self.result(of: operation.symbol, left, right)
    }
    return left
  }

  private static func result(of symbol: Token.Kind, _ left: Shape, _ right: Shape) -> Shape {
    switch symbol {
    case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual: .value(.boolean)
    case .concatenation: .value(.string)
    case .plus, .minus:
      left.isMoney && right.isMoney ? .value(.money) : left.isNumber && right.isNumber ? .value(.number) : .unknown
    case .star:
      left.isMoney && right.isNumber || left.isNumber && right.isMoney
        ? .value(.money) : left.isNumber && right.isNumber ? .value(.number) : .unknown
    case .slash:
      left.isMoney && right.isNumber
        ? .value(.money) : left.isMoney && right.isMoney || left.isNumber && right.isNumber ? .value(.number) : .unknown
    case .or: left.isMoney && right.isMoney ? .value(.money) : .unknown
    default: .unknown
    }
  }
}

extension ScriptType {
  /// The types of which a value has to have one.
  var alternatives: [ScriptType] {
    switch self {
    case .optional(let type): type.alternatives
    case .union(let types): types.flatMap(\.alternatives)
    default: [self]
    }
  }

  /// The one of them that a table which is written out is meant for; nil where it is not certain.
  func alternative(for items: [TableItem]) -> ScriptType? {
    let isList = items.contains { if case .position = $0.key { true } else { false } }
    let fitting = alternatives.filter { type in
      switch type {
      case .list: isList || items.isEmpty
      case .record, .dictionary: !isList
      default: false
      }
    }
    return fitting.count == 1 ? fitting[0] : nil
  }
}

extension Token.Kind {
  fileprivate var compares: Bool {
    switch self {
    case .equal, .unequal, .less, .lessOrEqual, .greater, .greaterOrEqual: true
    default: false
    }
  }
}
