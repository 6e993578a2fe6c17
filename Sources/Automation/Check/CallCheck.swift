import Analytics
import Domain
import LuaSyntax
import ScriptModel
import Scripting
import Wording

extension ScriptChecker {
  /// Looks through a call of a value.
  mutating func call(_ shape: Shape, _ arguments: [Expression], at range: Range<Int>) -> Shape {
    switch shape {
    case .function(let function): return call(function, arguments, at: range)
    case .module(let module):
      if let function = vocabulary.call(of: module) { return call(function, arguments, at: range) }
      note(.notCallable(shape.name), at: range)
    case .library: note(.notCallable(shape.name), at: range)
    case .value(let type) where type.unwrapped.isNeverCalled: note(.notCallable(shape.name), at: range)
    case .libraryFunction(let name):
      if LuaLibrary.callers.contains(name) { noteUnknownCall() }
      for argument in arguments { _ = visit(argument) }
      return result(of: name)
    default: break
    }
    noteUnknownCall()
    for argument in arguments { _ = visit(argument) }
    return .unknown
  }

  /// The parameter of a function that is called on a value with a colon.
  static let receiver = "self"

  /// The name of a function in a call of it.
  func name(of function: FunctionDescription, in call: Range<Int>) -> Range<Int> {
    call.prefix(function.name.utf8.count)
  }

  mutating func call(
    _ function: FunctionDescription, _ arguments: [Expression], at range: Range<Int>, isMethod: Bool = false
  ) -> Shape {
    let parameters = Array(
      zip(function.parameters, vocabulary.types(ofParametersOf: function)).dropFirst(isMethod ? 1 : 0))
    let outside = setting
    if DefinitionKinds.all.contains(where: { $0.kind == function.name }) { setting = .definition }
    if function.name == "expect" { setting = .expectation }
    let shapes = arguments.enumerated().map { place, argument in
      visit(argument, as: parameters.indices.contains(place) ? parameters[place].1 : nil)
    }
    setting = outside
    if setting == .formula, ![.pure, .tests].contains(function.effect) {
      let error = AccessError.inFormula(function.name)
      note(.refused(code: error.code, error.message), at: name(of: function, in: range))
    }
    findQuery(function, arguments, at: range)
    if isShort(function, arguments) { short.insert(range) }
    let result = Shape.value(resultType(of: function, arguments))
    if !isMethod, let (receiver, type) = parameters.first, receiver.name == Self.receiver,
      !isReceiver(shapes.first, type, of: arguments, parameters.count)
    {
      note(.dotOrColon(function.name, isColon: false), at: range)
      return result
    }
    for ((argument, shape), (parameter, type)) in zip(zip(arguments, shapes), parameters) {
      judge(argument, shape, for: parameter.name, type, of: function.name)
    }
    count(arguments, of: function, parameters.map(\.0), at: range)
    if let record = queried(by: function) {
      for argument in arguments { checkQuery(argument, of: record, in: function.name) }
    }
    return result
  }

  /// What a call gives: of a function that gives a record by its name, and without a name all by theirs, what the
  /// arguments ask for.
  private func resultType(of function: FunctionDescription, _ arguments: [Expression]) -> ScriptType {
    let type = function.result.type
    guard case .union(let types) = type.unwrapped, types.count == 2, arguments.last?.givesSeveral != true,
      let one = types.first, types[1] == .dictionary(one), function.parameters.last?.type.isOptional == true
    else { return type }
    if arguments.count < function.parameters.count { return types[1] }
    if case .value(.string)? = arguments.last.map(shapeSeen) { return one }
    return type
  }

  /// Whether the first of the arguments may be the value that a function is called on.
  private func isReceiver(_ shape: Shape?, _ type: ScriptType, of arguments: [Expression], _ count: Int) -> Bool {
    guard let shape else { return false }
    if case .unknown = shape { return arguments.count >= count || arguments.last?.givesSeveral == true }
    return shape.fits(type)
  }

  private mutating func count(
    _ arguments: [Expression], of function: FunctionDescription, _ parameters: [ParameterDescription],
    at range: Range<Int>
  ) {
    let signature =
      parameters.count == function.parameters.count
      ? function.signature
      : "\(function.member)(\(parameters.map { $0.type.isOptional ? "[\($0.name)]" : $0.name }.joined(separator: ", ")))"
    // The last argument may stand for any number of values.
    let isOpen = arguments.last.map(\.givesSeveral) ?? false
    let certain = isOpen ? arguments.count - 1 : arguments.count
    if certain > parameters.count {
      note(
        .tooManyArguments(signature: signature, count: certain, most: parameters.count),
        at: arguments[parameters.count].range)
    }
    guard !isOpen, arguments.count < parameters.count else { return }
    let missing = parameters[arguments.count...].first { parameter in
      if case .any = parameter.type { return false }
      return !parameter.type.isOptional
    }
    if let missing { note(.missingArgument(signature: signature, name: missing.name), at: range) }
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
    let value = written(value)
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
    case (.string, .string(let bytes)) where ["window", "half_life"].contains(place):
      do throws(DateError) {
        let span = try TimeSpan(String(decoding: bytes, as: UTF8.self))
        guard place == "half_life", ![.day, .week].contains(span.unit) else { break }
        let way = Phrase("write days or weeks, such as 90d", zh: "请写天数或周数，例如 90d")
        note(.badSpan(function: function, place: place, way), at: value.range)
      } catch {
        note(.badSpan(function: function, place: place, error.message), at: value.range)
      }
    case (.string, .string(let bytes)) where place == "span":
      let text = String(decoding: bytes, as: UTF8.self)
      do throws(DateError) {
        let length = text.hasPrefix("-") ? text.dropFirst() : text[...]
        if !TimeSpan.isNone(length) { _ = try TimeSpan(length) }
      } catch {
        note(.badSpan(function: function, place: place, error.message), at: value.range)
      }
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
  func prefix(_ count: Int) -> Range<Int> { lowerBound..<Swift.min(upperBound, lowerBound + count) }
}
