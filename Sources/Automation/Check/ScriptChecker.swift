import Analytics
import Domain
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
  /// The names that the script brings in itself.
  let names: OwnNames
  /// What locals that are never given another value were declared with.
  private var origins: [Int: Expression] = [:]
  /// What the script returns, as far as it is known.
  private(set) var returned: [(value: Expression, shape: Shape)] = []
  /// The loops around, the innermost last.
  var loops: [Loop] = []
  /// The inputs of the definition around, by name; nil where they are not known.
  var inputs: [String: InputSource?]?
  /// The function around.
  var function = 0
  /// What the place is a part of.
  var setting = Setting.script
  /// Calls that give a hundred records at most.
  var short: Set<Range<Int>> = []

  /// What a place in a script is a part of.
  enum Setting {
    case script
    /// A definition, in what it is given.
    case definition
    /// A definition, in a function of it, which reads nothing but its arguments.
    case formula
    /// A test, in what it expects something of.
    case expectation
    /// A test, in a function that it expects to fail.
    case failure
  }

  /// Looks through a script.
  init(_ tree: SyntaxTree, _ vocabulary: Vocabulary, _ names: OwnNames) {
    self.tree = tree
    self.vocabulary = vocabulary
    self.names = names
    visit(tree.block)
    findUnusedLocals()
  }

  mutating func note(_ fault: CheckFault, at range: Range<Int>) {
    if setting == .failure, fault.isError { return }
    findings.append((fault, range))
  }

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
      for (id, value) in zip(ids, values) where tree.locals[id].isNeverChanged { origins[id] = value }
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
      let isKnown = if case .value(.iterator)? = source.first { true } else { false }
      let isList = isLongList(values)
      inLoop(
        block, from: statement.range.lowerBound, over: records, ofElements: isList, mayWrite: !isKnown && !isList)
    case .return(let values):
      let shapes = visit(values)
      if function == 0, let value = values.first, let shape = shapes.first { returned.append((value, shape)) }
    case .faulty(let values): _ = visit(values)
    case .break, .goto, .label: break
    }
  }

  private mutating func visit(_ values: [Expression]) -> [Shape] { values.map { visit($0) } }

  private mutating func declare(_ ids: [Int], as values: [Shape]) {
    for (id, value) in zip(ids, values) where tree.locals[id].isNeverChanged {
      shapes[id] = names.refilled.contains(tree.locals[id].name) ? .unknown : value
    }
  }

  /// Gives the variables of a `for … in` their shapes; the record that each turn is about, where it is one.
  private mutating func declareLoop(_ ids: [Int], over values: [Expression], _ source: [Shape]) -> RecordDescription? {
    guard let first = source.first else { return nil }
    judgeIterator(first, at: values[0].range)
    guard values.count == 1 else { return nil }
    var element: ScriptType?
    var place = 0
    if case .value(.iterator(let type)) = first { element = type }
    if case .suffixed(let name, let suffixes) = values[0].kind, suffixes.count == 1, case .name(let loop) = name.kind,
      loop.binding == .global, ["ipairs", "pairs"].contains(loop.text), case .call(let arguments) = suffixes[0].kind,
      let table = arguments.first
    {
      switch shapeSeen(table).type {
      case .list(let type)?:
        (element, place) = (type, 1)
        if let key = ids.first, tree.locals[key].isNeverChanged { shapes[key] = .value(.integer) }
      case .dictionary(let type)? where loop.text == "pairs":
        (element, place) = (type, 1)
        if let key = ids.first, tree.locals[key].isNeverChanged { shapes[key] = .value(.string) }
      default: break
      }
    }
    guard let element, ids.indices.contains(place) else { return nil }
    if tree.locals[ids[place]].isNeverChanged { shapes[ids[place]] = .value(element) }
    guard case .record(let name) = element, !isShort(values[0]) else { return nil }
    return vocabulary.record(name)
  }

  /// What `for … in` goes through has to be a function; a table that is written out may be called like one.
  private mutating func judgeIterator(_ shape: Shape, at range: Range<Int>) {
    switch shape {
    case .function(let function):
      guard case .iterator = function.result.type else { return }
      let way = Phrase("call it, \(function.name)()", zh: "请调用它：\(function.name)()")
      note(.notIterable(Phrase("the function", zh: "函数本身"), way), at: range)
    case .value(let type) where type.unwrapped.isNeverCalled:
      if case .list = type.unwrapped {
        note(.notIterable(Phrase("a list", zh: "列表"), Phrase("write ipairs(…)", zh: "请写 ipairs(…)")), at: range)
      } else {
        note(.notIterable(shape.name, nil), at: range)
      }
    case .module, .library: note(.notIterable(shape.name, nil), at: range)
    default: break
    }
  }

  /// Whether a loop over a value has a hundred turns at most, as a query's limit says.
  private func isShort(_ value: Expression) -> Bool {
    let value = origin(of: value)
    if short.contains(value.range) { return true }
    // ipairs(list)
    guard case .suffixed(_, let suffixes) = value.kind, case .call(let arguments)? = suffixes.last?.kind,
      arguments.count == 1
    else { return false }
    return short.contains(origin(of: arguments[0]).range)
  }

  /// Whether a loop over values goes through a list of which the length is not known: `ipairs(codes)`.
  private func isLongList(_ values: [Expression]) -> Bool {
    guard values.count == 1, case .suffixed(let first, let suffixes) = values[0].kind, suffixes.count == 1,
      case .name(let name) = first.kind, name.binding == .global, name.text == "ipairs",
      case .call(let arguments) = suffixes[0].kind, let list = arguments.first
    else { return false }
    if case .table = origin(of: list).kind { return false }
    return !isShort(values[0])
  }

  /// What a local that is never given another value was declared with; any other value itself.
  func origin(of value: Expression) -> Expression {
    guard case .name(let name) = value.kind, let id = name.local, let origin = origins[id] else { return value }
    return origin
  }

  /// A table that is written out, also in a local that is used here alone: nothing else changes it.
  func written(_ value: Expression) -> Expression {
    guard case .name(let name) = value.kind, let id = name.local, tree.locals[id].reads == 1 else { return value }
    return origin(of: value)
  }

  private mutating func visitTarget(_ target: Expression) {
    // A field that is given a value need not be there before.
    guard case .suffixed(let first, let suffixes) = target.kind, let last = suffixes.last else { return }
    let owner = visit(first, Array(suffixes.dropLast()))
    if case .index(let key) = last.kind { _ = visit(key) }
    judgeAssignment(to: owner, at: last.range)
  }

  /// What Patron gives is not written to.
  private mutating func judgeAssignment(to owner: Shape, at range: Range<Int>) {
    let way: Phrase
    switch owner {
    case .module, .library:
      way = Phrase("put what is yours into a table of your own", zh: "自己的内容请放入自己的表")
    case .value(let type):
      guard case .record(let name) = type.unwrapped, vocabulary.record(name)?.origin == .book,
        let entity = Entity.all.first(where: { $0.singular == name })
      else { return }
      way = Phrase("use \(entity.name).update", zh: "请用 \(entity.name).update")
    default: return
    }
    note(.readOnly(owner.name, way: way), at: range)
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
      let outside = setting
      switch setting {
      case .definition: setting = .formula
      case .expectation: setting = .failure
      default: break
      }
      visit(body, taking: parameters(of: wanted))
      setting = outside
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
      if names.globals.contains(name.text) || name.text == "_ENV" { return .unknown }
      if let shape = vocabulary.global(name.text) { return shape }
      if names.mayMakeGlobals { return .unknown }
      let near = tree.visibleLocals(at: name.range.lowerBound).map { tree.locals[$0].name }
      let guess = Suggestion.nearest(to: name.text, among: vocabulary.globals.union(names.globals).union(near).sorted())
      note(
        names.tested.contains(name.text)
          ? .alwaysNil(name.text, of: nil, suggestion: guess) : .unknownGlobal(name.text, suggestion: guess),
        at: name.range)
      return .unknown
    }
  }
}

extension ScriptType {
  /// Whether a value of the type is certainly no function, nor a table that is called like one.
  var isNeverCalled: Bool {
    switch self {
    case .boolean, .integer, .number, .string, .date, .money, .choice, .record, .list: true
    default: false
    }
  }

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
