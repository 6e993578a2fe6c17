public import CRow

/// The columns of a row and what they mean, in the form that a script host reads. It keeps its memory for as long as it
/// lives, which must be longer than any record made with it.
@safe public final class RowShape {
  /// The entity that rows of this shape belong to.
  public let entity: Entity
  /// The fields after the leading `id`, in column order.
  public let fields: [Field]
  /// The layout for the row bridge.
  public let layout: UnsafePointer<row_layout>

  private let columns: UnsafeMutablePointer<row_column>
  private let names: [UnsafeMutablePointer<CChar>]
  // Kept for as long as the layout may be used.
  private let reading: ReadFields?

  /// The shape of an id followed by all fields of an entity; `reading` notes what scripts read of it.
  public init(_ entity: Entity, reading: ReadFields? = nil) {
    self.entity = entity
    let isNoted = reading.map { $0.names.count == entity.fields.count } ?? false
    self.reading = isNoted ? reading : nil
    fields = entity.fields
    let currency = entity.fields.firstIndex { $0.name == "currency" }.map { Int32($0) + 1 } ?? -1
    let described: [(String, UInt8)] = [("id", kind(of: .integer))] + entity.fields.map { ($0.name, kind(of: $0.kind)) }
    var names = unsafe [UnsafeMutablePointer<CChar>]()
    unsafe columns = .allocate(capacity: described.count)
    for (offset, (name, kind)) in described.enumerated() {
      let copy = unsafe copied(name)
      unsafe names.append(copy)
      unsafe (columns + offset).initialize(to: row_column(name: copy, kind: kind, currency: currency, record: nil))
    }
    let title = unsafe copied(entity.name)
    unsafe names.append(title)
    unsafe self.names = unsafe names
    let layout = UnsafeMutablePointer<row_layout>.allocate(capacity: 1)
    unsafe layout.initialize(
      to: row_layout(
        entity: title, count: Int32(described.count), columns: columns, first: 0,
        records: 0, read: isNoted ? reading?.bytes : nil))
    unsafe self.layout = unsafe UnsafePointer(layout)
  }

  deinit {
    // Row columns and layouts are plain C structs: freeing them is all.
    unsafe names.forEach { unsafe $0.deallocate() }
    unsafe columns.deallocate()
    unsafe layout.deallocate()
  }
}

/// Which fields of an entity's records scripts have read.
@safe public final class ReadFields {
  fileprivate let names: [String]
  fileprivate let bytes: UnsafeMutablePointer<UInt8>

  /// Nothing has been read yet.
  public init(_ entity: Entity) {
    names = entity.fields.map(\.name)
    // The id comes before the fields.
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: entity.fields.count + 1)
    unsafe bytes.initialize(repeating: 0, count: entity.fields.count + 1)
    unsafe self.bytes = unsafe bytes
  }

  /// The fields that were read.
  public var fields: Set<String> {
    Set(names.enumerated().filter { unsafe bytes[$0.offset + 1] != 0 }.map(\.element))
  }

  deinit { unsafe bytes.deallocate() }
}

private func kind(of kind: Field.Kind) -> UInt8 {
  switch kind {
  case .text, .date, .instant, .choice, .reference: UInt8(ROW_KIND_TEXT)
  case .integer: UInt8(ROW_KIND_INTEGER)
  case .real: UInt8(ROW_KIND_REAL)
  case .boolean: UInt8(ROW_KIND_BOOLEAN)
  case .money: UInt8(ROW_KIND_MONEY)
  }
}

private func copied(_ text: String) -> UnsafeMutablePointer<CChar> {
  let bytes = text.utf8CString
  let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
  for (offset, byte) in bytes.enumerated() { unsafe (copy + offset).initialize(to: byte) }
  return unsafe copy
}

/// Rows of one shape, one at a time.
public protocol RowStream: AnyObject {
  /// What the columns are.
  var shape: RowShape { get }
  /// Reads the current row; valid after `next()` said true, until the following one.
  var reader: row_reader { get }
  /// Moves on; false at the end.
  func next() throws -> Bool
  /// Lets go of the book. It may be called more than once.
  func close()
}

extension RowStream {
  /// The id of the current row, which is the first column of every shape.
  public var id: Int64 {
    let reader = unsafe reader
    return unsafe reader.read(reader.source, 0).integer
  }
}
