public import Wording

/// A result that scripts get as a table of declared fields.
public protocol TableResult: ScriptResult {
  /// Its fields.
  static var table: ResultTable<Self> { get }
}

extension TableResult {
  public static var scriptType: ScriptType { .record(table.description.name) }

  public static var tables: [RecordDescription] { table.descriptions }

  public func push(to call: Call) throws -> Int32 {
    try Self.table.push(self, to: call)
    return 1
  }
}

/// The fields of a kind of table that functions return, declared once: what scripts get, what a misspelt name is told, and
/// what is documented follow from it.
public struct ResultTable<Subject>: Sendable {
  /// A field: its name, what it means, and how it follows from the subject.
  public struct Field: Sendable {
    let description: ParameterDescription
    let tables: [RecordDescription]
    let push: @Sendable (Subject, Call) throws -> Void

    /// A field of that type, which may be absent where the type is `Optional`. `type` narrows how it is documented.
    public init<Value: ScriptResult>(
      _ name: String, _ summary: Phrase, type: ScriptType = Value.scriptType,
      _ value: @escaping @Sendable (Subject) throws -> Value
    ) {
      description = ParameterDescription(
        name: type.isOptional ? name + "?" : name, summary: summary, type: type.unwrapped)
      tables = Value.tables
      push = { subject, call in _ = try value(subject).push(to: call) }
    }
  }

  /// What is documented of it.
  public let description: RecordDescription
  /// That, and of the tables within.
  let descriptions: [RecordDescription]
  private let fields: [(name: String, push: @Sendable (Subject, Call) throws -> Void)]
  private let shape: TableShape

  /// A kind of table.
  ///
  /// - Parameters:
  ///   - name: The name in signatures, `credit_exposure`.
  ///   - origin: Where scripts get it, as a message names it: `credit.exposure(…)`.
  public init(_ name: String, from origin: String, _ summary: Phrase, _ fields: [Field]) {
    description = RecordDescription(
      name: name, title: origin, summary: summary, fields: fields.map(\.description), from: .patron)
    descriptions = [description] + fields.flatMap(\.tables)
    self.fields = zip(description.names, fields).map { ($0, $1.push) }
    shape = TableShape(description)
  }

  func push(_ subject: Subject, to call: Call) throws {
    guard call.reserve(8) else {
      throw Mismatch.value(Phrase("nests too deep", zh: "嵌套过深"))
    }
    let place = call.beginTable(count: fields.count)
    for (name, push) in fields {
      try push(subject, call)
      call.setField(name, of: place)
    }
    call.setShape(shape)
  }
}
