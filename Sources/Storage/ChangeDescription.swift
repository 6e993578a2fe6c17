import Domain
import GRDB

/// Turns logged changes into what people know.
final class ChangeDescription {
  private let session: BookSession
  private var lookups: [UInt32: Lookup] = [:]
  private var codes: [String: StatementShelf] = [:]
  private let gathered: GatheredChanges?
  /// The codes of the records that are in what was gathered only, by table and number, once they were asked for.
  private var newCodes: [String: [Int64: String]]?

  /// Changes of the book, or gathered ones that it does not have: rows that those add may have numbers of its own.
  init(_ session: BookSession, of gathered: GatheredChanges? = nil) {
    self.session = session
    self.gathered = gathered
  }

  func row(_ change: StoredChange, in table: LoggedTable) throws -> RowChange {
    let standing = try standing(change, in: table)
    var fields: [RowChange.FieldChange] = []
    fields.reserveCapacity(change.columns.count)
    for logged in change.columns {
      let column = table.columns[logged.id]
      // Whoever looks at changes looks at those of a run.
      if column.name == "run_id" { continue }
      let old = try value(logged.old, column, standing.oldCurrency)
      let new = try value(logged.new, column, standing.newCurrency)
      if old != new { fields.append(.init(field: column.label, old: old, new: new)) }
    }
    let operation: RowChange.Operation =
      switch change.operation {
      // To people, a row of custom fields is a part of its record.
      case _ where table.isSide: .update
      case .insert: .insert
      case .update: .update
      case .delete: .delete
      }
    return RowChange(
      operation: operation, entity: table.entity?.name ?? table.name, id: change.key, label: standing.label,
      fields: fields)
  }

  /// The entity and what people know a row by: its code, or the values of its natural key.
  func name(of change: StoredChange, in table: LoggedTable) throws -> String {
    "\(table.entity?.name ?? table.name) \(try standing(change, in: table).label)"
  }

  /// The name of a row that no change is at hand for.
  func name(of key: Int64, in table: LoggedTable) throws -> String {
    try name(of: StoredChange(operation: .update, key: key, columns: []), in: table)
  }

  /// The name of a row that an undo has put aside: at home it has stand-ins, and only what was gathered, for a new row, or
  /// the log knows what it was known by.
  func name(ofDisplaced key: Int64, in table: LoggedTable) throws -> String {
    var added: String?
    if let gathered {
      try session.forEachChunk(of: gathered) { chunk in
        guard chunk.table.name == table.name else { return }
        try chunk.forEach { change in
          if change.key == key, change.operation == .insert { added = try name(of: change, in: table) }
        }
      }
    }
    if let added { return added }
    let change = StoredChange(operation: .update, key: key, columns: [])
    return "\(table.entity?.name ?? table.name) \(try standing(change, in: table, isDisplaced: true).label)"
  }

  // MARK: What a change does not say itself

  /// What a row is known by, and the currencies that its amounts were and are in.
  private struct Standing {
    var label: String
    var oldCurrency: Currency
    var newCurrency: Currency
  }

  /// Where the columns of an entity's own table stand that tell what its records are known by.
  private struct Lookup {
    let own: LoggedTable
    /// The columns of the natural key, and last that of the currency, if there is one.
    let columns: [Int]
    /// Reads them by the row's id.
    let statements: StatementShelf
    let isSide: Bool
  }

  private func standing(
    _ change: StoredChange, in table: LoggedTable, isDisplaced: Bool = false
  ) throws -> Standing {
    let base = session.profile.baseCurrency
    guard let lookup = try lookup(table) else {
      let label =
        switch table.name {
        case _ where gathered != nil && change.operation == .insert: try customer(of: change, in: table)
        case "point_movements", "point_lots": try session.pointLabel(change.key, in: table.name)
        case "credit_changes", "credit_checks": try session.creditLabel(change.key, in: table.name)
        case "group_limits": try session.groupLimitLabel(change.key)
        case "scores": try session.scoreLabel(change.key)
        case "tier_standings", "tier_changes", "tier_overrides": try session.tierLabel(change.key, in: table.name)
        default: nil as String?
        }
      let currency = try currency(of: change, in: table) ?? base
      return Standing(label: label ?? "#\(change.key)", oldCurrency: currency, newCurrency: currency)
    }
    let own = lookup.own
    var found = [FieldValue?](repeating: nil, count: lookup.columns.count)
    var oldCurrency: Currency?
    if !lookup.isSide {
      for logged in change.columns {
        guard let place = lookup.columns.firstIndex(of: logged.id) else { continue }
        found[place] = try value(logged.new.isAbsent ? logged.old : logged.new, own.columns[logged.id], base)
        if logged.id == own.currency { oldCurrency = logged.old.text.flatMap { Currency($0) } }
      }
    }
    if isDisplaced {
      for (place, id) in lookup.columns.enumerated() { found[place] = try last(id, of: change.key, in: own) }
    }
    if found.contains(nil) {
      try lookup.statements.using { statement in
        statement.bind(change.key, at: 1)
        let exists = try statement.step()
        for (place, id) in lookup.columns.enumerated() where found[place] == nil {
          found[place] = exists ? statement.text(place).map { .text($0) } : try last(id, of: change.key, in: own)
        }
      }
    }
    var newCurrency = base
    if own.currency != nil, case .text(let code)?? = found.popLast() { newCurrency = Currency(code) ?? base }
    let label = found.map { $0?.displayText ?? "#\(change.key)" }.joined(separator: " ")
    return Standing(label: label, oldCurrency: oldCurrency ?? newCurrency, newCurrency: newCurrency)
  }

