import Analytics
import Domain
import Foundation
import LuaRuntime
import ScriptModel
import Scripting
import Storage
import Wording

/// The tests of one file, run one after the other. Each has a book that is new, with the clock and the random numbers where
/// they began: what it did is rolled back, which takes a twentieth of the time of opening another book in memory.
final class TestFileRun {
  private let testFile: TestFile
  private let options: TestOptions
  private let start: TestStart
  private let book: BookFile
  private let onStart: (Canceller) -> Void
  private let snapshots: Snapshots
  private var source = ""
  private var state: TestState?
  private var current: CurrentTest?
  private var printed: [UInt8] = []
  /// The files of definitions, by the names that their chunks have in the states that ask for them.
  private(set) var definitionFiles: [String: String] = [:]

  /// What belongs to the test that runs.
  private struct CurrentTest {
    let book: BookSession
    let path: [String]
    /// The runs whose changes count.
    var runs: [Int64]
  }

  init(
    _ file: TestFile, in book: BookFile, _ start: TestStart, _ options: TestOptions,
    onStart: @escaping (Canceller) -> Void
  ) {
    testFile = file
    self.book = book
    self.start = start
    self.options = options
    self.onStart = onStart
    snapshots = Snapshots(of: file.path, accepts: options.accepts)
  }

  /// Runs them until one was cancelled; what is wrong with the file itself is a test that has no name but the file's.
  func run() throws -> TestFileReport {
    let begin = ContinuousClock.now
    var report = TestFileReport(file: file)
    do {
      source = try SourceText.read(file)
      try load()
      try runTests(&report)
    } catch let refusal as any Refusal {
      report.results.append(result(of: refusal))
    }
    state = nil
    report.time = ContinuousClock.now - begin
    return report
  }

  private func runTests(_ report: inout TestFileReport) throws {
    guard let declared = state?.session.tests else { return }
    if let outcome = state?.outcome, outcome != .succeeded {
      report.results.append(result([], nil, outcome, .zero))
      return
    }
    if declared.isEmpty {
      let beside = TestFile.testName(of: file)
      let isThere = !file.hasSuffix(TestFile.ending) && FileManager.default.fileExists(atPath: beside)
      throw TestFault.noneDeclared(file, beside: isThere ? beside : nil)
    }
    for index in declared.indices where options.includes(declared[index].path) {
      let result = try runTest(index)
      report.results.append(result)
      if case .cancelled = result.outcome { return }
      // A state that was stopped has lost its balance: the rest goes on in another.
      if result.outcome.isLimited { try load() }
    }
    let isWhole = options.filter == nil && report.results.allSatisfy { $0.outcome == .succeeded }
    try snapshots.save(afterAll: isWhole)
  }

  /// Brings the file to life.
  private func load() throws {
    state = nil
    state = try book.read { session in
      try TestState(
        of: testFile, source: source, in: session, desk: self, start, options,
        output: { [unowned self] in printed += $0 }, onStart: onStart)
    }
    printed = []
  }

  private func runTest(_ index: Int) throws -> TestResult {
    guard let state, state.session.tests.indices.contains(index) else {
      return result([], nil, state?.outcome ?? .succeeded, .zero)
    }
    let test = state.session.tests[index]
    let begin = ContinuousClock.now
    printed = []
    let outcome = try book.write { session in
      let run = try session.startNext(runStart("test"))
      current = CurrentTest(book: session, path: test.path, runs: [run])
      defer { current = nil }
      return (.rollback, state.run(test, in: session, start, seed: options.seed))
    }
    return result(test.path, test.place, outcome, ContinuousClock.now - begin)
  }

  private func result(
    _ path: [String], _ place: SourcePlace?, _ outcome: ScriptOutcome, _ time: Duration
  ) -> TestResult {
    TestResult(
      path: path, place: place ?? SourcePlace(file: file, line: 1), outcome: outcome, time: time,
      output: String(decoding: printed, as: UTF8.self))
  }

  private func result(of refusal: any Refusal) -> TestResult {
    // What refuses a file names it.
    let failure = ScriptFailure(message: refusal.message.text(in: options.language), code: refusal.code)
    return result([], nil, .failed(failure), .zero)
  }

  private func runStart(_ title: String) -> RunStart {
    RunStart(
      title: title, operatorName: TestStart.operatorName, startedAt: state?.session.script.now ?? start.now,
      asOf: state?.session.script.today ?? start.today, seed: options.seed)
  }

