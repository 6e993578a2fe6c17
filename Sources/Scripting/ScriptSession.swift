public import Analytics
public import Domain
public import ScriptModel
public import Wording

/// What the functions of Patron's modules act on: one run's book, clock and rights.
public final class ScriptSession: HostSession {
  /// What the run may do now.
  public enum Access: Sendable {
    /// A formula: neither reading nor writing.
    case none
    /// A test file outside its tests: neither reading nor writing.
    case outsideTests
    case read
    case write
  }

  /// The book as this run sees it.
  public var book: any Book & InputReading
  /// When the run started: what `now()` says all along, unless a test moves its clock.
  public internal(set) var now: Instant
  /// The business date: what `today()` says all along, unless a test moves its clock.
  public internal(set) var today: CivilDate
  /// The zone whose midnight parts business days.
  public let zone: TimeZoneRule
  /// Who acts.
  public let operatorName: String
  /// The language of texts that are made for people.
  public let language: Language
  /// What the run may do now.
  public var access: Access

  /// Called before functions that read or write the book, up to the first that writes.
  private var prepare: ((_ toWrite: Bool) throws -> Void)?

  /// The newest lines that the script logged, at most `logLimit`, oldest first.
  public private(set) var log: [LogEntry] = []
  /// How many logged lines are kept.
  public static let logLimit = 1000
  /// The batches that the script has begun.
  private var batches: Set<String> = []
  /// The definitions that functions have asked for, brought to life, by kind and name.
  private var definitions: [String: (table: any DefinitionTable, version: DefinitionVersion)] = [:]
  private let onLog: (LogEntry) -> Void

  /// A run's session; `onLog` receives each line that the script logs.
  public init(
    book: any Book & InputReading, now: Instant, today: CivilDate, zone: TimeZoneRule, operatorName: String,
    language: Language, access: Access,
    onLog: @escaping (LogEntry) -> Void = { _ in }
  ) {
    self.book = book
    self.now = now
    self.today = today
    self.zone = zone
    self.operatorName = operatorName
    self.language = language
    self.access = access
    self.onLog = onLog
  }

  /// Begins as a new session does in the same state, with another book, clock and right: for another line of a person
  /// who types, for another test. What is to be done before functions read or write the book, `prepare` does.
  public func beginAnew(
    with book: any Book & InputReading, now: Instant, today: CivilDate, access: Access,
    prepare: ((_ toWrite: Bool) throws -> Void)? = nil
  ) {
    (self.book, self.now, self.today, self.access) = (book, now, today, access)
    self.prepare = prepare
    log = []
    batches = []
    definitions = [:]
  }

  /// Logs a line.
  func record(_ entry: LogEntry) {
    if log.count == Self.logLimit { log.removeFirst() }
    let entry = entry.short
    log.append(entry)
    onLog(entry)
  }

  /// Forgets the definitions that functions have asked for, since others may be in force now.
  func forgetDefinitions() {
    definitions = [:]
  }

  /// Notes that a batch begins; one of a run's batches has its name.
  func beginBatch(_ name: String) throws {
    guard batches.insert(name).inserted else { throw BatchError.repeated(name) }
  }

  /// Notes that a batch failed, and may be tried again.
  func forgetBatch(_ name: String) {
    batches.remove(name)
  }

  /// A definition in force: the one of that name, or the only one of its kind. It is brought to life in the state of the
  /// call, once a run.
  func definition<Table: DefinitionTable>(
    _ type: Table.Type, named name: String? = nil, for call: Call
  ) throws -> (table: Table, version: DefinitionVersion) {
    let key = "\(Table.kind) \(name ?? "")"
    if let known = definitions[key], let table = known.table as? Table { return (table, known.version) }
    let inForce = try book.activeDefinitions(Table.kind)
    let version: DefinitionVersion
    if let name {
      guard let named = inForce.first(where: { $0.name == name }) else {
        throw DefinitionError.unknown(name, suggestion: Suggestion.nearest(to: name, among: inForce.map(\.name)))
      }
      version = named
    } else {
      guard let only = inForce.first else { throw DefinitionError.noneInForce(kind: Table.kind) }
      if inForce.count > 1 { throw DefinitionError.severalInForce(kind: Table.kind, inForce.map(\.name)) }
      version = only
    }
    // What a file says when it is brought to life is no part of the run.
    let outside = access
    access = .none
    defer { access = outside }
    guard case .table(let declared) = try call.definition(named: version.name) else {
      throw DefinitionError.unknown(version.name, suggestion: nil)
    }
    let table = try Table(declared)
    definitions[key] = (table, version)
    return (table, version)
  }

  /// Calls a function of a definition, which reads its arguments and nothing else.
  ///
  /// - Throws: `PolicyFailure` with what it raised.
  func pure<Value>(
    _ function: ScriptFunction, results: Int32 = 1, for call: Call, arguments: (Call) throws -> Int32,
    read: (Call, Int32) throws -> Value
  ) throws -> Value {
    let outside = access
    access = .none
    defer { access = outside }
    do {
      return try call.call(function, results: results, arguments: arguments, read: read)
    } catch let raised as RaisedError {
      // What ends the run is no fault of the function.
      if Stopped.isDue { throw raised }
      throw PolicyFailure(call.message(of: raised))
    }
  }

  public func permit(_ function: FunctionDescription) throws {
    switch access {
    case .write:
      guard let prepare else { return }
      try prepare(function.effect.isWriting)
      if function.effect.isWriting { self.prepare = nil }
    case .read: if function.effect != .reads { throw AccessError.readOnly(function.name) }
    case .none: throw AccessError.inFormula(function.name)
    case .outsideTests: throw AccessError.outsideTests(function.name)
    }
  }
}

/// What a function of a policy raised, as text.
public struct PolicyFailure: Error, Hashable {
  /// What was raised, with its place.
  public let message: String

  /// What was raised.
  public init(_ message: String) {
    self.message = message
  }
}

/// A call that the run has no right to.
public enum AccessError: Refusal, Hashable {
  case readOnly(String)
  case inFormula(String)
  case outsideTests(String)

  public var code: String {
    switch self {
    case .readOnly: "read-only-run"
    case .inFormula: "impure-formula"
    case .outsideTests: "outside-tests"
    }
  }

  public var message: Phrase {
    switch self {
    case .readOnly(let function):
      Phrase(
        "\(function) writes, and this run only reads: leave out --read-only, or add --write to eval",
        zh: "\(function) 会写入，而本次运行只读：请去掉 --read-only，或为 eval 加上 --write")
    case .inFormula(let function):
      Phrase(
        "\(function) cannot be called in a formula: declare what it needs under inputs",
        zh: "公式中不能调用 \(function)：请在 inputs 中声明所需数据")
    case .outsideTests(let function):
      Phrase(
        "\(function) works in a test: call it inside it(…) or before_each(…)",
        zh: "\(function) 须在测试中调用：请放入 it(…) 或 before_each(…)")
    }
  }
}
