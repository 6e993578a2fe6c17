import Analytics
import Domain
import LuaSyntax
import ScriptModel
import Scripting
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
        shape = method(name, of: shape, arguments, at: place, in: range)
      }
    }
    return shape
  }

  private mutating func member(_ name: String, of shape: Shape, at range: Range<Int>) -> Shape {
    if name.isEmpty { return .unknown }
    switch shape {
    case .module(let module):
      if let member = vocabulary.member(name, of: module) { return member }
      noteMissing(name, of: module.name, among: vocabulary.members(of: module), at: range)
    case .library(let module):
      let members = LuaLibrary.modules[module] ?? []
      if members.contains(name) { return .libraryFunction("\(module).\(name)") }
      noteMissing(name, of: module, among: members.sorted(), at: range)
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
      case .union(let types): return field(name, ofOneOf: types, at: range)
      case .money: return field(name, of: "money", at: range)
      default: break
      }
    default: break
    }
    return .unknown
  }

  /// Notes that a module has nothing of a name.
  private mutating func noteMissing(_ name: String, of module: String, among members: [String], at range: Range<Int>) {
    let elsewhere = module == Module<TestSession>.expect.name ? Module<TestSession>.expectationsElsewhere[name] : nil
    let guess = elsewhere ?? Suggestion.nearest(to: name, among: members)
    note(
      names.tested.contains("\(module).\(name)")
        ? .alwaysNil(name, of: module, suggestion: guess) : .unknownField(name, of: module, suggestion: guess),
      at: range)
  }

  private mutating func field(_ name: String, of record: String, at range: Range<Int>) -> Shape {
    if let module = vocabulary.module(ofValue: record) { return member(name, of: .module(module), at: range) }
    guard let description = vocabulary.record(record) else { return .unknown }
    if let field = vocabulary.fields(of: description).first(where: { $0.name == name }) { return .value(field.type) }
    if let others = description.others { return .value(others) }
    // What every record of the book has besides its fields; what a script may have added to a table.
    if name == "copy" || description.origin == .patron && names.assigned.contains(name) { return .unknown }
    if case .unknown(let guess) = vocabulary.judge(name, of: description) {
      note(.unknownField(name, of: record, suggestion: guess), at: range)
    }
    return .unknown
  }

  /// A field of a value that is of one of several types: wrong where it is certainly in none of them.
  private mutating func field(_ name: String, ofOneOf types: [ScriptType], at range: Range<Int>) -> Shape {
    let records = types.compactMap { type in
      if case .record(let record) = type { vocabulary.record(record) } else { nil }
    }
    guard records.count == types.count, records.allSatisfy({ $0.origin == .patron }) else { return .unknown }
    let fields = records.flatMap(vocabulary.fields).filter { $0.name == name }
    if let first = fields.first { return fields.allSatisfy { $0.type == first.type } ? .value(first.type) : .unknown }
    if records.contains(where: { $0.others != nil }) || names.assigned.contains(name) { return .unknown }
    let guess = Suggestion.nearest(to: name, among: records.flatMap(\.names))
    note(.unknownField(name, of: records.map(\.name).joined(separator: "|"), suggestion: guess), at: range)
    return .unknown
  }

  private mutating func method(
    _ name: String, of shape: Shape, _ arguments: [Expression], at place: Range<Int>, in range: Range<Int>
  ) -> Shape {
    if case .record(let record)? = shape.type, vocabulary.module(ofValue: record) != nil,
      case .function(let function) = member(name, of: shape, at: place)
    {
      return call(function, arguments, at: range, isMethod: true)
    }
    for argument in arguments { _ = visit(argument) }
    switch shape {
    case .module:
      guard case .function(let function) = member(name, of: shape, at: place) else { return .unknown }
      if function.parameters.first?.name != Self.receiver { note(.dotOrColon(function.name, isColon: true), at: place) }
      return .value(function.result.type)
    case .value(let type):
      switch type.unwrapped {
      case .string, .date, .choice:
        let members = LuaLibrary.modules["string"] ?? []
        if name.isEmpty || members.contains(name) { return result(of: "string.\(name)") }
        let guess = Suggestion.nearest(to: name, among: members.sorted())
        note(.unknownField(name, of: "string", suggestion: guess), at: place)
      case .record: if name == "copy" { return shape }
      default: noteUnknownCall()
      }
    default: noteUnknownCall()
    }
    return .unknown
  }

  /// What a function of Lua's own gives.
  func result(of libraryFunction: String) -> Shape {
    LuaLibrary.results[libraryFunction].map { .value($0) } ?? .unknown
  }
}