  /// The currency of a row of a history, which does not change.
  private func currency(of change: StoredChange, in table: LoggedTable) throws -> Currency? {
    guard let column = table.currency, table.columns.contains(where: \.isAmount) else { return nil }
    if let logged = change.columns.first(where: { $0.id == column }) {
      return (logged.new.isAbsent ? logged.old : logged.new).text.flatMap { Currency($0) }
    }
    return try session.statements["SELECT currency FROM \(quoted(table.name)) WHERE id = ?"].using { statement in
      statement.bind(change.key, at: 1)
      return try statement.firstText()
    }.flatMap { Currency($0) }
  }

  /// The code of the customer that a new row of a history belongs to.
  private func customer(of change: StoredChange, in table: LoggedTable) throws -> String? {
    guard let column = table.column("customer_id"),
      let customer = change.columns.first(where: { $0.id == column })?.new.integer
    else { return nil }
    return try code(of: customer, in: Entity.customers.name)
  }

  private func lookup(_ table: LoggedTable) throws -> Lookup? {
    if let known = lookups[table.tracked.id] { return known }
    guard let entity = table.entity, let tracked = TrackedTable.named(entity.name) else { return nil }
    let own = table.isSide ? try session.loggedTable(tracked) : table
    var columns = entity.naturalKey.compactMap { name in own.columns.firstIndex { $0.field?.name == name } }
    let selection = Selection(entity)
    var expressions = columns.compactMap { own.columns[$0].field.map { selection.expression(of: $0) } }
    if let currency = own.currency {
      columns.append(currency)
      expressions.append("t.currency")
    }
    let sql = "SELECT \(expressions.joined(separator: ", ")) FROM \(quoted(own.name)) t WHERE t.id = ?"
    let lookup = Lookup(own: own, columns: columns, statements: session.statements[sql], isSide: table.isSide)
    lookups[table.tracked.id] = lookup
    return lookup
  }

  /// The last value that the log knows of a row that is gone.
  private func last(_ column: Int, of key: Int64, in table: LoggedTable) throws -> FieldValue? {
    var found: FieldValue?
    try session.forEachChange(of: key, in: table.name) { _, change, _ in
      guard let logged = change.columns.first(where: { $0.id == column }) else { return true }
      let known = logged.new.isAbsent ? logged.old : logged.new
      found = try value(known, table.columns[column], session.profile.baseCurrency)
      return false
    }
    return found
  }

  private func value(_ stored: StoredValue, _ column: LoggedTable.Column, _ currency: Currency) throws -> FieldValue {
    guard let number = stored.integer else { return stored.plain }
    if let target = column.target { return .text(try code(of: number, in: target)) }
    if column.isAmount { return .money(Money(minorUnits: number, currency)) }
    return column.field?.kind == .boolean ? .boolean(number != 0) : .integer(number)
  }

  /// The code of a record, also of one that is gone.
  private func code(of key: Int64, in target: String) throws -> String {
    if let gathered {
      let added = try newCodes ?? session.newCodes(of: gathered)
      newCodes = added
      if let code = added[target]?[key] { return code }
    }
    let codes = codes[target] ?? session.statements["SELECT code FROM \(quoted(target)) WHERE id = ?"]
    self.codes[target] = codes
    let found = try codes.using { statement in
      statement.bind(key, at: 1)
      return try statement.firstText()
    }
    if let found { return found }
    guard let tracked = TrackedTable.named(target) else { return "#\(key)" }
    let table = try session.loggedTable(tracked)
    return try table.column("code").flatMap { try last($0, of: key, in: table) }?.displayText ?? "#\(key)"
  }
}
