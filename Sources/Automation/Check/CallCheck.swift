import Analytics
import Domain
import LuaSyntax
import ScriptModel
import Wording

extension ScriptChecker {
  /// Looks through a value and what is taken of it, from left to right.
  mutating func visit(_ first: Expression, _ suffixes: [Suffix]) -> Shape {
    var shape = visit(first)
    var start = first.range.lowerBound
    if case .parenthesized = first.kind { start = first.range.upperBound }
    for suffix in suffixes {
      let range = start..<suffix.range.upperBound
      switch suffix.kind {
      case .field(let name, let place): shape = member(name, of: shape, at: place)
      case .index(let key):
        _ = visit(key)
        if case .string(let bytes) = key.kind {
          shape = member(String(decoding: bytes, as: UTF8.self), of: shape, at: key.range)
        } else if case .list(let element)? = shape.type {
          shape = .value(element)
        } else {
          shape = .unknown
        }
      case .call(let arguments): shape = call(shape, arguments, at: range)
      case .method(let name, let place, let arguments):
        shape = method(name, of: shape, at: place)
        for argument in arguments { _ = visit(argument) }
      }
    }
    return shape
  }

  private mutating func member(_ name: String, of shape: Shape, at range: Range<Int>) -> Shape {
    if name.isEmpty { return .unknown }
    switch shape {
    case .module(let module):
      if let member = vocabulary.member(name, of: module) { return member }
      let guess = Suggestion.nearest(to: name, among: vocabulary.members(of: module))
      note(.unknownField(name, of: module.name, suggestion: guess), at: range)
    case .library(let module):
      let members = LuaLibrary.modules[module] ?? []
      if members.contains(name) { return .libraryFunction("\(module).\(name)") }
      note(
        .unknownField(name, of: module, suggestion: Suggestion.nearest(to: name, among: members.sorted())), at: range)
    case .inputs(let inputs):
      if let input = inputs[name] { return input.map { .input($0) } ?? .unknown }
      note(
        .unknownField(name, of: "inputs", suggestion: Suggestion.nearest(to: name, among: inputs.keys.sorted())),
        at: range)
    case .input(let source):
      let members = source.fields.map(\.name)
      if members.contains(name) || name == "copy" { return .unknown }
      let guess = Suggestion.nearest(to: name, among: members)
      note(.unknownField(name, of: source.rawValue, suggestion: guess), at: range)
    case .value(let type):
      switch type.unwrapped {
      case .record(let record): return field(name, of: record, at: range)
      case .dictionary(let type): return .value(type)
      case .money: return field(name, of: "money", at: range)
      default: break
      }
    default: break
    }
    return .unknown
  }

  private mutating func field(_ name: String, of record: String, at range: Range<Int>) -> Shape {
    guard let description = vocabulary.record(record) else { return .unknown }
    if let field = vocabulary.fields(of: description).first(where: { $0.name == name }) { return .value(field.type) }
    if let others = description.others { return .value(others) }
    // What every record of the book has besides its fields.
    if name == "copy" { return .unknown }
    if case .unknown(let guess) = vocabulary.judge(name, of: description) {
      note(.unknownField(name, of: record, suggestion: guess), at: range)
    }
    return .unknown
  }

  private mutating func method(_ name: String, of shape: Shape, at range: Range<Int>) -> Shape {
    switch shape.type {
    case .string?, .date?, .choice?:
      let members = LuaLibrary.modules["string"] ?? []
      if name.isEmpty || members.contains(name) {
        return ["format", "rep", "sub", "lower", "upper"].contains(name) ? .value(.string) : .unknown
      }
      let guess = Suggestion.nearest(to: name, among: members.sorted())
      note(.unknownField(name, of: "string", suggestion: guess), at: range)
    case .record?:
      if name == "copy" { return shape }
    default: noteUnknownCall()
    }
    return .unknown
  }

  // Calls.

  private mutating func call(_ shape: Shape, _ arguments: [Expression], at range: Range<Int>) -> Shape {
    switch shape {
    case .function(let function): return call(function, arguments, at: range)
    case .module(let module):
      if let function = vocabulary.call(of: module) { return call(function, arguments, at: range) }
    case .libraryFunction(let name):
      if LuaLibrary.callers.contains(name) { noteUnknownCall() }
      for argument in arguments { _ = visit(argument) }
      return ["tostring", "string.format", "table.concat", "string.rep", "type"].contains(name)
        ? .value(.string) : .unknown
    default: break
    }
    noteUnknownCall()
    for argument in arguments { _ = visit(argument) }
    return .unknown
  }

