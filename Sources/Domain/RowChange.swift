/// What a run did to one row.
public struct RowChange: Sendable, Hashable {
  /// What happened.
  public enum Operation: String, Sendable {
    case insert
    case update
    case delete
  }

  /// One field before and after.
  public struct FieldChange: Sendable, Hashable {
    /// The field's name.
    public let field: String
    /// The value before; null for a new row.
    public let old: FieldValue
    /// The value after; null for a row that is gone.
    public let new: FieldValue

    /// A changed field.
    public init(field: String, old: FieldValue, new: FieldValue) {
      self.field = field
      self.old = old
      self.new = new
    }
  }

  /// What happened.
  public let operation: Operation
  /// The entity's name.
  public let entity: String
  /// The row's id.
  public let id: Int64
  /// The row, as people know it: its code, or its key.
  public let label: String
  /// The fields that changed, in the entity's order. A new or deleted row names those that have a value.
  public let fields: [FieldChange]

  /// A changed row.
  public init(operation: Operation, entity: String, id: Int64, label: String, fields: [FieldChange]) {
    self.operation = operation
    self.entity = entity
    self.id = id
    self.label = label
    self.fields = fields
  }
}

/// What a run changed, in figures and with the first rows.
public struct ChangeSummary: Sendable, Hashable {
  /// The changes of one entity.
  public struct Totals: Sendable, Hashable {
    /// New rows.
    public var inserted = 0
    /// Changed rows.
    public var updated = 0
    /// Rows that are gone.
    public var deleted = 0
    /// How often each field of existing rows changed.
    public var fields: [String: Int] = [:]

    /// Nothing changed yet.
    public init() {}
  }

  /// Totals by entity, in the order of tables.
  public var totals: [(entity: String, totals: Totals)] = []
  /// The first rows.
  public var rows: [RowChange] = []

  /// Nothing changed yet.
  public init() {}

  /// How many rows changed in all.
  public var rowCount: Int {
    totals.reduce(0) { $0 + $1.totals.inserted + $1.totals.updated + $1.totals.deleted }
  }

  public static func == (first: ChangeSummary, second: ChangeSummary) -> Bool {
    first.rows == second.rows
      && first.totals.elementsEqual(second.totals) { $0.entity == $1.entity && $0.totals == $1.totals }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(rows)
  }
}

/// One change of one field in a record's past.
public struct HistoryEntry: Sendable, Hashable {
  /// The run that made it.
  public let run: Int64
  /// When.
  public let at: Instant
  /// Who.
  public let operatorName: String
  /// What ran.
  public let title: String
  /// The change.
  public let change: RowChange.FieldChange

  /// An entry.
  public init(run: Int64, at: Instant, operatorName: String, title: String, change: RowChange.FieldChange) {
    self.run = run
    self.at = at
    self.operatorName = operatorName
    self.title = title
    self.change = change
  }
}
