public import Wording

/// A parameter as it is declared: its name, what it means and its type, written once.
public struct Parameter<Value: ScriptArgument>: Sendable {
  /// What the documentation says of it.
  public let description: ParameterDescription

  /// A parameter of that type. `type` narrows how the type is documented, where Swift's type alone says too little.
  public init(_ name: String, _ summary: Phrase, as _: Value.Type = Value.self, type: ScriptType = Value.scriptType) {
    description = ParameterDescription(name: name, summary: summary, type: type)
  }
}

/// What a function returns, as it is declared.
public struct Returned<Value: ScriptResult>: Sendable {
  /// Makes what the documentation says of it: a start of the program needs none of its fields.
  public let describe: @Sendable () -> ParameterDescription

  /// A result of that type.
  public init(
    _ name: String, _ summary: Phrase, as _: Value.Type = Value.self,
    type: @autoclosure @escaping @Sendable () -> ScriptType = Value.scriptType
  ) {
    describe = { ParameterDescription(name: name, summary: summary, type: type(), tables: Value.tables) }
  }
}

extension Returned<Nothing> {
  /// No result.
  public static var nothing: Returned<Nothing> {
    Returned("", Phrase(verbatim: ""))
  }
}

/// A parameter or result without its Swift type.
public struct ParameterDescription: Sendable {
  /// The name in the signature.
  public let name: String
  /// One line on what it means.
  public let summary: Phrase
  /// Its type.
  public let type: ScriptType
  /// Of a result: the tables of declared fields that it is or holds, each before those within it.
  public let tables: [RecordDescription]

  /// A described parameter.
  public init(name: String, summary: Phrase, type: ScriptType, tables: [RecordDescription] = []) {
    self.name = name
    self.summary = summary
    self.type = type
    self.tables = tables
  }

  /// The name of a field without the `?` that marks one that may be left out.
  public var plainName: String { name.hasSuffix("?") ? String(name.dropLast()) : name }

  /// Whether a field may be left out.
  public var isOptional: Bool { name.hasSuffix("?") || type.isOptional }
}
