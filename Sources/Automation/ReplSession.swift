public import Domain
public import LuaRuntime
public import ScriptModel
import Scripting
public import Storage
public import Wording

/// A session of a person who types: one Lua state over many lines.
///
/// Each line runs in a transaction of its own. In a preview it is taken back at the end of the line and what it changed is
/// gathered, so that nobody waits while the person thinks; the next line begins on top of it.
public final class ReplSession {
  /// What becomes of the changes of a line.
  public enum Mode: String, Sendable {
    /// They are gathered, until they are committed together.
    case preview
    /// They are committed with the line.
    case auto
    /// There are none: a line that would change the book is refused.
    case reading
  }

  /// How a line ended.
  public struct Answer {
    /// How it ended.
    public let outcome: ScriptOutcome
    /// What it returned.
    public let results: [ShownValue]
    /// The number under which `out` has its first result; nil where it returned nothing.
    public let number: Int?
    /// The run that committed its changes; nil where there were none to commit.
    public internal(set) var run: RunReport<Void>?
    /// Whether it has changed the book, as far as the session sees it.
    public let hasChanged: Bool
    /// Processor time.
    public let processorTime: Duration
    /// The statements that it ran on the book, in the order of their first runs; none where they were not asked for.
    public let statements: [StatementCount]
    /// Why it saw the book without what was gathered: somebody else's changes stand in the way. Nil where it did not.
    public let obstacle: (any Refusal)?
  }

  /// What becomes of the changes of a line. What was gathered is not touched.
  public private(set) var mode: Mode
  /// What was changed and is not committed.
  public private(set) var gathered = GatheredChanges() { didSet { gatheredCodes = [:] } }
  /// The first line of each that changed it.
  public private(set) var gatheredLines: [String] = []
  /// The codes that those bring and take away, by entity, as far as they were asked for.
  private var gatheredCodes: [String: GatheredCodes] = [:]
  /// The book, the operator, the clock, the language.
  public let place: Workplace
  /// Receives the canceller of the session's lines.
  public var canceller: Canceller { interpreter.canceller }
  /// The book, as it is in front of the session.
  public let book: BookFile

  private let interpreter: Interpreter
  private var host: ScriptSession?
  private var loader: ModuleLoader?
  private let root: String
  private let onLog: (String) -> Void
  private var lineCount = 0
  private var resultCount = 0
  /// The generation of the first records that the gathered changes may have made.
  private var firstGeneration: UInt32 = 0
  /// What each line may use.
  public var limits: Limits {
    didSet { interpreter.setLimits(limits) }
  }
  /// Whether the statements of each line are counted.
  public var countsStatements = false
  /// How many elements of a list that a line returns are read.
  public var elementLimit = 50

  /// How much is read of a result: so many elements, and tables within it so deep.
  static func extent(elements: Int) -> ShownValue.Extent { ShownValue.Extent(elements: elements, depth: 4) }

  /// Begins a session: on the thread that runs its lines, a ``ScriptThread``.
  ///
  /// - Parameters:
  ///   - place: The book, the operator, the clock, the language.
  ///   - mode: What becomes of changes.
  ///   - limits: What each line may use.
  ///   - seed: Where random numbers start.
  ///   - root: Where `require` looks for files.
  ///   - output: Receives what `print` writes.
  ///   - onLog: Receives each line that a script logs.
  public init(
    in place: Workplace, mode: Mode, limits: Limits, seed: UInt64, root: String,
    output: @escaping (UnsafeRawBufferPointer) -> Void, onLog: @escaping (String) -> Void
  ) throws {
    self.place = place
    self.mode = mode
    self.root = root
    self.onLog = onLog
    self.limits = limits
    book = try place.open(for: mode == .reading && place.bookPath != ":memory:" ? .read : .write)
    interpreter = try Interpreter(limits: limits, seed: seed, language: place.language, output: output)
    interpreter.installResults()
  }

  /// Runs a line: an expression, whose value is the result, or a chunk.
  ///
  /// - Parameters:
  ///   - file: The file that it comes from; nil for what was typed.
  ///   - arguments: What it finds in `...`.
  public func run(_ source: String, from file: String? = nil, _ arguments: [String] = []) throws -> Answer {
    if file == nil { lineCount += 1 }
    let name = file ?? "in[\(lineCount)]"
    let isExpression = file == nil && Interpreter.failure(compiling: "return \(source)") == nil
    let chunk = Chunk(
      source: isExpression ? "return \(source)" : source, name: name, isExpression: isExpression, arguments: arguments,
      roots: file.map { [$0.folder, root] } ?? [root])
    let generation = interpreter.beginGeneration()
    if gathered.isEmpty { firstGeneration = generation }
    var isKept = false
    // The numbers of what a line added in vain are given again.
    defer { if !isKept { interpreter.dropGenerations(from: generation) } }
    // Ctrl-C reaches all that the line leads to, and nothing after it.
    let answer: Answer = try interpreter.withBudget {
      try self.answer(chunk, title: Self.title(source))
    }
    isKept = answer.outcome == .succeeded || !answer.hasChanged
    return answer
  }

