import Domain
import ScriptModel
import Wording

/// What `expect(value)` returns, and what its methods are called on.
struct Expectation: ScriptConvertible {
  let isNever: Bool

  static var scriptType: ScriptType { .record("expect_module") }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> Expectation {
    guard call.reserve(8), let isNever = call.pushExpected(at: index) else {
      throw .value(
        Phrase(
          "must be what expect(…) returned, got \(call.typeName(at: index)): write expect(value):to_equal(…)",
          zh: "必须是 expect(…) 的返回值，收到的是 \(call.typeName(at: index))：请写 expect(值):to_equal(…)"))
    }
    call.pop(1)
    return Expectation(isNever: isNever)
  }

  func push(to call: Call) -> Int32 {
    // The value is the only argument; left out, it is nil.
    if call.argumentCount == 0 { call.pushNil() }
    call.pushExpectation(at: 1, isNever: isNever)
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

  /// The value, taken out of Lua.
  var value: ScriptValue {
    get throws { try ScriptValue.read(call, at: index) }
  }

  /// Whether it is the second argument itself.
  var isSame: Bool { call.areSame(index, 2) }

  /// Whether a pattern of Lua's is in a text.
  func finds(_ pattern: String, in text: String) throws -> Bool {
    guard let find = session.find else { return false }
    return try call.call(find, results: 1) { call in
      text.push(to: call) + pattern.push(to: call)
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
