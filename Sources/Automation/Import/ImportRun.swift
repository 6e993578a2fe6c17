import Domain
public import Interchange
import Storage
import Wording

/// What an import did.
public struct ImportSummary: Sendable {
  /// The plural name of the entity.
  public let entity: String
  /// The name of the file of an exported book; else the entity's.
  public internal(set) var name: String
  /// Records read.
  public internal(set) var rows = 0
  /// Records that are new in the book.
  public internal(set) var added = 0
  /// Records of the book that have other values now.
  public internal(set) var changed = 0
  /// Records that the book had with the same values.
  public internal(set) var unchanged = 0
  /// Bad rows.
  public internal(set) var skipped = 0
  /// Records made for codes that were not there.
  public internal(set) var createdReferences = 0
  /// The first bad rows and what is wrong with them.
  public internal(set) var faults: [ImportFault] = []
  /// How many faults there are in all.
  public internal(set) var faultCount = 0
  /// How characters are written.
  public internal(set) var encoding = TextEncoding.utf8
  /// What stands between fields.
  public internal(set) var delimiter = Delimiter.comma
  /// The headers of columns that were left out.
  public internal(set) var ignored: [String] = []
}

/// How somebody follows an import, and stops it.
public struct ImportWatch {
  /// Receives how many bytes were read, and of how many where that is known.
  public var progress: (_ bytes: Int, _ total: Int?) -> Void
  /// Whether to stop.
  public var isCancelled: () -> Bool

  /// A watch; without closures, nobody looks.
  public init(
    progress: @escaping (Int, Int?) -> Void = { _, _ in }, isCancelled: @escaping () -> Bool = { false }
  ) {
    self.progress = progress
    self.isCancelled = isCancelled
  }
}

extension Workplace {
  /// Imports a file in one run: all of it is kept, or nothing.
  public func importFile(
    _ request: ImportRequest, mode: RunMode, watch: ImportWatch = ImportWatch(), visit: RowVisitor? = nil
  ) throws -> RunReport<ImportSummary> {
    let file = try InputFile(request.path)
    let start = RunStart(
      title: "import \(request.kind) \(request.path)", operatorName: operatorName, startedAt: now(), asOf: asOf)
    var rejects: RejectedRows?
    defer { rejects?.discard() }
    let report = try perform(start, mode: mode, visit: visit) { session in
      let run = try FileImport(request, session, zone: Self.zone(named: session.profile.timeZone), language: language)
      let end = try session.importing { try session.stopping(when: watch.isCancelled) { try run.execute(file, watch) } }
      rejects = run.rejects
      guard end else { return (RunEnd(.cancelled, at: now()), run.summary) }
      return (RunEnd(.succeeded, at: now()), run.summary)
    }
    if mode == .live, report.end.outcome == .succeeded { try rejects?.keep() }
    return report
  }
}

/// One file on its way into the book.
final class FileImport {
  private(set) var summary: ImportSummary
  private(set) var rejects: RejectedRows?

  private var request: ImportRequest
  private let session: BookSession
  private let entity: Entity
  private let zone: TimeZoneRule
  private let language: Language
  private var decoder: TextDecoder
  private var reader: CSVReader?
  /// Turns objects into records, where the file is JSON.
  private var json: JSONRecords?
  /// The beginning of the file, until its delimiter is known.
  private var held: [UInt8] = []
  private var headers: [String] = []
  private var rows: RowImport?

  /// How many faults are shown.
  static let faultLimit = 50
  /// How many bytes tell a delimiter.
  private static let window = 64 << 10

  init(_ request: ImportRequest, _ session: BookSession, zone: TimeZoneRule, language: Language) throws {
    var request = request
    if let name = request.profile {
      guard let (entity, options) = try session.importProfile(name) else {
        throw ImportError.unknownProfile(name, among: try session.importProfileNames())
      }
      guard entity == request.kind else { throw ImportError.otherProfile(name, of: entity) }
      request = try ImportProfile(text: options).completing(request)
    }
    if let rejects = request.rejects, rejects == request.path { throw ImportError.sameFile(rejects) }
    self.request = request
    self.session = session
    self.zone = zone
    self.language = language
    entity = try session.entity(request.kind)
    summary = ImportSummary(entity: entity.name, name: entity.name)
    decoder = TextDecoder(request.encoding)
  }