  /// What a line comes to: the text that is run, and what it is run with.
  private struct Chunk {
    let source: String
    let name: String
    let isExpression: Bool
    let arguments: [String]
    /// Where `require` looks for files.
    let roots: [String]
  }

  private func answer(_ chunk: Chunk, title: String) throws -> Answer {
    switch mode {
    case .reading:
      return try book.read { try line(chunk, in: $0) }
    case .preview:
      let (answer, changes) = try book.turn(on: gathered, start("repl"), keeps: false) { session in
        let answer = try line(chunk, in: session)
        guard answer.outcome == .succeeded, answer.hasChanged else { return (.rollback, (answer, gathered)) }
        return (.rollback, (answer, try session.gather()))
      }
      gathered = changes
      if answer.outcome == .succeeded, answer.hasChanged { gatheredLines.append(title) }
      return answer
    case .auto:
      return try book.turn(on: GatheredChanges(), start("repl: \(title)"), keeps: true) { session in
        var answer = try line(chunk, in: session)
        guard answer.outcome == .succeeded, session.presentRun != nil else { return (.rollback, answer) }
        let end = RunEnd(.succeeded, at: place.now())
        let changes = try session.finishRun(end)
        guard changes.rowCount > 0 else { return (.rollback, answer) }
        answer.run = RunReport(id: session.presentRun, end: end, mode: .live, changes: changes, result: ())
        return (.commit, answer)
      }
    }
  }

  /// What the gathered changes are, and why they cannot be committed, where somebody else's stand in the way.
  ///
  /// - Parameters:
  ///   - sample: How many rows are told.
  ///   - visit: Receives every row.
  public func changes(
    sample: Int, visit: RowVisitor? = nil
  ) throws -> (summary: ChangeSummary, obstacle: (any Refusal)?) {
    guard !gathered.isEmpty else { return (ChangeSummary(), nil) }
    return try onPreview(keeps: false) { session in
      try session.prepare(toWrite: false)
      let summary = try session.changes(of: gathered, sample: sample, visit: visit)
      return (.rollback, (summary, session.obstacle))
    }
  }

  /// What the register calls the run of what was gathered: the first line, and how many come after it.
  private var gatheredTitle: String {
    guard let first = gatheredLines.first else { return "repl" }
    return gatheredLines.count == 1 ? "repl: \(first)" : "repl: \(first) (+\(gatheredLines.count - 1))"
  }

  /// Does something with what was gathered, until Ctrl-C.
  private func onPreview<Result>(
    keeps: Bool, _ body: (BookSession) throws -> (BookFile.Verdict, Result)
  ) throws -> Result {
    try interpreter.withBudget {
      do {
        return try book.turn(on: gathered, start(gatheredTitle), keeps: keeps) { session in
          try session.stopping(when: { self.interpreter.isCancelled }) { try body(session) }
        }
      } catch  where interpreter.isCancelled {
        throw ReplError.stopped
      }
    }
  }

  /// Commits what was gathered, as one run.
  ///
  /// - Throws: ``PreviewError`` where somebody else has changed the same rows meanwhile, ``ReplError`` where it was stopped:
  ///   nothing is committed then.
  public func commit() throws -> RunReport<Void>? {
    guard !gathered.isEmpty else { return nil }
    let report = try onPreview(keeps: true) { session in
      try session.prepare(toWrite: true)
      let end = RunEnd(.succeeded, at: place.now())
      let changes = try session.finishRun(end)
      return (.commit, RunReport(id: session.presentRun, end: end, mode: .live, changes: changes, result: ()))
    }
    gathered = GatheredChanges()
    gatheredLines = []
    return report
  }

  /// Forgets what was gathered. Records that were read from it are known by their codes only.
  public func rollback() {
    if !gathered.isEmpty { interpreter.dropGenerations(from: firstGeneration) }
    gathered = GatheredChanges()
    gatheredLines = []
  }

  /// Goes back to what was gathered before, by those lines.
  public func resume(_ changes: GatheredChanges, by lines: [String]) {
    rollback()
    gatheredLines = lines
    gathered = changes
    firstGeneration = interpreter.beginGeneration()
  }

