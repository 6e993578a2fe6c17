import CRow
import Domain
import GRDBSQLite

/// The customers of a part of the book, in the order of their ids. Every field can be read: those that were announced come
/// with the row, any other with a look at the whole row when it is asked for.
@safe final class CustomerPass {
  /// All fields.
  let shape: RowShape
  /// Why a field could not be read: the customer's values are not to be trusted.
  private(set) var failure: (any Error)?

  private let session: BookSession
  private let announced: StatementCursor
  /// For each column, where it stands among the announced ones; -1 for others.
  private let places: [Int32]
  private var whole: StatementCursor?
  private var isOnWhole = false

  /// - Parameter fields: The fields that are announced; nil for all.
  init(_ session: BookSession, fields: Set<String>?) throws {
    self.session = session
    let whole = try session.entity(Entity.customers.name)
    let always: Set<String> = ["code", "name", "currency"]
    let narrow = Entity(
      whole.name, singular: whole.singular, whole.label, key: whole.naturalKey,
      fields: whole.fields.filter { fields?.contains($0.name) ?? true || always.contains($0.name) })
    shape = RowShape(whole, reading: session.reading)
    var places: [Int32] = [0]
    for field in whole.fields {
      places.append(narrow.fields.firstIndex { $0.name == field.name }.map { Int32(clamping: $0 + 1) } ?? -1)
    }
    self.places = places
    announced = try StatementCursor(
      session.statements["\(Selection(narrow).text) \(ScoreInputsSQL.customers)"], shape: shape)
  }

  /// The customer's id.
  var id: Int64 { announced.id }

  /// The column of a field; 0 where there is none.
  func column(of field: String) -> Int32 {
    Int32(clamping: shape.fields.firstIndex { $0.name == field }.map { $0 + 1 } ?? 0)
  }

  /// Starts with the first of some customers.
  func begin(_ part: ClosedRange<Int64>) {
    failure = nil
    isOnWhole = false
    announced.restart(keys: part)
  }

  /// Moves to the next customer of the part; false after the last.
  func advance() throws -> Bool {
    isOnWhole = false
    return try announced.advance()
  }

  /// Where a column is to be read, until the pass moves on. SQLite answers for columns out of range, and every call is
  /// safe while the statements live, which is as long as the pass.
  func place(of column: Int32) -> (statement: OpaquePointer, column: Int32) {
    let known = places.indices.contains(Int(column)) ? places[Int(column)] : column
    if known >= 0 { return unsafe (announced.statement.handle, known) }
    do {
      return unsafe (try standOnWhole().statement.handle, column)
    } catch {
      failure = error
      // No row has this column.
      return unsafe (announced.statement.handle, .max)
    }
  }

  private func standOnWhole() throws -> StatementCursor {
    if let whole, isOnWhole { return whole }
    let whole = try self.whole ?? StatementCursor(session.statements[Selection(shape.entity).one], shape: shape)
    self.whole = whole
    whole.restart(key: id)
    guard try whole.advance() else { throw BookFileError.damaged("customers", "\(id)") }
    isOnWhole = true
    return whole
  }

  /// Lets go of the book.
  func close() {
    announced.close()
    whole?.close()
  }
}

extension BookSession {
  /// The customers who were not merged into others, in the order of their ids, each with code and name.
  public func forEachCustomer(_ body: (_ id: Int64, _ code: String, _ name: String) throws -> Void) throws {
    try statements["SELECT id, code, name FROM customers WHERE merged_into_id IS NULL ORDER BY id"].using { statement in
      while try statement.step() {
        try body(statement.integer(0) ?? 0, statement.text(1) ?? "", statement.text(2) ?? "")
      }
    }
  }
}