  /// The place of definitions: the test's book, at the test's time.
  private func place(of script: ScriptSession) -> Workplace {
    let now = script.now
    return Workplace(
      bookPath: ":memory:", operatorName: TestStart.operatorName, language: options.language, now: { now },
      asOf: script.today)
  }

  private var file: String { testFile.path }

  private func inTest<Result>(_ body: (BookSession, ScriptSession) throws -> Result) throws -> Result {
    guard let current, let state else { throw AccessError.outsideTests(file) }
    return try body(current.book, state.session.script)
  }
}

extension TestFileRun: TestDesk {
  func apply(_ name: String) throws -> TestedDefinition {
    try inTest { book, script in
      let path = try testFile.path(of: name)
      let file = DefinitionFile(path: path, source: try SourceText.read(path))
      let place = place(of: script)
      var watch = ScoringWatch(output: { [unowned self] in printed += $0 })
      watch.limits = options.limits
      watch.workers = 0
      let loaded = try LoadedDefinition(file, in: book, place: place, watch)
      let item = try place.install(file, loaded, in: book, mode: .live, draft: false, watch)
      let kind = type(of: loaded.declared).kind
      definitionFiles["\(item.name), version \(item.version)"] = file.path
      var scoring = item.scoring
      if scoring == nil, kind == ScoreTable.kind, let version = try book.activeDefinition(named: item.name) {
        scoring = try place.score(version, in: book, watch)
      }
      return TestedDefinition(kind: kind, name: item.name, scored: scoring?.moves.scored ?? 0)
    }
  }

  func run(_ name: String, _ arguments: [ScriptValue]) throws -> ScriptTrace {
    try inTest { book, script in
      let file = try testFile.path(of: name)
      let source = try SourceText.read(file)
      current?.runs.append(try book.startNext(runStart("run \(file)")))
      let host = ScriptSession(
        book: book, now: script.now, today: script.today, zone: script.zone, operatorName: script.operatorName,
        language: script.language, access: .write)
      var output: [UInt8] = []
      let interpreter = try Interpreter(
        limits: options.limits, seed: UInt64(bitPattern: options.seed), language: options.language,
        output: { output += $0 })
      interpreter.installModules(for: host)
      let loader = ModuleLoader(book, root: file.folder)
      interpreter.setLoader(loader.body)
      var results: [String] = []
      let outcome = interpreter.run(source, named: file, arguments: arguments) { call, first in
        if first <= call.argumentCount { results = (first...call.argumentCount).map { call.text(at: $0) } }
      }
      guard outcome == .succeeded else { throw TestedScriptFault(file, outcome) }
      return ScriptTrace(output: String(decoding: output, as: UTF8.self), results: results)
    }
  }

  func text(of name: String) throws -> String { try SourceText.read(testFile.path(of: name)) }

  func atomically(_ body: () throws -> Void) throws {
    try inTest { book, _ in try book.atomically(body) }
  }

  func beginChanges() throws {
    try inTest { book, _ in current?.runs = [try book.startNext(runStart("test"))] }
  }

  func changes() throws -> [RowChange] {
    try inTest { book, script in
      try book.finishRun(RunEnd(.succeeded, at: script.now))
      return try (current?.runs ?? []).flatMap { try book.changes(ofRun: $0, sample: .max).rows }
    }
  }

  func compare(snapshot text: String) throws -> SnapshotVerdict {
    guard let current else { throw AccessError.outsideTests("to_match_snapshot") }
    return snapshots.compare(text, of: current.path.joined(separator: " › "))
  }
}

/// A script that a test ran, and that did not succeed.
struct TestedScriptFault: Refusal {
  private let file: String
  private let outcome: ScriptOutcome

  init(_ file: String, _ outcome: ScriptOutcome) {
    self.file = file
    self.outcome = outcome
  }

  var code: String {
    switch outcome {
    case .failed(let failure): failure.code ?? "script-failed"
    case .limited: "limited"
    case .cancelled, .succeeded: "cancelled"
    }
  }

  var message: Phrase {
    switch outcome {
    case .failed(let failure): failure.rendering
    case .limited(let limit, let failure):
      Phrase("\(file) hit the \(limit.rawValue) limit\n", zh: "\(file) 达到\(limit.phrase.chinese)限额\n")
        + failure.rendering
    case .cancelled, .succeeded: Phrase("\(file) was cancelled", zh: "\(file) 已取消")
    }
  }
}
