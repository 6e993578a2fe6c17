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
  /// The name in signatures, `customer`.
  public let name: String
  /// One line on what it is.
  public let summary: Phrase
  /// Its fields in order; a `?` after the name marks one that may be left out.
  public let fields: [ParameterDescription]
  /// Its operators, as annotations write them: `add(money): money`.
  public let operators: [String]

  /// A described table.
  public init(name: String, summary: Phrase, fields: [ParameterDescription], operators: [String] = []) {
    self.name = name
    self.summary = summary
    self.fields = fields
    self.operators = operators
  }
}

/// All that scripts see, without bodies: what documentation is made from.
public struct Catalog: Sendable {
  /// The modules in the order in which they are documented.
  public let modules: [ModuleDescription]
  /// The tables that signatures name.
  public let records: [RecordDescription]

  /// A catalog of modules and of the tables that their signatures name. A function is listed in the module that it is
  /// named after, wherever it was declared.
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
    self.records = records
  }

  /// Every function.
  public var functions: [FunctionDescription] { modules.flatMap(\.functions) }

  /// The function of that name, `customers.get`.
  public func function(named name: String) -> FunctionDescription? {
    functions.first { $0.name == name }
  }
}
