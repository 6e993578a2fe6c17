public import Domain
public import ScriptModel
public import Wording

/// What the functions of Patron's modules act on: one run's book, clock and rights.
public final class ScriptSession: HostSession {
  /// What the run may do now.
  public enum Access: Sendable {
    /// A formula: neither reading nor writing.
    case none
    case read
    case write
  }

  /// The book as this run sees it.
  public let book: any Book
  /// When the run started: what `now()` says all along.
  public let now: Instant
  /// The business date: what `today()` says all along.
  public let today: CivilDate
  /// Who acts.
  public let operatorName: String
  /// The language of texts that are made for people.
  public let language: Language
  /// What the run may do now.
  public var access: Access

  /// The newest lines that the script logged, at most `logLimit`, oldest first.
  public private(set) var log: [LogEntry] = []
  /// How many logged lines are kept.
  public static let logLimit = 1000
  /// The batches that the script has begun.
  private var batches: Set<String> = []
  private let onLog: (LogEntry) -> Void

  /// A run's session; `onLog` receives each line that the script logs.
  public init(
    book: any Book, now: Instant, today: CivilDate, operatorName: String, language: Language, access: Access,
    onLog: @escaping (LogEntry) -> Void = { _ in }
  ) {
    self.book = book
    self.now = now
    self.today = today
    self.operatorName = operatorName
    self.language = language
    self.access = access
    self.onLog = onLog
  }

  /// Logs a line.
  func record(_ entry: LogEntry) {
    if log.count == Self.logLimit { log.removeFirst() }
    let entry = entry.short
    log.append(entry)
    onLog(entry)
  }

  /// Notes that a batch begins; one of a run's batches has its name.
  func beginBatch(_ name: String) throws {
    guard batches.insert(name).inserted else { throw BatchError.repeated(name) }
  }

  /// Notes that a batch failed, and may be tried again.
  func forgetBatch(_ name: String) {
    batches.remove(name)
  }

  public func permit(_ function: FunctionDescription) throws {
    switch access {
    case .write: return
    case .read: if function.effect != .reads { throw AccessError.readOnly(function.name) }
    case .none: throw AccessError.inFormula(function.name)
    }
  }
}

/// A call that the run has no right to.
public enum AccessError: Refusal, Hashable {
  case readOnly(String)
  case inFormula(String)

  public var code: String {
    switch self {
    case .readOnly: "read-only-run"
    case .inFormula: "impure-formula"
    }
  }

  public var message: Phrase {
    switch self {
    case .readOnly(let function):
      Phrase("\(function) writes, and this run only reads: add --write", zh: "\(function) 会写入，而本次运行只读：请加上 --write")
    case .inFormula(let function):
      Phrase(
        "\(function) cannot be called in a formula: declare what it needs under inputs",
        zh: "公式中不能调用 \(function)：请在 inputs 中声明所需数据")
    }
  }
}
