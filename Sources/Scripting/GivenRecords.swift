import Domain
import Interchange
import ScriptModel
import Wording

/// The records that a test begins with, by kind.
struct GivenRecords: ScriptArgument {
  private let kinds: [(name: String, rows: ScriptValue)]

  static var scriptType: ScriptType { .table }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> GivenRecords {
    guard case .table(let table) = try ScriptValue.read(call, at: index), table.list.isEmpty else {
      throw call.mismatch(at: index, expected: .table)
    }
    return GivenRecords(kinds: table.fields.map { ($0.name, $0.value) })
  }

  /// Adds them to a book, each after what it refers to; all of them or none.
  func insert(into book: any Book, _ desk: any TestDesk) throws {
    // An unknown kind is refused before anything is written.
    for (name, _) in kinds { _ = try book.entity(name) }
    try desk.atomically {
      for entity in Entity.all {
        guard let rows = kinds.first(where: { $0.name == entity.name })?.rows else { continue }
        try insert(rows, of: try book.entity(entity.name), into: book, desk)
      }
    }
  }

  private func insert(_ rows: ScriptValue, of entity: Entity, into book: any Book, _ desk: any TestDesk) throws {
    for (offset, fields) in try values(rows, of: entity, desk).enumerated() {
      do {
        _ = try book.insert(fields(), into: entity)
      } catch let mismatch as Mismatch {
        throw TestError.row(entity: entity.name, row: offset + 1, mismatch.reason)
      } catch let refusal as any Refusal {
        throw TestError.row(entity: entity.name, row: offset + 1, refusal.message)
      }
    }
  }

  /// What reads the fields of each row.
  private func values(
    _ rows: ScriptValue, of entity: Entity, _ desk: any TestDesk
  ) throws -> [() throws -> [String: FieldValue]] {
    switch rows {
    case .table(let table) where table.fields.isEmpty:
      return table.list.map { row in
        {
          guard case .table(let fields) = row, fields.list.isEmpty else {
            throw Mismatch.value(Phrase("is \(row.written), and no table of fields", zh: "是 \(row.written)，而不是字段表"))
          }
          var values: [String: FieldValue] = [:]
          for (name, value) in fields.fields { values[name] = try FieldValue(value, field: name) }
          return values
        }
      }
    case .string(let text):
      let records = try Self.records(text.utf8.contains(10) || text.utf8.contains(13) ? text : desk.text(of: text))
      guard let header = records.first else { return [] }
      return records.dropFirst().map { cells in
        {
          var values: [String: FieldValue] = [:]
          for (name, cell) in zip(header, cells) where !cell.isEmpty { values[name] = entity.field(name).value(cell) }
          return values
        }
      }
    default: throw TestError.notRows(entity.name, given: rows.written)
    }
  }

  private static func records(_ text: String) throws -> [[String]] {
    var reader = CSVReader(delimiter: CSVOptions().delimiter)
    var records: [[String]] = []
    func take(_ record: CSVRecord) { records.append((0..<record.count).map { record.text($0) }) }
    // A text from elsewhere may still have its byte order mark.
    let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    try reader.read(text.utf8.span) { take($0) }
    try reader.finish { take($0) }
    return records
  }
}

extension Field? {
  /// What a cell of CSV holds for the field; its text where it is no number of that kind, which is refused then.
  fileprivate func value(_ cell: String) -> FieldValue {
    switch self?.kind {
    case .integer: Int64(cell).map { .integer($0) } ?? .text(cell)
    case .real: Double(cell).map { .real($0) } ?? .text(cell)
    case .boolean: cell == "true" ? .boolean(true) : cell == "false" ? .boolean(false) : .text(cell)
    default: .text(cell)
    }
  }
}