  private mutating func call(_ function: FunctionDescription, _ arguments: [Expression], at range: Range<Int>) -> Shape
  {
    let parameters = function.parameters
    for (place, argument) in arguments.enumerated() {
      let parameter = parameters.indices.contains(place) ? parameters[place] : nil
      let shape = visit(argument, as: parameter?.type)
      if let parameter { judge(argument, shape, for: parameter.name, parameter.type, of: function.name) }
    }
    count(arguments, of: function, at: range)
    findQuery(function, arguments, at: range)
    if let record = queried(by: function) {
      for argument in arguments { checkQuery(argument, of: record) }
    }
    return .value(function.result.type)
  }

  private mutating func count(_ arguments: [Expression], of function: FunctionDescription, at range: Range<Int>) {
    let parameters = function.parameters
    // The last argument may stand for any number of values.
    let isOpen = arguments.last.map(\.givesSeveral) ?? false
    let certain = isOpen ? arguments.count - 1 : arguments.count
    if certain > parameters.count {
      note(
        .tooManyArguments(signature: function.signature, count: certain, most: parameters.count),
        at: arguments[parameters.count].range)
    }
    guard !isOpen, arguments.count < parameters.count else { return }
    let missing = parameters[arguments.count...].first { parameter in
      if case .any = parameter.type { return false }
      return !parameter.type.isOptional
    }
    if let missing { note(.missingArgument(signature: function.signature, name: missing.name), at: range) }
  }

  /// Judges a value that is given for a type, and what is written out in it.
  mutating func judge(
    _ value: Expression, _ shape: Shape, for place: String, _ wanted: ScriptType, of function: String
  ) {
    guard shape.fits(wanted) else {
      let given = literal(value) ?? shape.name
      note(
        .wrongType(function: function, place: place, expected: wanted.expectation, given: given), at: value.range)
      return
    }
    var wanted = wanted.unwrapped
    switch value.kind {
    case .table(let items): wanted = wanted.alternative(for: items) ?? wanted
    case .string:
      let texts = wanted.alternatives.filter { shape.fits($0) }
      if texts.count == 1 { wanted = texts[0] }
    default: break
    }
    switch (wanted, value.kind) {
    case (.choice(let choices), .string(let bytes)):
      let text = String(decoding: bytes, as: UTF8.self)
      guard !choices.contains(text) else { return }
      let guess = Suggestion.nearest(to: text, among: choices)
      note(
        .badChoice(function: function, place: place, given: text, choices: choices, suggestion: guess), at: value.range)
    case (.date, .string(let bytes)) where (try? CivilDate(String(decoding: bytes, as: UTF8.self))) == nil:
      note(
        .wrongType(
          function: function, place: place, expected: wanted.expectation,
          given: Phrase(verbatim: tree.text(value.range))),
        at: value.range)
    case (.list(let element), .table(let items)):
      for item in items {
        guard case .position = item.key else { continue }
        judge(item.value, shapeSeen(item.value), for: place, element, of: function)
      }
    case (.dictionary(let element), .table(let items)):
      for item in items {
        guard let (name, _) = item.name else { continue }
        judge(item.value, shapeSeen(item.value), for: name, element, of: function)
      }
    case (.record(let name), .table(let items)): judge(items, of: value, as: name, in: function)
    default: break
    }
  }

  /// A literal as it is written.
  private func literal(_ value: Expression) -> Phrase? {
    switch value.kind {
    case .string, .number, .true, .false, .nil: Phrase(verbatim: String(tree.text(value.range).prefix(40)))
    default: nil
    }
  }

  /// Judges a table that is written out by its description.
  private mutating func judge(_ items: [TableItem], of table: Expression, as name: String, in function: String) {
    guard let description = vocabulary.record(name) else { return }
    let fields = vocabulary.fields(of: description)
    var given: Set<String> = []
    var isOpen = false
    for item in items {
      guard let (key, range) = item.name else {
        isOpen = true
        continue
      }
      given.insert(key)
      if let field = fields.first(where: { $0.name == key }) {
        let type: ScriptType = field.isOptional ? .optional(field.type) : field.type
        judge(item.value, shapeSeen(item.value), for: key, type, of: function)
      } else if let others = description.others {
        judge(item.value, shapeSeen(item.value), for: key, others, of: function)
      } else if case .unknown(let guess) = vocabulary.judge(key, of: description) {
        note(.unknownField(key, of: name, suggestion: guess), at: range)
      }
    }
    guard !isOpen else { return }
    for field in fields where !field.isOptional && !given.contains(field.name) {
      note(.missingField(field.name, of: name), at: table.range.prefix(1))
    }
  }

