import Domain
import Interchange
import Wording

/// A file on its way to records: decoded, divided and converted, in batches. The book is not looked at, so that this can
/// go on while the records before are written.
final class RecordSource {
  /// What the beginning of a file tells.
  struct Head {
    let headers: [String]
    /// The headers as they are written.
    let raw: [UInt8]
    /// The headers of columns that are left out.
    let ignored: [String]
    let delimiter: Delimiter
    /// Whether the records were objects of JSON, so that their lines are not those of the file.
    let isJSON: Bool
    let plan: ImportPlan
  }

  /// Who takes what a source gives.
  struct Receiver {
    /// Takes what is known before the first record.
    var head: (Head) throws -> Void
    /// Takes records, and leaves an empty batch to be filled.
    var records: (inout RecordBatch) throws -> Void
    /// Is called again and again while the file has nothing to give.
    var pause: () throws -> Void
  }

  private let file: InputFile
  private let request: ImportRequest
  private let entity: Entity
  private let zone: TimeZoneRule
  private var decoder: TextDecoder
  private var reader: CSVReader?
  /// Turns objects into records, where the file is JSON.
  private var json: JSONRecords?
  /// The beginning of the file, until its delimiter is known.
  private var held: [UInt8] = []
  private var delimiter = Delimiter.comma
  private var isJSON = false
  private var headers: [String] = []
  private var rows: RowReader?
  /// How many values a record has; 0 before the headers.
  private var width = 0
  /// The records that nobody has taken yet.
  private var batch = RecordBatch(width: 0)
  private var bytesRead = 0

  /// How many bytes tell a delimiter.
  private static let window = 64 << 10

  init(_ file: InputFile, _ request: ImportRequest, _ entity: Entity, zone: TimeZoneRule) {
    self.file = file
    self.request = request
    self.entity = entity
    self.zone = zone
    decoder = TextDecoder(request.encoding)
  }

  /// Reads the file to its end; how its characters are written.
  func read(_ receiver: Receiver) throws -> TextEncoding {
    do {
      try readAll(receiver)
    } catch {
      // What stands before a fault comes first, and may have one of its own.
      if !batch.records.isEmpty { try hand(receiver) }
      throw error
    }
    return decoder.encoding ?? .utf8
  }

  private func readAll(_ receiver: Receiver) throws {
    while try file.next(
      pause: receiver.pause,
      { piece in
        bytesRead += piece.count
        try decoder.decode(piece) { try take($0, receiver) }
      })
    {
      try hand(receiver)
    }
    guard bytesRead > 0 else { throw ImportError.empty(request.path) }
    try decoder.finish { try take($0, receiver) }
    try begin(isFinal: true, receiver)
    try json?.finish { try read($0, receiver) }
    try reader?.finish(record: { try take($0, receiver) }, fault: { try refuse($0, $1, receiver) })
    guard rows != nil else { throw ImportError.empty(request.path) }
    try hand(receiver)
  }

  private func hand(_ receiver: Receiver) throws {
    var full = RecordBatch(width: width)
    // Whoever refuses the records is not given them again.
    swap(&full, &batch)
    full.bytesRead = bytesRead
    try receiver.records(&full)
    if full.rows.width == width { batch = full }
  }

  // MARK: Text

  private func take(_ text: Span<UInt8>, _ receiver: Receiver) throws {
    guard reader != nil else {
      held += Array(text)
      if held.count >= Self.window { try begin(isFinal: false, receiver) }
      return
    }
    try pass(text, receiver)
  }

  private func pass(_ text: Span<UInt8>, _ receiver: Receiver) throws {
    if isJSON { try json?.read(text) { try read($0, receiver) } } else { try read(text, receiver) }
  }

  private func read(_ text: Span<UInt8>, _ receiver: Receiver) throws {
    try reader?.read(text, record: { try take($0, receiver) }, fault: { try refuse($0, $1, receiver) })
  }

  /// Starts reading records, once there is enough to tell the delimiter.
  private func begin(isFinal: Bool, _ receiver: Receiver) throws {
    guard reader == nil else { return }
    let text = held
    held = []
    let first = text.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    if first == nil, isFinal { throw ImportError.empty(request.path) }
    var asked = request.delimiter
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      isJSON = true
      json = JSONRecords(isArray: first == UInt8(ascii: "["))
      asked = .comma
    }
    // Where a bad row hides the delimiter, the headers show it.
    let headers = text[..<(text.firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? text.endIndex)]
    guard let delimiter = asked ?? Delimiter.detect(text.span) ?? Delimiter.detect(Array(headers).span) else {
      throw ImportError.unknownDelimiter
    }
    self.delimiter = delimiter
    reader = CSVReader(delimiter: delimiter)
    try pass(text.span, receiver)
  }

  // MARK: Records

  private func take(_ record: CSVRecord, _ receiver: Receiver) throws {
    guard let rows else { return try start(record, receiver) }
    batch.append(line: record.line, raw: request.rejects == nil ? nil : record.raw)
    rows.read(record, into: &batch)
    if batch.isFull { try hand(receiver) }
  }

  private func refuse(_ fault: CSVFault, _ raw: Span<UInt8>, _ receiver: Receiver) throws {
    if rows == nil { throw fault }
    let column = headers.indices.contains(fault.place.column - 1) ? headers[fault.place.column - 1] : nil
    batch.append(line: fault.place.line, isReadable: false, raw: request.rejects == nil ? nil : raw)
    batch.faults.append(ImportFault(line: fault.place.line, column: column, value: nil, reason: fault.reason))
    if batch.isFull { try hand(receiver) }
  }

  /// Reads the headers.
  private func start(_ record: CSVRecord, _ receiver: Receiver) throws {
    headers = (0..<record.count).map { record.text($0).trimmingBlanks }
    if isJSON || request.delimiter != nil, headers.count == 1, let header = headers.first,
      header.contains(where: { ",;\t|".contains($0) })
    {
      throw ImportError.wrongDelimiter(delimiter, header: header)
    }
    let mapping = try ColumnMapping(headers, entity, choices: request.choices)
    let plan = try ImportPlan(mapping, headers, entity, request)
    try receiver.head(
      Head(
        headers: headers, raw: Array(record.raw), ignored: mapping.ignored, delimiter: delimiter, isJSON: isJSON,
        plan: plan))
    let keepsEmptyTexts = (0..<record.count).contains { !record.isQuoted($0) }
    rows = RowReader(
      plan.inputs, slots: plan.fields, format: request.dateFormat, zone: zone, keepsEmptyTexts: keepsEmptyTexts)
    width = plan.fields.count
    batch = RecordBatch(width: width)
  }
}

extension String {
  /// The text without blanks at its ends.
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