  /// Changes what becomes of changes from now on.
  ///
  /// - Throws: ``ReplError`` where changes are gathered that would be left, or the book was opened to be read.
  public func change(to mode: Mode) throws {
    guard self.mode != .reading || mode == .reading else { throw ReplError.reading }
    guard mode == .preview || gathered.isEmpty else { throw ReplError.gathered }
    self.mode = mode
  }

  /// The codes of an entity's records that begin with a text, in order, each with the record's name where it has one: in
  /// the book and among what was gathered.
  public func codes(of entity: String, beginningWith prefix: String, limit: Int) throws -> [(
    code: String, name: String
  )] {
    try book.read { session in
      let known = try session.entity(entity)
      let changed = try gatheredCodes[entity] ?? session.codes(of: known, in: gathered)
      gatheredCodes[entity] = changed
      return try session.codes(of: known, beginningWith: prefix, limit: limit, with: changed)
    }
  }

  /// The names that a value of the session has, which a path of names leads to; those of its globals for an empty path.
  public func members(of path: [String]) -> [String] { interpreter.members(of: path) }

  /// The modules in whose place the session has put a global of its own. Those that it has set to nil come back.
  public func hiddenModules() -> [String] { interpreter.hiddenModules() }

  /// What messages call the table that a path of names leads to, or the entity of a record; nil for a table whose fields are
  /// not declared.
  public func title(of path: [String]) -> String? { interpreter.title(of: path) }

  private static func title(_ source: String) -> String {
    let line = source.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    return line.count <= 60 ? line : "\(line.prefix(59))…"
  }

  private func start(_ title: String) -> RunStart {
    RunStart(title: title, operatorName: place.operatorName, startedAt: place.now(), asOf: place.asOf)
  }

  private func line(_ chunk: Chunk, in session: BookSession) throws -> Answer {
    try begin(session, roots: chunk.roots)
    let extent = Self.extent(elements: elementLimit)
    var results: [ShownValue] = []
    var number: Int?
    func run() -> ScriptOutcome {
      session.stopping(when: { self.interpreter.shouldStop }) {
        interpreter.run(chunk.source, named: chunk.name, arguments: chunk.arguments.map { .string($0) }) {
          call, first in
          guard first <= call.argumentCount else { return }
          results = (first...call.argumentCount).map { ShownValue.read(call, at: $0, extent) }
          resultCount += 1
          number = resultCount
          interpreter.keepResult(at: first, as: resultCount)
        }
      }
    }
    let (outcome, statements) = countsStatements ? session.countingStatements(run) : (run(), [])
    return Answer(
      outcome: chunk.isExpression ? outcome.withoutPrefix("return ") : outcome, results: results, number: number,
      run: nil,
      hasChanged: session.hasChanged, processorTime: interpreter.cpuUsed, statements: statements,
      obstacle: session.obstacle)
  }

  /// Puts the state in front of another transaction.
  private func begin(_ session: BookSession, roots: [String]) throws {
    let now = place.now()
    let today = try place.businessDate(of: session.profile)
    if host == nil {
      let made = ScriptSession(
        book: session, now: now, today: today, zone: try Workplace.zone(named: session.profile.timeZone),
        operatorName: place.operatorName, language: place.language, access: .write,
        onLog: { [onLog] in onLog($0.description) })
      interpreter.installModules(for: made)
      host = made
    }
    host?.beginAnew(with: session, now: now, today: today, access: .write) { [mode] toWrite in
      if toWrite, mode == .reading { throw ReplError.reading }
      try session.prepare(toWrite: toWrite)
    }
    let loader = ModuleLoader(session, roots: roots)
    interpreter.setLoader(loader.body)
    self.loader = loader
  }
}

extension ScriptOutcome {
  /// The outcome of a chunk that began with a text which nobody typed.
  fileprivate func withoutPrefix(_ prefix: String) -> ScriptOutcome {
    switch self {
    case .succeeded: self
    case .failed(let failure): .failed(failure.withoutPrefix(prefix))
    case .limited(let limit, let failure): .limited(limit, at: failure.withoutPrefix(prefix))
    case .cancelled(let failure): .cancelled(at: failure.withoutPrefix(prefix))
    }
  }
}

extension ScriptFailure {
  fileprivate func withoutPrefix(_ prefix: String) -> ScriptFailure {
    guard line == 1, let sourceLine, sourceLine.hasPrefix(prefix) else { return self }
    var failure = self
    failure.sourceLine = String(sourceLine.dropFirst(prefix.count))
    failure.column = column.map { max(1, $0 - prefix.count) }
    return failure
  }
}
