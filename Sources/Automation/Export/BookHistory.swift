import Domain
import Foundation
import Interchange
import Storage

/// A history or ledger of a book as a file: an object a line, whatever the form of the other files.
struct BookHistory {
  let table: HistoryTable

  /// The names of all such files.
  static let names = HistoryTable.all.map(\.name)

  /// The file's name.
  static func fileName(of name: String) -> String { "\(name).ndjson" }

  /// Writes the rows to a file; how many.
  func write(to path: String, from session: BookSession) throws -> Int {
    let file = try OutputFile(path)
    var writer = RowsWriter(table.columns, .ndjson)
    var count = 0
    try session.export(table) { row in
      try writer.row(row)
      count += 1
      if writer.pending > 256 << 10 { try writer.drain { try file.write($0) } }
    }
    try writer.end()
    try writer.drain { try file.write($0) }
    try file.finish()
    return count
  }

  /// Takes the rows of a file over; how many it has, and how many are new.
  func read(_ path: String, into session: BookSession, isCancelled: () -> Bool) throws -> (rows: Int, new: Int) {
    guard let handle = FileHandle(forReadingAtPath: path) else { throw ImportError.unreadable(path) }
    defer { try? handle.close() }
    var (rows, new) = (0, 0)
    var rest: [UInt8] = []
    func take(_ line: ArraySlice<UInt8>) throws {
      if line.isEmpty { return }
      let object: JSON
      do { object = try JSON(parsing: Array(line).span) } catch { throw ImportError.badDescription(path) }
      rows += 1
      if try session.adopt(try values(object, path), into: table) { new += 1 }
    }
    while let piece = try handle.read(upToCount: 256 << 10), !piece.isEmpty {
      if isCancelled() { throw HistoryCancelled() }
      rest += piece
      guard let last = rest.lastIndex(of: UInt8(ascii: "\n")) else { continue }
      for line in rest[..<last].split(separator: UInt8(ascii: "\n")) { try take(line) }
      rest.removeSubrange(...last)
    }
    try take(rest[...])
    return (rows, new)
  }

  private func values(_ object: JSON, _ path: String) throws -> [FieldValue] {
    try table.columns.map { name in
      switch object[name] {
      case nil, .null?: .null
      case .integer(let number)?: .integer(number)
      case .number(let number)?: .real(number)
      case .string(let text)?: .text(text)
      default: throw ImportError.badDescription(path)
      }
    }
  }
}

/// Somebody stopped the import while histories were read.
struct HistoryCancelled: Error {}
