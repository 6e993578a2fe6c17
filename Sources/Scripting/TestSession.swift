public import Domain
public import ScriptModel
public import Wording

/// What the functions of a test file act on: the tests that it declares, and the book of the one that runs.
public final class TestSession: HostSession {
  /// What the functions of all other modules act on.
  public let script: ScriptSession
  /// What a test needs of the outside.
  public let desk: any TestDesk
  /// `string.find` of the test's own state, by which texts are matched.
  public var find: ScriptFunction?
  /// The tests, in the order in which they were declared.
  public private(set) var tests: [ScriptTest] = []
  private var group = TestGroup(name: "", within: nil)
  private var expectations: Int64 = 0
  /// Where values stand of which nothing was expected yet, by their number.
  private var openExpectations: [Int64: SourcePlace?] = [:]

  /// The session of a test file.
  public init(_ script: ScriptSession, desk: any TestDesk) {
    self.script = script
    self.desk = desk
  }

  public func permit(_ function: FunctionDescription) throws {
    try script.permit(function)
  }

  /// Whether a test runs, and the file is not being read any more.
  var isTesting: Bool {
    if case .outsideTests = script.access { false } else { true }
  }

  /// Declares what `body` declares under a name.
  func describe(_ name: String, _ body: () throws -> Void) throws {
    if isTesting { throw TestError.insideTest("describe") }
    group = TestGroup(name: name, within: group)
    defer { group = group.outer ?? group }
    try body()
  }

  /// Declares a test.
  func declare(_ name: String, _ body: ScriptFunction, at place: SourcePlace?) throws {
    if isTesting { throw TestError.insideTest("it") }
    tests.append(ScriptTest(name: name, group: group, body: body, place: place))
  }

  /// Declares what comes before each test of the present group.
  func prepare(_ body: ScriptFunction) throws {
    if isTesting { throw TestError.insideTest("before_each") }
    group.preparations.append(body)
  }

  /// The number of a value of which something is to be expected.
  func openExpectation(at place: SourcePlace?) -> Int64 {
    expectations += 1
    openExpectations.updateValue(place, forKey: expectations)
    return expectations
  }

  /// Something is expected of that value.
  func closeExpectation(_ number: Int64) {
    openExpectations.removeValue(forKey: number)
  }

  /// Lets go of the expectations of the test before.
  public func beginExpectations() {
    openExpectations = [:]
  }

  /// What is wrong with a test that named a value and expected nothing of it, and where; nil for any other.
  public var expectsNothing: (refusal: any Refusal, place: SourcePlace?)? {
    openExpectations.min { $0.key < $1.key }.map { (TestError.nothingExpected, $0.value) }
  }

  /// Moves the clock.
  func move(to instant: Instant, today: CivilDate) throws {
    if !isTesting { throw AccessError.outsideTests("clock") }
    (script.now, script.today) = (instant, today)
  }

  /// Lets definitions that are in force from now on be found.
  func forgetDefinitions(_ call: Call) {
    script.forgetDefinitions()
    call.forgetDefinitions()
  }
}

/// Tests that stand together under a name.
public final class TestGroup {
  let name: String
  let outer: TestGroup?
  var preparations: [ScriptFunction] = []

  init(name: String, within outer: TestGroup?) {
    self.name = name
    self.outer = outer
  }
}

/// A test that a file declares.
public struct ScriptTest {
  /// Its own name.
  public let name: String
  /// What it does.
  public let body: ScriptFunction
  /// Where it is written.
  public let place: SourcePlace?
  private let group: TestGroup

  init(name: String, group: TestGroup, body: ScriptFunction, place: SourcePlace?) {
    self.name = name
    self.group = group
    self.body = body
    self.place = place
  }

  /// The names of the groups around it, the outermost first, and its own.
  public var path: [String] { groups.map(\.name).filter { !$0.isEmpty } + [name] }

  /// What comes before it, in that order.
  public var preparations: [ScriptFunction] { groups.flatMap(\.preparations) }

  private var groups: [TestGroup] {
    Array(sequence(first: group, next: \.outer)).reversed()
  }
}

/// What a test needs of the outside: definitions and scripts of files, what the book recorded, what was kept of earlier runs.
public protocol TestDesk: AnyObject {
  /// Installs the definition of a file, beside the test or in the folders around it, and puts it in force. A score scores
  /// everyone.
  func apply(_ path: String) throws -> TestedDefinition
  /// Runs a script of a file from top to bottom, as `patron run` does.
  func run(_ path: String, _ arguments: [ScriptValue]) throws -> ScriptTrace
  /// The text of a file.
  func text(of path: String) throws -> String
  /// Does what the body does to the test's book, or, where it throws, nothing.
  func atomically(_ body: () throws -> Void) throws
  /// What is changed up to now is what was given: changes count from here.
  func beginChanges() throws
  /// What was changed since.
  func changes() throws -> [RowChange]
  /// Compares a text with what was kept under the name of the test.
  func compare(snapshot text: String) throws -> SnapshotVerdict
}

/// A definition that a test has installed.
public struct TestedDefinition: Sendable {
  /// What it declares: `score`.
  public var kind: String
  /// Its name.
  public var name: String
  /// How many customers have a value by it, where it is a score.
  public var scored: Int

  /// An installed definition.
  public init(kind: String, name: String, scored: Int) {
    self.kind = kind
    self.name = name
    self.scored = scored
  }
}

/// What a script that a test ran has left.
public struct ScriptTrace: Sendable {
  /// What it printed.
  public var output: String
  /// What it returned, as texts.
  public var results: [String]

  /// What a script printed and returned.
  public init(output: String, results: [String]) {
    self.output = output
    self.results = results
  }
}

/// How a text compares with the one that was kept.
public enum SnapshotVerdict: Sendable, Hashable {
  /// It is the same, or is kept from now on.
  case same
  /// Nothing was kept.
  case missing
  /// This was kept.
  case differs(String)
}

/// A call that does not fit where it stands in a test file.
enum TestError: Refusal, Hashable {
  case insideTest(String)
  case notRows(String, given: String)
  case row(entity: String, row: Int, Phrase)
  case expectation(Phrase)
  case nothingExpected

  var code: String {
    switch self {
    case .insideTest: "inside-test"
    case .notRows, .row: "bad-fixture"
    case .expectation, .nothingExpected: "expectation-failed"
    }
  }

  var message: Phrase {
    switch self {
    case .insideTest(let function):
      Phrase(
        "\(function) declares and cannot stand inside a test: put it beside it, into a describe",
        zh: "\(function) 用于声明，不能放在测试里：请放到 describe 中")
    case .notRows(let entity, let given):
      Phrase(
        "given: '\(entity)' is \(given), where a list of tables, CSV text or the name of a CSV file belongs",
        zh: "given：'\(entity)' 是 \(given)，应为表的列表、CSV 文本或 CSV 文件名")
    case .row(let entity, let row, let reason):
      Phrase("given: \(entity), row \(row): ", zh: "given：\(entity) 第 \(row) 行：") + reason
    case .expectation(let reason): reason
    case .nothingExpected:
      Phrase(
        "nothing is expected of the value: write expect(value):to_equal(…)",
        zh: "没有对该值作任何断言：请写 expect(值):to_equal(…)")
    }
  }
}
