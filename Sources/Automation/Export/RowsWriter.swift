public import Domain
public import Interchange

/// The form of a file that records are written to.
public enum ExportFormat: String, Sendable, CaseIterable {
  /// Delimited text.
  case csv
  /// One array of objects.
  case json
  /// An object on each line.
  case ndjson
}

/// Writes rows of named values in one of the forms. What CSV cannot tell apart otherwise, an empty text and no value,
/// is told apart by quotes.
public struct RowsWriter {
  private let columns: [String]
  private let format: ExportFormat
  private var csv: CSVWriter
  private var json = JSONWriter()
  private var count = 0

  /// Writes rows with those columns. `isForExcel` and `encoding` are for CSV.
  public init(
    _ columns: [String], _ format: ExportFormat, isForExcel: Bool = false, encoding: TextEncoder.Encoding = .utf8
  ) {
    self.columns = format == .csv ? columns : Self.distinct(columns)
    self.format = format
    csv = CSVWriter(
      lineEnd: isForExcel ? .crlf : .lf, encoding: isForExcel && encoding == .utf8 ? .utf8WithMark : encoding)
    if format == .csv {
      // A header in quotes would make `""` nothing.
      csv.record(columns)
    }
  }

  /// Names that members of one object can have: the second `x` is `x_2`.
  private static func distinct(_ columns: [String]) -> [String] {
    var taken = Set(columns)
    var seen: Set<String> = []
    return columns.map { name in
      if seen.insert(name).inserted { return name }
      var number = 2
      while !taken.insert("\(name)_\(number)").inserted { number += 1 }
      return "\(name)_\(number)"
    }
  }

  /// Writes a row, a value for each column.
  public mutating func row(_ values: [FieldValue]) throws {
    defer { count += 1 }
    switch format {
    case .csv:
      for value in values { writeField(value) }
      csv.endRecord()
    case .json, .ndjson:
      if format == .json { try text(count == 0 ? "[\n" : ",\n") }
      try json.object { json in
        for (name, value) in zip(columns, values) {
          json.name(name)
          try Self.write(value, to: &json)
        }
      }
      if format == .ndjson { json.endLine() }
    }
  }

  private var pieces: [UInt8] = []

  private mutating func text(_ piece: String) throws {
    collect()
    pieces += piece.utf8
  }

  /// Objects stand on their own: the commas of an array are written here.
  private mutating func collect() {
    json.drain { bytes in bytes.withUnsafeBufferPointer { pieces.append(contentsOf: $0) } }
    json = JSONWriter()
  }

  /// Ends the file.
  public mutating func end() throws {
    if format == .json { try text(count == 0 ? "[]\n" : "\n]\n") }
  }

  /// How many bytes wait to be drained.
  public var pending: Int { csv.pending + json.bytes.count + pieces.count }

  /// Hands over what has been written so far and forgets it.
  public mutating func drain(_ body: (Span<UInt8>) throws -> Void) throws {
    guard format != .csv else { return try csv.drain(body) }
    collect()
    try body(pieces.span)
    pieces.removeAll(keepingCapacity: true)
  }

  private mutating func writeField(_ value: FieldValue) {
    switch value {
    case .null: csv.field("")
    case .text(let text):
      csv.field(
        text,
        quoted: text.isEmpty || text.hasPrefix(" ") || text.hasSuffix(" ") || text.hasPrefix("\t")
          || text.hasSuffix("\t"))
    default: csv.field(value.plainText)
    }
  }

  private static func write(_ value: FieldValue, to json: inout JSONWriter) throws {
    switch value {
    case .null: json.null()
    case .boolean(let value): json.bool(value)
    case .integer(let number): json.integer(number)
    case .real(let number): try json.number(number)
    case .text(let text): json.string(text)
    case .money(let money): json.string(money.decimalText)
    }
  }
}

extension FieldValue {
  /// The value as import reads it back exactly.
  var plainText: String {
    switch self {
    case .null: ""
    case .boolean(let value): value ? "true" : "false"
    case .integer(let number): String(number)
    case .real(let number): number.decimalText
    case .text(let text): text
    case .money(let money): money.decimalText
    }
  }
}

extension Double {
  /// The fewest digits that give the number back, without an exponent.
  var decimalText: String {
    let text = "\(self)"
    guard let mark = text.firstIndex(of: "e"), let power = Int(text[text.index(after: mark)...]) else {
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    let isNegative = text.hasPrefix("-")
    let mantissa = text[..<mark].drop { $0 == "-" }
    let whole = mantissa.prefix { $0 != "." }
    let fraction = mantissa.dropFirst(whole.count + 1)
    let digits = String(whole + fraction)
    // The point stands behind so many of the digits.
    let point = whole.count + power
    let magnitude: String
    if point <= 0 {
      magnitude = "0." + String(repeating: "0", count: -point) + digits
    } else if point >= digits.count {
      magnitude = digits + String(repeating: "0", count: point - digits.count)
    } else {
      magnitude = "\(digits.prefix(point)).\(digits.dropFirst(point))"
    }
    return (isNegative ? "-" : "") + magnitude
  }
}
