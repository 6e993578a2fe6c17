import Domain
import ScriptModel
import Wording

/// What the methods of `expect` are called on.
struct Expectation: ScriptArgument {
  let isNever: Bool
  /// Which of the test's expectations it is.
  fileprivate let number: Int64

  static var scriptType: ScriptType { .record("expect_module") }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> Expectation {
    guard call.reserve(8), let isNever = call.pushExpected(at: index) else {
      throw .value(
        Phrase(
          "must be what expect(…) returned, got \(call.typeName(at: index)): write expect(value):to_equal(…)",
          zh: "必须是 expect(…) 的返回值，收到的是 \(call.typeName(at: index))：请写 expect(值):to_equal(…)"))
    }
    call.pop(1)
    return Expectation(isNever: isNever, number: call.expectationNumber(at: index))
  }
}

/// What `expect(value)` returns. It is open until something is expected of it.
struct Expecting: ScriptResult {
  private let session: TestSession

  init(_ session: TestSession) {
    self.session = session
  }

  static var scriptType: ScriptType { .record("expect_module") }

  func push(to call: Call) -> Int32 {
    // The value is the only argument; left out, it is nil.
    if call.argumentCount == 0 { call.pushNil() }
    call.pushExpectation(at: 1, number: session.openExpectation(at: call.place))
    return 1
  }
}

/// Whether a value is as expected, and what to say where it is not.
struct Match {
  /// Nil where it is of another kind, so that neither that nor the opposite holds.
  let holds: Bool?
  let failure: Phrase
  let never: Phrase
  let difference: ValueDifference?

  init(_ holds: Bool?, difference: ValueDifference? = nil, _ failure: Phrase, never: Phrase) {
    self.holds = holds
    self.difference = difference
    self.failure = failure
    self.never = never
  }
}

/// The value that a test has in its hands, while the call stands.
struct Subject {
  fileprivate let call: Call
  fileprivate let index: Int32
  fileprivate let session: TestSession

  /// Where the second argument stands: what is expected.
  private static let expectedIndex: Int32 = 2

  /// The value, taken out of Lua.
  var value: ScriptValue {
    get throws {
      do { return try ScriptValue.read(call, at: index) } catch {
        throw TestError.expectation(Phrase("the value given to expect ", zh: "传给 expect 的值") + error.reason)
      }
    }
  }

  /// What it is compared with.
  var expected: ScriptValue {
    get throws {
      do { return try ScriptValue.read(call, at: Self.expectedIndex) } catch {
        throw TestError.expectation(Phrase("the value that is expected ", zh: "期望的值") + error.reason)
      }
    }
  }

  /// Whether it is what is expected itself. Texts are where their bytes are the same.
  var isSame: Bool { call.areSame(index, Self.expectedIndex) }

  /// Whether it and what is expected are texts.
  var haveTexts: Bool { call.isString(index) && call.isString(Self.expectedIndex) }

  /// How it is compared with other values.
  var likeness: Likeness { Likeness { [call] in call.areSame($0, $1) } }

  /// The value for people, whatever it is.
  var written: String { text(at: index) }

  /// What is expected, for people, whatever it is.
  var writtenExpected: String { text(at: Self.expectedIndex) }

  /// What is expected and what there is, which are not alike, so that the difference is seen.
  func writtenApart(_ expected: ScriptValue, _ actual: ScriptValue) -> (String, String) {
    let (first, second) = WrittenValue.apart(expected, actual)
    // Bytes that are no UTF-8 look alike.
    guard first == second, haveTexts else { return (first, second) }
    return (bytes(at: Self.expectedIndex), bytes(at: index))
  }

  private func text(at index: Int32) -> String {
    (try? ScriptValue.read(call, at: index)).map { WrittenValue.line($0) } ?? call.typeName(at: index)
  }

  private func bytes(at index: Int32) -> String { call.withBytes(at: index) { WrittenValue.bytes($0) } ?? "" }

  /// How a text is looked for.
  enum Search {
    case text
    case pattern
  }

  /// Whether what is expected is in the text, both of them as they are.
  func findsExpected(as search: Search) throws -> Bool {
    try finds(search) { call in
      call.pushCopy(of: index)
      call.pushCopy(of: Self.expectedIndex)
    }
  }

  /// Whether a piece is in a text.
  func finds(_ piece: String, in text: String) throws -> Bool {
    try finds(.text) { call in
      _ = text.push(to: call)
      _ = piece.push(to: call)
    }
  }

  /// Searches by Lua, which stops when the run is to stop.
  private func finds(_ search: Search, _ pushTexts: (Call) -> Void) throws -> Bool {
    guard let find = session.find else { return false }
    return try call.call(find, results: 1) { call in
      pushTexts(call)
      return 2 + Int64(1).push(to: call) + (search == .text).push(to: call)
    } read: { call, first in
      !call.isAbsent(first)
    }
  }

  /// What calling it raises; nil for nothing.
  func raised() throws -> (code: String?, message: String)? {
    guard case .function(let function) = try value else {
      throw TestError.expectation(
        Phrase(
          "to_raise calls a function: write expect(function() … end):to_raise(…)",
          zh: "to_raise 会调用函数：请写 expect(function() … end):to_raise(…)"))
    }
    do {
      try call.call(function, results: 0) { _ in
        0
      } read: { _, _ in
      }
      return nil
    } catch let raised as RaisedError {
      return call.codeAndMessage(of: raised)
    }
  }
}

/// A value being judged. It is done when the call's result is asked for.
struct Judgement: ScriptResult {
  private let session: TestSession
  private let expectation: Expectation
  private let judge: (Subject) throws -> Match

  init(_ session: TestSession, _ expectation: Expectation, _ judge: @escaping (Subject) throws -> Match) {
    self.session = session
    self.expectation = expectation
    self.judge = judge
  }

  static var scriptType: ScriptType { .nothing }

  func push(to call: Call) throws -> Int32 {
    // Where an argument is left out, what is pushed would take its place.
    while call.top < 3 { call.pushNil() }
    guard call.reserve(8), call.pushExpected(at: 1) != nil else { return 0 }
    session.closeExpectation(expectation.number)
    let match = try judge(Subject(call: call, index: call.top, session: session))
    if match.holds == !expectation.isNever { return 0 }
    let isWrongKind = match.holds == nil
    let reason = expectation.isNever && !isWrongKind ? match.never : match.failure
    guard let difference = match.difference, !difference.isEmpty, difference.parts.first?.path != "" else {
      throw TestError.expectation(reason)
    }
    throw TestError.expectation(
      reason + Phrase("\n" + difference.table(in: .english), zh: "\n" + difference.table(in: .chinese)))
  }
}
