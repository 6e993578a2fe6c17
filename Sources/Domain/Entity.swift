public import Wording

/// A kind of record in the book.
public struct Entity: Sendable, Hashable {
  /// The plural name: the table, the module, the kind on the command line.
  public let name: String
  /// The name of one: the type in documentation.
  public let singular: String
  /// What people call it.
  public let label: Phrase
  /// Its facts, in the order in which they are shown.
  public let fields: [Field]
  /// The fields that tell one record from another; import finds an existing record by them.
  public let naturalKey: [String]
  /// Whether the operator of a book added fields.
  public let hasCustomFields: Bool
  /// The places of the fields that a record must have.
  let required: [Int]
  private let places: [String: Int]

  /// An entity.
  public init(_ name: String, singular: String, _ label: Phrase, key naturalKey: [String], fields: [Field]) {
    self.name = name
    self.singular = singular
    self.label = label
    self.naturalKey = naturalKey
    self.fields = fields
    hasCustomFields = fields.contains(where: \.isCustom)
    required = fields.indices.filter { fields[$0].isRequired }
    places = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The field of that name.
  public func field(_ name: String) -> Field? {
    place(of: name).map { fields[$0] }
  }

  /// Where that field stands among `fields`.
  func place(of name: String) -> Int? { places[name] }

  /// Whether scripts name its records by a code of their own.
  public var hasCode: Bool { naturalKey == ["code"] }

  /// Whether amounts of its records are in a currency that the record names.
  public var hasCurrency: Bool { place(of: "currency") != nil }

  /// The same entity with the fields that the operator of a book added.
  public func adding(_ custom: [Field]) -> Entity {
    Entity(name, singular: singular, label, key: naturalKey, fields: fields + custom)
  }

  /// Every entity, in an order in which referenced ones come first.
  public static let all: [Entity] = [
    .operators, .groups, .products, .customers, .contacts, .documents, .orders, .orderLines, .deliveries, .returns,
    .invoices, .payments, .allocations, .statements, .interactions, .fxRates, .creditProfiles, .securities,
    .creditRatings, .acceptanceBills, .promises, .rewards,
  ]

  /// The entity of that plural name.
  public static func named(_ name: String) -> Entity? {
    all.first { $0.name == name }
  }
}

extension Field {
  /// The code that people know a record by.
  static func code(_ label: Phrase, aliases: [String] = []) -> Field {
    Field("code", .text, label, aliases: aliases, isRequired: true)
  }

  /// The customer that a record belongs to.
  static let customer = Field(
    "customer", .reference("customers"), Phrase("Customer", zh: "客户"),
    aliases: ["customer code", "customer number", "customer id", "客户编号", "客户代码"])

  /// The currency of a record's amounts; the book's base currency where none is given.
  static let currency = Field("currency", .text, Phrase("Currency", zh: "币种"), aliases: ["货币"])

  /// Free text.
  static let note = Field("note", .text, Phrase("Note", zh: "备注"), aliases: ["notes", "comments", "remark", "说明"])
}