  /// Looks through the parts of a table; those that are functions know what they are called with.
  mutating func visit(_ items: [TableItem], of table: Expression, as wanted: ScriptType?) {
    var fields: [(name: String, type: ScriptType, isOptional: Bool)] = []
    var element: ScriptType?
    var other: ScriptType?
    switch wanted?.alternative(for: items) {
    case .record(let name)?:
      let description = vocabulary.record(name)
      fields = description.map { vocabulary.fields(of: $0) } ?? []
      other = description?.others
    case .list(let type)?: element = type
    case .dictionary(let type)?: other = type
    default: break
    }
    let outside = inputs
    defer { inputs = outside }
    if fields.contains(where: { $0.name == "inputs" }) { inputs = declaredInputs(in: items) }
    for item in items {
      if case .value(let key) = item.key { _ = visit(key) }
      let type = item.name.map { name in fields.first { $0.name == name.text }?.type ?? other }
      _ = visit(item.value, as: type ?? element)
    }
  }

  /// The inputs that a definition declares; nil where not all of them are written out.
  private func declaredInputs(in items: [TableItem]) -> [String: InputSource?]? {
    guard let value = items.first(where: { $0.name?.text == "inputs" })?.value, case .table(let declared) = value.kind
    else { return nil }
    var inputs: [String: InputSource?] = [:]
    for item in declared {
      guard let name = item.name?.text else { return nil }
      inputs.updateValue(source(of: item.value), forKey: name)
    }
    return inputs
  }

  /// The source of an input that a call such as `orders.stats("365d")` declares.
  private func source(of input: Expression) -> InputSource? {
    guard case .suffixed(let first, let suffixes) = input.kind, suffixes.count == 2,
      case .name(let module) = first.kind,
      module.binding == .global, case .field(let member, _) = suffixes[0].kind, case .call = suffixes[1].kind
    else { return nil }
    return InputSource(rawValue: "\(module.text).\(member)")
  }

  // Queries.

  /// The record whose fields the query of a function names.
  private func queried(by function: FunctionDescription) -> RecordDescription? {
    let takesQuery = function.parameters.contains { $0.type.unwrapped == .record("query") }
    return takesQuery ? vocabulary.record(ofModule: function.module) : nil
  }

  /// The names in `where` and `order` are fields of the record.
  private mutating func checkQuery(_ query: Expression, of record: RecordDescription) {
    guard case .table(let items) = query.kind else { return }
    for item in items {
      switch (item.name?.text, item.value.kind) {
      case ("where", .table(let conditions)): checkConditions(conditions, of: record)
      case ("order", .string(let bytes)): checkOrder(bytes, at: item.value.range, of: record)
      case ("order", .table(let list)):
        for entry in list {
          if case .string(let bytes) = entry.value.kind { checkOrder(bytes, at: entry.value.range, of: record) }
        }
      default: break
      }
    }
  }

  private mutating func checkOrder(_ bytes: [UInt8], at range: Range<Int>, of record: RecordDescription) {
    let text = String(decoding: bytes, as: UTF8.self)
    checkField(text.hasPrefix("-") ? String(text.dropFirst()) : text, at: range, of: record)
  }

  private mutating func checkConditions(_ items: [TableItem], of record: RecordDescription) {
    for item in items {
      guard let (name, range) = item.name else {
        if case .table(let inner) = item.value.kind { checkConditions(inner, of: record) }
        continue
      }
      if ["any", "all", "not"].contains(name), case .table(let inner) = item.value.kind {
        checkConditions(inner, of: record)
      } else {
        checkField(name, at: range, of: record)
      }
    }
  }

  private mutating func checkField(_ name: String, at range: Range<Int>, of record: RecordDescription) {
    guard !vocabulary.fields(of: record).contains(where: { $0.name == name }) else { return }
    if case .unknown(let guess) = vocabulary.judge(name, of: record) {
      note(.unknownField(name, of: record.name, suggestion: guess), at: range)
    }
  }
}

extension Expression {
  /// Whether it may stand for any number of values at the end of a list.
  var givesSeveral: Bool {
    switch kind {
    case .varargs: return true
    case .suffixed(_, let suffixes):
      switch suffixes.last?.kind {
      case .call, .method: return true
      default: return false
      }
    default: return false
    }
  }
}

extension Range<Int> {
  /// The beginning of the range.
  fileprivate func prefix(_ count: Int) -> Range<Int> { lowerBound..<Swift.min(upperBound, lowerBound + count) }
}
