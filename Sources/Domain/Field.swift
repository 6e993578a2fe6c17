public import Wording

/// A fact that records of an entity hold, described once: tables, filters, import, export, scripts and documentation
/// follow from it.
public struct Field: Sendable, Hashable {
  /// What a field holds.
  public enum Kind: Sendable, Hashable {
    case text
    case integer
    case real
    case boolean
    /// Local ISO text, `2026-11-21`.
    case date
    /// UTC ISO text, `2026-11-21T22:18:14Z`.
    case instant
    /// Minor units of the record's `currency`.
    case money
    /// One of a closed list.
    case choice([Choice])
    /// A record of another entity. Scripts see and give its code.
    case reference(String)
  }

  /// One of the values of a closed list.
  public struct Choice: Sendable, Hashable {
    /// The value in the book and in scripts.
    public let name: String
    /// What people call it; accepted on import.
    public let label: Phrase

    /// A value and what people call it.
    public init(_ name: String, _ label: Phrase) {
      self.name = name
      self.label = label
    }
  }

  /// The name in scripts, SQL and JSON.
  public let name: String
  /// What it holds.
  public let kind: Kind
  /// What people call it; accepted as a column header on import.
  public let label: Phrase
  /// Other headers that mean it.
  public let aliases: [String]
  /// Whether a record must have it.
  public let isRequired: Bool
  /// Whether its numbers and amounts are above 0.
  public let isPositive: Bool
  /// Whether the operator of the book added it.
  public let isCustom: Bool
  /// The column, where it is not called after the field.
  private let ownColumn: String?

  /// A field. Import accepts `label` and `aliases` as headers besides the name.
  public init(
    _ name: String, _ kind: Kind, _ label: Phrase, aliases: [String] = [], isRequired: Bool = false,
    isPositive: Bool = false, isCustom: Bool = false, column: String? = nil
  ) {
    ownColumn = column
    self.name = name
    self.kind = kind
    self.label = label
    self.aliases = aliases
    self.isRequired = isRequired
    self.isPositive = isPositive
    self.isCustom = isCustom
  }

  /// The column that stores it.
  public var column: String {
    if case .reference = kind { "\(name)_id" } else { ownColumn ?? name }
  }

  /// The same field, stored in a column of another name.
  public func stored(in column: String) -> Field {
    Field(
      name, kind, label, aliases: aliases, isRequired: isRequired, isPositive: isPositive, isCustom: isCustom,
      column: column)
  }

  /// The same field, required.
  public var required: Field {
    Field(
      name, kind, label, aliases: aliases, isRequired: true, isPositive: isPositive, isCustom: isCustom,
      column: ownColumn)
  }

  /// The same field for numbers above 0 only.
  var positive: Field {
    Field(
      name, kind, label, aliases: aliases, isRequired: isRequired, isPositive: true, isCustom: isCustom,
      column: ownColumn)
  }
}
