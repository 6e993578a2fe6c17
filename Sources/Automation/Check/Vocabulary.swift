import Domain
import ScriptModel
import Wording

/// The names that a script can use, by what declares them.
struct Vocabulary {
  private let modules: [String: ModuleDescription]
  private let functions: [String: FunctionDescription]
  private let records: [String: RecordDescription]
  /// The fields that the operator of a book added, by the record's name.
  private var custom: [String: [String]]
  /// Whether records may have fields that nobody knows of, since no book was looked at.
  private let isWithoutBook: Bool
  /// Whether a script adds fields by names that are not written out.
  private var mayAddFields = false
  /// Every global.
  let globals: Set<String>

  init(_ catalog: Catalog, custom: [String: [String]]? = nil) {
    modules = Dictionary(catalog.modules.map { ($0.name, $0) }) { first, _ in first }
    functions = Dictionary(catalog.functions.map { ($0.name, $0) }) { first, _ in first }
    let records = catalog.records + [Self.given]
    self.records = Dictionary(records.map { ($0.name, $0) }) { first, _ in first }
    self.custom = custom ?? [:]
    isWithoutBook = custom == nil
    var globals = LuaLibrary.globals.union(LuaLibrary.modules.keys)
    for module in catalog.modules {
      if module.name.isEmpty {
        globals.formUnion(module.functions.map(\.name))
        globals.formUnion(module.constants.map(\.name))
      } else {
        globals.insert(module.name)
      }
    }
    self.globals = globals
  }

  /// What `given` takes. It is described here alone, since pages would show the fields of every record with it.
  private static let given = RecordDescription(
    name: "records", summary: Phrase("Records, by kind.", zh: "按种类给出的记录。"),
    fields: Entity.all.map { entity in
      ParameterDescription(
        name: "\(entity.name)?", summary: entity.label,
        type: .union([.list(.record("\(entity.singular)_fields")), .string]))
    })

  /// What the parameters of a function take.
  func types(ofParametersOf function: FunctionDescription) -> [ScriptType] {
    function.name == "given" ? [.record(Self.given.name)] : function.parameters.map(\.type)
  }

  /// Takes in the fields that a script adds to records.
  mutating func add(_ names: OwnNames) {
    for (record, fields) in names.fields { custom[record, default: []] += fields.sorted() }
    if names.mayAddFields { mayAddFields = true }
  }

  /// What a global is; nil where there is none of that name.
  func global(_ name: String) -> Shape? {
    if let module = modules[name], !name.isEmpty { return .module(module) }
    if let function = functions[name] { return .function(function) }
    if LuaLibrary.modules[name] != nil { return .library(name) }
    if LuaLibrary.globals.contains(name) { return .libraryFunction(name) }
    return globals.contains(name) ? .unknown : nil
  }

  /// What a module has under a name; nil where it has nothing.
  func member(_ name: String, of module: ModuleDescription) -> Shape? {
    if let function = functions["\(module.name).\(name)"] { return .function(function) }
    return module.constants.first { $0.name == name }.map { .value($0.type) }
  }

  /// The function that a module is when it is called.
  func call(of module: ModuleDescription) -> FunctionDescription? { functions[module.name] }

  /// The module whose functions are called on a value: `expect(x):to_equal(y)`; nil for a value of no module.
  func module(ofValue record: String) -> ModuleDescription? {
    let suffix = "_module"
    return record.hasSuffix(suffix) ? modules[String(record.dropLast(suffix.count))] : nil
  }

  func members(of module: ModuleDescription) -> [String] {
    module.functions.map(\.member) + module.constants.map(\.name)
  }

  func record(_ name: String) -> RecordDescription? { records[name] }

  func function(_ name: String) -> FunctionDescription? { functions[name] }

  /// The record of an entity's module; nil for a module that is of none.
  func record(ofModule name: String) -> RecordDescription? { Entity.named(name).flatMap { records[$0.singular] } }

  /// The fields of a table that are described, without the `?` of those that may be left out.
  func fields(of record: RecordDescription) -> [(name: String, type: ScriptType, isOptional: Bool)] {
    record.fields.map { ($0.plainName, $0.type, $0.isOptional) }
  }

  /// What becomes of a field that is not described.
  enum Doubt {
    /// An operator of the book added it.
    case custom
    /// It may be one of a book that was not looked at.
    case possible
    case unknown(suggestion: String?)
  }

  func judge(_ name: String, of record: RecordDescription) -> Doubt {
    let entity = Self.entity(of: record.name)
    let added = entity.flatMap { custom[$0] } ?? []
    if added.contains(name) { return .custom }
    if entity != nil, mayAddFields { return .possible }
    let guess = Suggestion.nearest(to: name, among: fields(of: record).map(\.name) + added)
    if entity != nil, isWithoutBook, guess == nil { return .possible }
    return .unknown(suggestion: guess)
  }

  /// The entity whose record or fields a description is of.
  private static func entity(of name: String) -> String? {
    let suffix = "_fields"
    let singular = name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name
    return Entity.all.contains { $0.singular == singular } ? singular : nil
  }
}
