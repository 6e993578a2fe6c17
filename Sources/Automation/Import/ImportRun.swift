import Domain
public import Interchange
import LuaRuntime
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
  /// Whether a thread of its own reads the file, ahead of the one that writes; nil where that depends on the file's size.
  /// The result is the same.
  public var readsAhead: Bool?

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
    // Policies are asked about limits, which takes a thread of its own as every definition does.
    let report = try ScriptThread.run {
      try perform(start, mode: mode, visit: visit) { session in
        let (run, isWhole) = try session.importing {
          try session.stopping(when: watch.isCancelled) { try importFile(file, request, in: session, watch) }
        }
        rejects = run.rejects
        guard isWhole else { return (RunEnd(.cancelled, at: now()), run.summary) }
        if run.touchesCredit { try noteCredit(in: session, reason: start.title) }
        return (RunEnd(.succeeded, at: now()), run.summary)
      }
    }
    if mode == .live, report.end.outcome == .succeeded { try rejects?.keep() }
    return report
  }

  /// Reads a file to its end; false where it was cancelled. Where bad rows are put aside and all rows together show more of
  /// them, what was written is taken back and the file is read once more without these.
  private func importFile(
    _ file: InputFile, _ request: ImportRequest, in session: BookSession, _ watch: ImportWatch
  ) throws -> (FileImport, Bool) {
    var file = file
    var condemned: [Int: Phrase] = [:]
    while true {
      do {
        let run = try FileImport(request, session, condemned: condemned, place: self)
        // What is no file, such as a pipe, is read but once. Within a savepoint SQLite keeps a copy of every page that changes.
        let mayRepeat = request.rejects != nil && run.isAllocating && file.size != nil
        func execute() throws -> Bool {
          let isWhole = try run.execute(file, watch)
          if isWhole { try run.checkAllocations(mayRepeat: mayRepeat) }
          return isWhole
        }
        return (run, try mayRepeat ? session.atomically(execute) : execute())
      } catch let more as FileImport.Condemned {
        condemned.merge(more.rows) { first, _ in first }
        file = try InputFile(request.path)
      }
    }
  }

  /// Notes limits, holds and terms that an import wrote in the history of credit.
  func noteCredit(in session: BookSession, reason: String) throws {
    let change = CreditChange(
      .limit, asOf: try asOf ?? businessDate(of: session.profile), at: now(), by: operatorName, reason: reason)
    try session.noteCredit(of: nil, change)
    try session.noteGroupLimits(of: nil, change)
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
  private let place: Workplace
  /// Whether records are counted, since their lines are not those of the file.
  private var countsRecords = false
  private var rows: RowImport?
  private let condemned: [Int: Phrase]
  /// Whether it says what customers may owe, or on which terms.
  private(set) var touchesCredit = false

  /// How many faults are shown.
  static let faultLimit = 50
  /// How many bytes a file has at least that is read ahead.
  private static let aheadSize = 1 << 20

  /// - Parameter condemned: What is wrong with records, by their numbers in the file, by all that came with them.
  init(
    _ request: ImportRequest, _ session: BookSession, condemned: [Int: Phrase] = [:], place: Workplace
  ) throws {
    self.condemned = condemned
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
    self.place = place
    zone = try Workplace.zone(named: session.profile.timeZone)
    entity = try session.entity(request.kind)
    summary = ImportSummary(entity: entity.name, name: entity.name)
  }

  /// Reads the file to its end; false where it was cancelled.
  func execute(_ file: InputFile, _ watch: ImportWatch) throws -> Bool {
    let source = RecordSource(file, request, entity, zone: zone)
    let receiver = RecordSource.Receiver(
      head: begin,
      records: { batch in
        for index in batch.records.indices { try self.take(index, of: &batch) }
        if watch.isCancelled() { throw Cancelled() }
        watch.progress(batch.bytesRead, file.size)
        batch.removeAll()
      },
      pause: { if watch.isCancelled() { throw Cancelled() } })
    do {
      let readsAhead = watch.readsAhead ?? (file.size ?? .max >= Self.aheadSize)
      summary.encoding = try (readsAhead ? ReadAhead(source) : nil)?.read(receiver) ?? source.read(receiver)
      guard let rows else { throw ImportError.empty(request.path) }
      try note(rows.finish(), number: summary.rows)
      if !rows.touchedOrders.isEmpty { _ = try session.sumOrderLines(pages: rows.touchedOrders.sorted()) }
      summary.createdReferences = rows.createdReferences
    } catch is Cancelled {
      return false
    } catch  where watch.isCancelled() {
      return false
    }
    if summary.faultCount > 0, request.rejects == nil {
      throw ImportError.badRows(summary.faults, total: summary.faultCount, rows: summary.rows)
    }
    if let name = request.savedProfile {
      try session.saveImportProfile(name, entity: entity.name, options: try ImportProfile(request).text)
    }
    return true
  }

  /// Whether the rules of allocations are about its records.
  var isAllocating: Bool { RowImport.allocating.contains(entity.name) }

  /// Records that only all together show to be bad, by their numbers in the file.
  struct Condemned: Error {
    let rows: [Int: Phrase]
  }

  /// Refuses what the records have made of allocations against the rules, all at once and with lines.
  ///
  /// - Throws: ``Condemned`` where the file may be read again without them.
  func checkAllocations(mayRepeat: Bool) throws {
    let found = try rows?.allocationFaults() ?? []
    guard !found.isEmpty else { return }
    if mayRepeat {
      throw Condemned(rows: Dictionary(found.map { ($0.number, $0.fault.reason) }) { first, _ in first })
    }
    for (number, fault) in found { try note([fault], number: number) }
    throw ImportError.badRows(summary.faults, total: summary.faultCount, rows: summary.rows)
  }

  /// Somebody wants the import to stop.
  private struct Cancelled: Error {}

  // MARK: Records

  private func begin(_ head: RecordSource.Head) throws {
    if head.isJSON { request.delimiter = head.delimiter }
    countsRecords = head.isJSON
    (summary.delimiter, summary.ignored) = (head.delimiter, head.ignored)
    if let path = request.rejects {
      rejects = RejectedRows(path, header: head.raw, delimiter: head.delimiter)
    }
    touchesCredit =
      entity.name == Entity.creditProfiles.name
      || [Entity.customers.name, Entity.groups.name].contains(entity.name)
        && head.plan.fields.contains { $0.name == "credit_limit" }
    rows = try RowImport(session, entity, head.plan, request: request, condemned: condemned, place: place)
  }

  private func take(_ index: Int, of batch: inout RecordBatch) throws {
    guard let rows else { return }
    summary.rows += 1
    switch try rows.take(index, of: &batch) {
    case .added: summary.added += 1
    case .changed: summary.changed += 1
    case .unchanged: summary.unchanged += 1
    case .refused: try note(rows.faults, batch.raw(of: index))
    }
  }

  private func note(_ faults: [ImportFault], _ raw: ArraySlice<UInt8>) throws {
    summary.skipped += 1
    try note(faults, number: summary.rows)
    let reasons = faults.map { fault in
      (fault.column.map { "\($0): " } ?? "") + fault.reason.text(in: place.language)
    }
    try rejects?.add(raw, reason: reasons.joined(separator: "; "))
  }

  private func note(_ faults: [ImportFault], number: Int) throws {
    summary.faultCount += faults.count
    let placed =
      countsRecords
      ? faults.map { ImportFault(line: number, column: $0.column, value: $0.value, reason: $0.reason) } : faults
    summary.faults += placed.prefix(Self.faultLimit - summary.faults.count)
  }
}
