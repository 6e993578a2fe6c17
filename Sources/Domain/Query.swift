/// Which records of an entity, and in which order.
public struct Query: Sendable {
  /// The entity, with its custom fields.
  public var entity: Entity
  /// The condition; nil for all records.
  public var filter: Filter?
  /// The order; ties, and queries without an order, follow the order of creation.
  public var order: [Order] = []
  /// How many records at the most.
  public var limit: Int?

  /// A field to order by.
  public struct Order: Sendable {
    /// The field; nil for the id, which is the order of creation.
    public let field: Field?
    /// Whether the greatest comes first.
    public let descending: Bool

    /// An order by that field.
    public init(_ field: Field, descending: Bool = false) {
      self.field = field
      self.descending = descending
    }

    /// An order by the id.
    public init(descending: Bool = false) {
      field = nil
      self.descending = descending
    }
  }

  /// All records of an entity that meet a condition.
  public init(_ entity: Entity, where filter: Filter? = nil) {
    self.entity = entity
    self.filter = filter
  }
}

/// A condition on a record, checked against its entity when it was made.
public indirect enum Filter: Sendable, Hashable {
  /// How two values compare.
  public enum Comparison: String, Sendable, CaseIterable {
    case equal = "="
    case unequal = "~="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
  }

  case all([Filter])
  case any([Filter])
  case not(Filter)
  /// A comparison with null is `isNull`. A plain number compared with money is in the record's own currency.
  case compare(Field, Comparison, FieldValue)
  case oneOf(Field, [FieldValue])
  /// SQL's LIKE: `%` any run, `_` any character; case does not count for ASCII.
  case like(Field, String)
  case isNull(Field)
  /// The record's id.
  case id(Comparison, Int64)
}
