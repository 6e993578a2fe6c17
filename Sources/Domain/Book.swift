public import Wording

/// What is fixed for a whole book.
public struct BookProfile: Sendable, Hashable {
  /// The company or purpose.
  public var name: String
  /// The currency of sums over documents.
  public var baseCurrency: Currency
  /// The zone whose midnight parts business days.
  public var timeZone: String

  /// A profile.
  public init(name: String, baseCurrency: Currency, timeZone: String) {
    self.name = name
    self.baseCurrency = baseCurrency
    self.timeZone = timeZone
  }
}

/// How a record is named.
public enum RecordKey: Sendable, Hashable, CustomStringConvertible {
  case code(String)
  case id(Int64)

  public var description: String {
    switch self {
    case .code(let code): code
    case .id(let id): "#\(id)"
    }
  }
}

/// A book as one run sees it: the records and the rules that keep them true.
public protocol Book: ScoreRegister {
  /// What is fixed for the whole book.
  var profile: BookProfile { get }
  /// An entity with the custom fields that this book has.
  func entity(_ name: String) throws -> Entity
  /// The records that a query means. Rows come one at a time; the set of them is fixed first where the run writes.
  func rows(_ query: Query) throws -> any RowStream
  /// How many records a query means.
  func count(_ query: Query) throws -> Int
  /// One record, with the cursor on it; nil where there is none. The code of a merged record finds the one that it
  /// was merged into.
  func row(_ key: RecordKey, of entity: Entity) throws -> (any RowStream)?
  /// Adds a record and returns its id. Values are checked against the entity.
  func insert(_ values: [String: FieldValue], into entity: Entity) throws -> Int64
  /// Changes fields of a record and returns its id. Nothing is written where the values are the same.
  func update(_ key: RecordKey, of entity: Entity, _ changes: [String: FieldValue]) throws -> Int64
  /// Runs changes that belong together: all of them happen, or none.
  func atomically<Result>(_ changes: () throws -> Result) throws -> Result
}

/// Why the book refuses a reading or a change.
public enum BookError: Refusal, Hashable {
  case unknownEntity(String)
  case unknownField(String, entity: Entity)
  case field(FieldError)
  case missing(field: Field, entity: Entity)
  case notFound(RecordKey, entity: Entity)
  case exists(String, entity: Entity)
  case unknownReference(String, field: Field)
  case currency(String, field: Field)

  public var code: String {
    switch self {
    case .unknownEntity: "unknown-entity"
    case .unknownField: "unknown-field"
    case .field(let error): error.code
    case .missing: "missing-field"
    case .notFound: "not-found"
    case .exists: "already-exists"
    case .unknownReference: "unknown-reference"
    case .currency: "unknown-currency"
    }
  }

  public var message: Phrase {
    switch self {
    case .unknownEntity(let name):
      return Phrase("there is no kind of record '\(name)'", zh: "没有名为 '\(name)' 的记录类型")
        + guess(name, among: Entity.all.map(\.name))
    case .unknownField(let name, let entity):
      return Phrase("\(entity.name) have no field '\(name)'", zh: "\(entity.name) 没有字段 '\(name)'")
        + guess(name, among: entity.fields.map(\.name))
    case .field(let error): return error.message
    case .missing(let field, let entity):
      return Phrase("a record of \(entity.name) needs '\(field.name)'", zh: "\(entity.name) 的记录必须有 '\(field.name)'")
    case .notFound(let key, let entity):
      return Phrase("there is no record \(key) in \(entity.name)", zh: "\(entity.name) 中没有记录 \(key)")
    case .exists(let key, let entity):
      return Phrase("\(entity.name) already have a record \(key)", zh: "\(entity.name) 中已有记录 \(key)")
    case .unknownReference(let code, let field):
      return Phrase(
        "field '\(field.name)': there is no record \"\(code)\" to refer to",
        zh: "字段 '\(field.name)'：没有可引用的记录 \"\(code)\"")
    case .currency(let code, let field):
      return Phrase(
        "field '\(field.name)' takes an ISO 4217 code such as CNY, got \"\(code)\"",
        zh: "字段 '\(field.name)' 需要 ISO 4217 货币代码，例如 CNY，收到的是 \"\(code)\"")
    }
  }

  private func guess(_ name: String, among names: [String]) -> Phrase {
    guard let guess = Suggestion.nearest(to: name, among: names) else { return Phrase(verbatim: "") }
    return Phrase(" (did you mean '\(guess)'?)", zh: "（是否想写 '\(guess)'？）")
  }
}
