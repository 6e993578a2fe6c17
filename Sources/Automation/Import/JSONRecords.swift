import Domain
import Interchange

/// Objects of JSON as records of delimited text, so that one path leads into the book. The names of the first object are
/// the headers.
struct JSONRecords {
  private var lines: NDJSONReader?
  private var whole: [UInt8] = []
  private var headers: [String] = []
  private var writer = CSVWriter()

  /// Reads an array of objects, or an object on each line.
  init(isArray: Bool) {
    lines = isArray ? nil : NDJSONReader()
  }

  /// Takes the next bytes of the file and lends out the records that they complete.
  mutating func read(_ text: Span<UInt8>, _ body: (Span<UInt8>) throws -> Void) throws {
    guard var reader = lines else {
      whole += Array(text)
      return
    }
    try reader.read(text) { value, line in try add(value, line) }
    lines = reader
    try writer.drain(body)
  }

  /// Lends out the last records.
  mutating func finish(_ body: (Span<UInt8>) throws -> Void) throws {
    if var reader = lines {
      try reader.finish { value, line in try add(value, line) }
    } else {
      guard case .array(let objects) = try JSON(parsing: whole.span) else {
        throw JSONFault.unexpected(found: "a value", expected: "an array of objects", line: 1, column: 1)
      }
      for (index, object) in objects.enumerated() { try add(object, index + 1) }
    }
    try writer.drain(body)
  }

  private mutating func add(_ value: JSON, _ line: Int) throws {
    guard case .object(let members) = value else {
      throw JSONFault.unexpected(found: "a value", expected: "an object", line: line, column: 1)
    }
    if headers.isEmpty {
      headers = members.map(\.name)
      writer.record(headers)
    }
    if members.map(\.name) != headers, let other = members.first(where: { !headers.contains($0.name) }) {
      throw ImportError.newName(other.name, line: line)
    }
    for (index, header) in headers.enumerated() {
      let member =
        members.indices.contains(index) && members[index].name == header
        ? members[index] : members.first { $0.name == header }
      try write(member?.value ?? .null, line)
    }
    writer.endRecord()
  }

  private mutating func write(_ value: JSON, _ line: Int) throws {
    switch value {
    case .null: writer.field("")
    case .bool(let value): writer.field(value ? "true" : "false")
    case .integer(let number): writer.field(String(number))
    case .number(let number): writer.field(number.decimalText)
    case .string(let text): writer.field(text, quoted: true)
    case .array, .object:
      throw JSONFault.unexpected(found: "a list or an object", expected: "a plain value", line: line, column: 1)
    }
  }
}
