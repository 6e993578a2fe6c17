import Domain
import LuaRuntime
import ScriptModel
import Scripting
import Storage
import Wording

/// A test file brought to life in a state of its own: what its tests run in, one after the other.
final class TestState {
  let interpreter: Interpreter
  let session: TestSession
  let loader: ModuleLoader
  /// How reading the file ended.
  let outcome: ScriptOutcome
  /// That of the records that the present test reads.
  private var generation: UInt32 = 0

  /// Reads a test file, whose tests are declared then. The book is there for its profile alone.
  init(
    of testFile: TestFile, source: String, in book: BookSession, desk: any TestDesk, _ start: TestStart,
    _ options: TestOptions, output: @escaping (UnsafeRawBufferPointer) -> Void,
    onStart: (Canceller) -> Void
  ) throws {
    let script = ScriptSession(
      book: book, now: start.now, today: start.today, zone: start.zone, operatorName: TestStart.operatorName,
      language: options.language, access: .outsideTests)
    session = TestSession(script, desk: desk)
    interpreter = try Interpreter(
      limits: options.limits, seed: UInt64(bitPattern: options.seed), language: options.language, output: output)
    interpreter.installModules(for: script)
    interpreter.installTestModules(for: session)
    loader = ModuleLoader(book, roots: testFile.folders)
    interpreter.setLoader(loader.body)
    onStart(interpreter.canceller)
    outcome = interpreter.run(source, named: testFile.path)
  }

  /// Runs a test in a book of its own, with the globals, the modules and the locals that the file itself has made.
  func run(_ test: ScriptTest, in book: BookSession, _ start: TestStart, seed: Int64) -> ScriptOutcome {
    let functions = test.preparations + [test.body]
    // After a test that has left no memory, the state is of no use.
    guard interpreter.putBack(functions) else { return .limited(.memory, at: ScriptFailure(message: "")) }
    // The numbers of records of the test before are given again.
    interpreter.dropGenerations(from: generation)
    generation = interpreter.beginGeneration()
    session.beginExpectations()
    session.script.beginAnew(with: book, now: start.now, today: start.today, access: .write)
    loader.move(to: book)
    interpreter.forgetDefinitions()
    interpreter.reseed(UInt64(bitPattern: seed))
    return book.stopping(when: { [interpreter] in interpreter.shouldStop }) {
      interpreter.withBudget {
        for function in functions {
          let outcome = interpreter.call(function, results: 0, arguments: { _ in 0 }, read: { _, _ in })
          if outcome != .succeeded { return outcome }
        }
        return interpreter.dueStop ?? expectsNothing ?? .succeeded
      }
    }
  }
}

extension TestState {
  /// A failure where the test has named a value and expects nothing of it.
  private var expectsNothing: ScriptOutcome? {
    session.expectsNothing.map { refusal, place in
      .failed(
        interpreter.failure(
          refusal.message.text(in: session.script.language), code: refusal.code, at: place))
    }
  }
}

/// When and where every test begins.
struct TestStart {
  /// Who acts in tests.
  static let operatorName = "tester"

  /// The profile of a test's book.
  static let profile = BookProfile(name: "", baseCurrency: .cny, timeZone: "UTC")

  let zone: TimeZoneRule
  let today: CivilDate
  let now: Instant

  init(_ today: CivilDate?) throws {
    zone = try Workplace.zone(named: Self.profile.timeZone)
    self.today = try today ?? CivilDate("2026-01-01")
    now = Instant(self.today, in: zone)
  }
}
