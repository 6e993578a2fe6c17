public import Wording

/// A table of functions that scripts see under one name.
public struct Module<Host: HostSession>: Sendable {
  /// The global name of the table; empty for functions that are globals themselves.
  public let name: String
  /// One line on what it is about.
  public let summary: Phrase
  /// Its functions, in the order in which they are documented. One that has the module's own name makes the module
  /// callable.
  public let functions: [Function<Host>]
  /// Values that stand beside the functions.
  public let constants: [ParameterDescription]

  /// A module. Each function's name begins with the module's.
  public init(
    _ name: String, _ summary: Phrase, constants: [ParameterDescription] = [], functions: [Function<Host>]
  ) {
    self.name = name
    self.summary = summary
    self.functions = functions
    self.constants = constants
  }

  /// The module without its functions' bodies.
  public var description: ModuleDescription {
    ModuleDescription(name: name, summary: summary, constants: constants, functions: functions.map(\.description))
  }
}

/// A module without its functions' bodies.
public struct ModuleDescription: Sendable {
  /// The global name of the table; empty for globals.
  public let name: String
  /// One line on what it is about.
  public let summary: Phrase
  /// Values that stand beside the functions.
  public let constants: [ParameterDescription]
  /// Its functions, in the order in which they are documented.
  public let functions: [FunctionDescription]
}

/// A table with known fields: a record that functions return, or options that they take.
public struct RecordDescription: Sendable {
  /// Where such a table comes from.
  public enum Origin: Sendable {
    /// A script writes it out; one of its fields under another name is a mistake.
    case script
    /// Patron hands it out.
    case patron
    /// It is a row of the book.
    case book
  }

  /// The name in signatures, `customer`.
  public let name: String
  /// What messages call such a table: the name, or the function that returns it, `credit.exposure(…)`.
  public let title: String
  /// One line on what it is.
  public let summary: Phrase
  /// Its fields in order; a `?` after the name marks one that may be left out.
  public let fields: [ParameterDescription]
  /// What it holds under names that are the caller's; nil where it holds nothing else.
  public let others: ScriptType?
  /// The type of Lua's that it is besides; nil for a table only.
  public let base: ScriptType?
  /// Its operators, as annotations write them: `add(money): money`.
  public let operators: [String]
  /// Where it comes from.
  public let origin: Origin

  /// A described table.
  public init(
    name: String, title: String? = nil, summary: Phrase, fields: [ParameterDescription], others: ScriptType? = nil,
    base: ScriptType? = nil, operators: [String] = [], from origin: Origin = .script
  ) {
    self.name = name
    self.title = title ?? name
    self.summary = summary
    self.fields = fields
    self.others = others
    self.base = base
    self.operators = operators
    self.origin = origin
  }

  /// Its fields as pages list them, with what it holds under other names.
  var rows: [ParameterDescription] {
    guard let others else { return fields }
    return fields + [
      ParameterDescription(name: "…", summary: Phrase("Under names of your own.", zh: "名称自定。"), type: others)
    ]
  }

  /// The names of its fields, without the `?` of those that may be left out.
  public var names: [String] { fields.map(\.plainName) }

  /// Whether a table may have a field of that name.
  public func has(_ name: String) -> Bool { others != nil || fields.contains { $0.plainName == name } }
}

extension [RecordDescription] {
  /// Those that types name, and those that scripts write out within them.
  public func named(in types: [ScriptType]) -> [RecordDescription] {
    var found: Set<String> = []
    var names = types.flatMap(\.names)
    while let name = names.popLast() {
      guard let record = first(where: { $0.name == name }), found.insert(name).inserted else { continue }
      let inner = (record.fields.map(\.type) + [record.others].compactMap { $0 }).flatMap(\.names)
      names += inner.filter { name in contains { $0.name == name && $0.origin == .script } }
    }
    return filter { found.contains($0.name) }
  }
}

/// All that scripts see, without bodies: what documentation is made from.
public struct Catalog: Sendable {
  /// The modules in the order in which they are documented.
  public let modules: [ModuleDescription]
  /// The tables that signatures name.
  public let records: [RecordDescription]

  /// A catalog of modules and of the tables that their signatures name, besides those that functions declare with their
  /// results. A function is listed in the module that it is named after, wherever it was declared.
  public init(modules: [ModuleDescription], records: [RecordDescription]) {
    let functions = modules.flatMap { module in
      module.functions.map { (home: $0.name == module.name ? module.name : $0.module, function: $0) }
    }
    var names: Set<String> = []
    self.modules = modules.filter { names.insert($0.name).inserted }.map { module in
      ModuleDescription(
        name: module.name, summary: module.summary, constants: module.constants,
        functions: functions.filter { $0.home == module.name }.map(\.function))
    }
    var described: Set<String> = []
    self.records = (records + functions.flatMap(\.function.result.tables)).filter { described.insert($0.name).inserted }
  }

  /// Every function.
  public var functions: [FunctionDescription] { modules.flatMap(\.functions) }

  /// The function of that name, `customers.get`.
  public func function(named name: String) -> FunctionDescription? {
    functions.first { $0.name == name }
  }
}
