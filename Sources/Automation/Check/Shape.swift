import Analytics
import Domain
import ScriptModel
import Wording

/// What is known of a value without running the script.
indirect enum Shape {
  case unknown
  /// A value of that type; of an optional one, where there is one.
  case value(ScriptType)
  case `nil`
  case function(FunctionDescription)
  case module(ModuleDescription)
  /// A module of Lua's own.
  case library(String)
  case libraryFunction(String)
  /// The inputs of a definition as its functions get them, by name; nil for one of a kind that is not known.
  case inputs([String: InputSource?])
  /// What a customer has of an input.
  case input(InputSource)
  /// A table that is written out, a function of the script.
  case tableLiteral
  case functionLiteral

  /// The type of a value; nil where it is not known.
  var type: ScriptType? {
    if case .value(let type) = self { type.unwrapped } else { nil }
  }

  var isMoney: Bool { type == .money }

  var isNumber: Bool { type == .number || type == .integer }
}

extension Shape {
  /// What a message calls it.
  var name: Phrase {
    switch self {
    case .unknown: Phrase("something else", zh: "其他值")
    case .nil: Phrase(verbatim: "nil")
    case .function, .libraryFunction, .functionLiteral: Phrase("a function", zh: "函数")
    case .module(let module): Phrase("the module \(module.name)", zh: "模块 \(module.name)")
    case .library(let name): Phrase("the module \(name)", zh: "模块 \(name)")
    case .tableLiteral, .inputs, .input: Phrase("a table", zh: "表")
    case .value(.money): Phrase("an amount", zh: "金额")
    case .value(.record(let name)): Phrase("a \(name)", zh: "\(name) 记录")
    case .value(.date): Phrase("a date", zh: "日期")
    case .value(let type): type.unwrapped.expectation
    }
  }

  /// What a message calls it beside an operator.
  var operand: Phrase { isMoney ? Phrase("money", zh: "金额") : Phrase("a number", zh: "数字") }

  /// Whether a value of that shape may be given where a type is wanted; what is not known may.
  func fits(_ wanted: ScriptType) -> Bool {
    switch wanted {
    case .any: return true
    case .optional(let type):
      if case .nil = self { return true }
      return fits(type)
    case .union(let types):
      // Records are named by their ids too.
      if isNumber, types.contains(where: { if case .record(let name) = $0 { Self.isEntity(name) } else { false } }) {
        return true
      }
      return types.contains { fits($0) }
    default: break
    }
    switch self {
    case .unknown, .inputs, .input: return true
    case .nil: return false
    case .function, .libraryFunction, .functionLiteral: return Self.isCallable(wanted)
    case .module: return wanted == .table || Self.isCallable(wanted)
    case .library: return wanted == .table
    case .tableLiteral: return Self.isTable(wanted)
    case .value(let type): return Self.fits(type.unwrapped, wanted)
    }
  }

  private static func isCallable(_ type: ScriptType) -> Bool {
    switch type {
    case .function, .iterator: true
    default: false
    }
  }

  private static func isTable(_ type: ScriptType) -> Bool {
    switch type {
    case .table, .record, .list, .dictionary: true
    default: false
    }
  }

  private static func isEntity(_ name: String) -> Bool { Entity.all.contains { $0.singular == name } }

  private static func fits(_ given: ScriptType, _ wanted: ScriptType) -> Bool {
    switch (given, wanted) {
    case (.any, _), (.optional, _), (.union, _), (.nothing, _): true
    case (.boolean, .boolean): true
    case (.integer, .integer), (.integer, .number), (.number, .number): true
    // A number may be whole.
    case (.number, .integer): true
    case (.string, .string), (.string, .date), (.string, .choice): true
    case (.date, .string), (.date, .date): true
    case (.choice, .string), (.choice, .choice), (.choice, .date): true
    case (.money, .money): true
    case (.record(let one), .record(let other)): one == other || !isEntity(one) || !isEntity(other)
    case (.record, .table), (.table, .record), (.table, .table), (.table, .list): true
    case (.list, .list), (.list, .table): true
    case (.dictionary, _), (_, .dictionary): isTable(given) && isTable(wanted)
    case (.function, _), (.iterator, _): isCallable(wanted)
    default: false
    }
  }
}