  /// Reads the file to its end; false where it was cancelled.
  func execute(_ file: InputFile, _ watch: ImportWatch) throws -> Bool {
    var bytes = 0
    do {
      while try file.next({ piece in
        try decoder.decode(piece) { try take($0) }
        bytes += piece.count
      }) {
        if watch.isCancelled() { return false }
        watch.progress(bytes, file.size)
      }
      guard bytes > 0 else { throw ImportError.empty(request.path) }
      try decoder.finish { try take($0) }
      try begin(isFinal: true)
      try json?.finish { try read($0) }
      try reader?.finish(record: { try take($0) }, fault: { try refuse($0, $1) })
      guard let rows else { throw ImportError.empty(request.path) }
      try note(rows.finish())
      if !rows.touchedOrders.isEmpty { _ = try session.sumOrderLines(pages: rows.touchedOrders.sorted()) }
      summary.createdReferences = rows.createdReferences
    } catch  where watch.isCancelled() {
      return false
    }
    summary.encoding = decoder.encoding ?? .utf8
    if summary.faultCount > 0, request.rejects == nil {
      throw ImportError.badRows(summary.faults, total: summary.faultCount, rows: summary.rows)
    }
    if let name = request.savedProfile {
      try session.saveImportProfile(name, entity: entity.name, options: try ImportProfile(request).text)
    }
    return true
  }

  // MARK: Text

  private func take(_ text: Span<UInt8>) throws {
    guard reader != nil else {
      held += Array(text)
      if held.count >= Self.window { try begin(isFinal: false) }
      return
    }
    try pass(text)
  }

  private func pass(_ text: Span<UInt8>) throws {
    if json != nil { try json?.read(text) { try read($0) } } else { try read(text) }
  }

  private func read(_ text: Span<UInt8>) throws {
    try reader?.read(text, record: { try take($0) }, fault: { try refuse($0, $1) })
  }

  /// Starts reading records, once there is enough to tell the delimiter.
  private func begin(isFinal: Bool) throws {
    guard reader == nil else { return }
    let text = held
    held = []
    let first = text.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    if first == nil, isFinal { throw ImportError.empty(request.path) }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      json = JSONRecords(isArray: first == UInt8(ascii: "["))
      request.delimiter = .comma
    }
    // Where a bad row hides the delimiter, the headers show it.
    let headers = text[..<(text.firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? text.endIndex)]
    guard let delimiter = request.delimiter ?? Delimiter.detect(text.span) ?? Delimiter.detect(Array(headers).span)
    else {
      throw ImportError.unknownDelimiter
    }
    summary.delimiter = delimiter
    reader = CSVReader(delimiter: delimiter)
    if let path = request.rejects { rejects = RejectedRows(path, delimiter: delimiter) }
    try pass(text.span)
  }

  // MARK: Records

  private func take(_ record: CSVRecord) throws {
    guard let rows else { return try start(record) }
    summary.rows += 1
    switch try rows.take(record) {
    case .added: summary.added += 1
    case .changed: summary.changed += 1
    case .unchanged: summary.unchanged += 1
    case .refused: try note(rows.reader.faults, record.raw)
    }
  }

  private func refuse(_ fault: CSVFault, _ raw: Span<UInt8>) throws {
    guard let rows else { throw fault }
    summary.rows += 1
    rows.skip()
    let column = headers.indices.contains(fault.place.column - 1) ? headers[fault.place.column - 1] : nil
    try note([ImportFault(line: fault.place.line, column: column, value: nil, reason: fault.reason)], raw)
  }

  private func note(_ faults: [ImportFault], _ raw: Span<UInt8>) throws {
    summary.skipped += 1
    try note(faults)
    let reasons = faults.map { fault in
      (fault.column.map { "\($0): " } ?? "") + fault.reason.text(in: language)
    }
    try rejects?.add(raw, reason: reasons.joined(separator: "; "))
  }

  private func note(_ faults: [ImportFault]) throws {
    summary.faultCount += faults.count
    // Records of JSON are counted, since their lines are not those of the text that was made of them.
    let placed =
      json == nil
      ? faults : faults.map { ImportFault(line: summary.rows, column: $0.column, value: $0.value, reason: $0.reason) }
    summary.faults += placed.prefix(Self.faultLimit - summary.faults.count)
  }

  /// Reads the headers.
  private func start(_ record: CSVRecord) throws {
    headers = (0..<record.count).map { record.text($0).trimmingBlanks }
    rejects?.setHeader(record.raw)
    if request.delimiter != nil, headers.count == 1, let header = headers.first,
      header.contains(where: { ",;\t|".contains($0) })
    {
      throw ImportError.wrongDelimiter(summary.delimiter, header: header)
    }
    let mapping = try ColumnMapping(headers, entity, choices: request.choices)
    summary.ignored = mapping.ignored
    let plan = try ImportPlan(mapping, headers, entity, request)
    let keepsEmptyTexts = (0..<record.count).contains { !record.isQuoted($0) }
    let reader = RowReader(
      plan.inputs, slots: plan.fields, format: request.dateFormat, zone: zone, keepsEmptyTexts: keepsEmptyTexts)
    rows = try RowImport(
      session, entity, reader, fields: plan.fields, request: request, key: plan.key, codePrefix: plan.codePrefix)
  }
}

extension String {
  /// The text without blanks at its ends.
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
