import Domain
public import ScriptModel
import Wording

extension Module<TestSession> {
  /// What other libraries of tests call expectations, with their names here.
  public static let expectationsElsewhere = [
    "to_be_close": "to_be_near", "to_be_close_to": "to_be_near", "to_be_approximately": "to_be_near",
    "to_eq": "to_equal", "to_be_equal": "to_equal", "to_include": "to_contain", "to_have": "to_contain",
    "to_throw": "to_raise", "to_error": "to_raise", "to_fail": "to_raise", "to_be_truthy": "to_be_true",
    "to_be_falsy": "to_be_false", "to_be_greater_than": "to_be_above", "to_be_less_than": "to_be_below",
  ]

  /// What a test expects of values.
  public static let expect = Module(
    "expect",
    Phrase(
      "In tests: what is expected of a value. `expect(x):to_equal(y)`, or the other way round `expect(x).never:to_equal(y)`.",
      zh: "用于测试：对值的断言。`expect(x):to_equal(y)`；取反写作 `expect(x).never:to_equal(y)`。"),
    constants: [
      ParameterDescription(
        name: "never",
        summary: Phrase(
          "Turns what is expected round: `expect(x).never:to_be_nil()`.", zh: "将断言取反：`expect(x).never:to_be_nil()`。"),
        type: expectation)
    ],
    functions: [
      Function(
        "expect", Phrase("Begins to expect something of a value.", zh: "开始对一个值作断言。"), effect: .tests,
        takes: Parameter("value", Phrase("The value that there is.", zh: "实际的值。"), as: Anything.self),
        returns: Returned(
          "expectation", Phrase("What the functions below are called on.", zh: "下列函数的调用对象。"), as: Expecting.self,
          type: expectation),
        example: "expect(1 + 1):to_equal(2)"
      ) { session, _ in Expecting(session) },
      matcher(
        "to_equal", Phrase("It is the same value, tables part by part.", zh: "与给定值相等，表逐项比较。"),
        Parameter("expected", Phrase("The value that there should be.", zh: "应有的值。"), as: Anything.self),
        example: #"expect({ tier = "gold", days = 3 }):to_equal { tier = "gold", days = 3.0 }"#
      ) { subject, _ in
        let never = Phrase("expected anything but ", zh: "不应为 ") + Phrase(verbatim: subject.writtenExpected)
        if subject.isSame { return Match(true, Phrase(verbatim: ""), never: never) }
        let (expected, actual) = (try subject.expected, try subject.value)
        let difference =
          subject.haveTexts ? nil : try ValueDifference(expected: expected, actual: actual, by: subject.likeness)
        let (first, second) = subject.writtenApart(expected, actual)
        return Match(
          difference?.isEmpty ?? false, difference: difference,
          Phrase("expected \(first), got \(second)", zh: "期望 \(first)，实际为 \(second)"), never: never)
      },
      matcher(
        "to_be", Phrase("It is the very same value: for tables, the same table.", zh: "就是给定的值；对表而言是同一个表。"),
        Parameter("expected", Phrase("The value that it should be.", zh: "应是的值。"), as: Anything.self),
        example: "local rates = { gold = 1.5 }\nexpect(rates):to_be(rates)\nexpect(rates).never:to_be { gold = 1.5 }"
      ) { subject, _ in
        let expected = Phrase(verbatim: subject.writtenExpected)
        return Match(
          subject.isSame,
          Phrase("expected the very same ", zh: "期望为同一个 ") + expected + Phrase(", got ", zh: "，实际为 ")
            + Phrase(verbatim: subject.written),
          never: Phrase("expected another value than ", zh: "不应为同一个 ") + expected)
      },
      near,
      matcher(
        "to_contain",
        Phrase(
          "A text has that piece; a list has an element like that, a table or record those fields, and perhaps more.",
          zh: "文本含有该片段；列表含有这样的元素，表或记录含有这些字段（可以更多）。"),
        Parameter("part", Phrase("A piece of text, an element or fields.", zh: "文本片段、元素或字段。"), as: ScriptValue.self),
        example: """
          expect("late payment"):to_contain("late")
          expect({ { code = "C1", tier = "gold" }, { code = "C2" } }):to_contain { code = "C1" }
          expect({ code = "C1", tier = "gold" }):to_contain { tier = "gold" }
          """
      ) { subject, part in
        let value = try subject.value
        return Match(
          try contains(subject, value, part),
          Phrase("expected ", zh: "期望 ") + written(value) + Phrase(" to contain ", zh: " 含有 ") + written(part),
          never: Phrase("expected ", zh: "期望 ") + written(value) + Phrase(" not to contain ", zh: " 不含 ")
            + written(part))
      },
      matcher(
        "to_match", Phrase("A text matches a pattern of Lua's.", zh: "文本与 Lua 模式匹配。"),
        Parameter("pattern", Phrase("As string.find takes it.", zh: "写法同 string.find。"), as: String.self),
        example: #"expect("INV-0042"):to_match("^INV%-%d+$")"#
      ) { subject, pattern in
        let value = try subject.value
        guard case .string = value else {
          return Match(
            false, Phrase("expected a text, got ", zh: "期望为文本，实际为 ") + written(value), never: Phrase(verbatim: ""))
        }
        return Match(
          try subject.findsExpected(as: .pattern),
          Phrase("expected ", zh: "期望 ") + written(value)
            + Phrase(" to match \"\(pattern)\"", zh: " 匹配 \"\(pattern)\""),
          never: Phrase("expected ", zh: "期望 ") + written(value)
            + Phrase(" not to match \"\(pattern)\"", zh: " 不匹配 \"\(pattern)\""))
      },
      raise,
      plain("to_be_nil", Phrase("It is nil or null.", zh: "为 nil 或 null。"), "nil", example: "expect(nil):to_be_nil()") {
        $0 == .null
      },
      plain("to_be_true", Phrase("It is true.", zh: "为 true。"), "true", example: "expect(1 < 2):to_be_true()") {
        $0 == .boolean(true)
      },
      plain("to_be_false", Phrase("It is false.", zh: "为 false。"), "false", example: "expect(1 > 2):to_be_false()") {
        $0 == .boolean(false)
      },
      bound(
        "to_be_above", Phrase("A number is higher.", zh: "数值更大。"), Phrase("more than", zh: "大于"),
        example: "expect(3):to_be_above(2)", { $0 > $1 }),
      bound(
        "to_be_below", Phrase("A number is lower.", zh: "数值更小。"), Phrase("less than", zh: "小于"),
        example: "expect(1):to_be_below(2)", { $0 < $1 }),
      snapshot,
    ])

  /// The type of what `expect` returns, as editors know it.
  private static let expectation = ScriptType.record("expect_module")

  private static var me: Parameter<Expectation> {
    Parameter(
      "self", Phrase("What expect(value) returned.", zh: "expect(value) 的返回值。"), as: Expectation.self,
      type: expectation)
  }

  private static let nothing = Returned("", Phrase(verbatim: ""), as: Judgement.self)

  private static func matcher<Given: ScriptArgument>(
    _ name: String, _ summary: Phrase, _ given: Parameter<Given>, example: String,
    _ judge: @escaping @Sendable (Subject, Given) throws -> Match
  ) -> Function<TestSession> {
    Function(
      "expect.\(name)", summary, effect: .tests, takes: me, given, returns: nothing, example: example
    ) { session, expectation, given in
      Judgement(session, expectation) { try judge($0, given) }
    }
  }

  /// A matcher that asks for one value.
  private static func plain(
    _ name: String, _ summary: Phrase, _ expected: String, example: String,
    _ holds: @escaping @Sendable (ScriptValue) -> Bool
  ) -> Function<TestSession> {
    Function("expect.\(name)", summary, effect: .tests, takes: me, returns: nothing, example: example) {
      session, expectation in
      Judgement(session, expectation) { subject in
        let value = try subject.value
        return Match(
          holds(value),
          Phrase("expected \(expected), got ", zh: "期望 \(expected)，实际为 ") + written(value),
          never: Phrase("expected anything but \(expected)", zh: "不应为 \(expected)"))
      }
    }
  }

  private static func bound(
    _ name: String, _ summary: Phrase, _ words: Phrase, example: String,
    _ holds: @escaping @Sendable (Double, Double) -> Bool
  ) -> Function<TestSession> {
    matcher(
      name, summary, Parameter("bound", Phrase("The number to compare with.", zh: "用于比较的数。"), as: Double.self),
      example: example
    ) { subject, bound in
      let value = try subject.value
      let limit = Phrase(verbatim: " ") + words + Phrase(verbatim: " \(bound.plain)")
      return Match(
        value.figure.map { holds($0, bound) },
        Phrase("expected ", zh: "期望 ") + written(value) + Phrase(" to be", zh: "") + limit,
        never: Phrase("expected ", zh: "期望 ") + written(value) + Phrase(" not to be", zh: " 不") + limit)
    }
  }

  private static let near = Function<TestSession>(
    "expect.to_be_near", Phrase("A number or amount is at most so far away.", zh: "数值或金额与给定值相差不超过容差。"),
    effect: .tests, takes: me,
    Parameter("expected", Phrase("The number or amount.", zh: "数值或金额。"), as: ScriptValue.self),
    Parameter("tolerance", Phrase("How far away it may be.", zh: "允许的偏差。"), as: Double.self), returns: nothing,
    example: "expect(0.1 + 0.2):to_be_near(0.3, 1e-9)"
  ) { session, expectation, expected, tolerance in
    Judgement(session, expectation) { subject in
      let value = try subject.value
      let distance = value.currency == expected.currency ? value.distance(to: expected) : nil
      let bound = tolerance.plain
      return Match(
        distance.map { $0 <= tolerance },
        Phrase("expected ", zh: "期望 ") + written(value)
          + Phrase(" to be within \(bound) of ", zh: " 与下值相差不超过 \(bound)：") + written(expected),
        never: Phrase("expected ", zh: "期望 ") + written(value)
          + Phrase(" to be farther than \(bound) from ", zh: " 与下值相差超过 \(bound)：") + written(expected))
    }
  }

  private static let raise = Function<TestSession>(
    "expect.to_raise",
    Phrase(
      "Calling the function raises an error; with a text, one of that code or with that text in it.",
      zh: "调用该函数会报错；给出文本时，错误代码等于该文本或错误信息含有该文本。"),
    effect: .tests, takes: me,
    Parameter(
      "text", Phrase("A part of the message, or the code of an error.", zh: "错误信息的一部分，或错误代码。"), as: String?.self),
    returns: nothing,
    example: #"expect(function() customers.get("C9") end):to_raise("not-found")"#
  ) { session, expectation, text in
    Judgement(session, expectation) { subject in
      guard let raised = try subject.raised() else {
        return Match(
          false, Phrase("expected an error, and none was raised", zh: "期望报错，实际未报错"),
          never: Phrase(verbatim: ""))
      }
      let isMeant = try text.map { try raised.code == $0 || subject.finds($0, in: raised.message) } ?? true
      let wanted = text.map { Phrase(" with \"\($0)\"", zh: "（含 \"\($0)\"）") } ?? Phrase(verbatim: "")
      let got = Phrase(", got: \(raised.message)", zh: "，实际为：\(raised.message)")
      return Match(
        isMeant, Phrase("expected an error", zh: "期望报错") + wanted + got,
        never: Phrase("expected no error", zh: "不应报错") + wanted + got)
    }
  }

  private static let snapshot = Function<TestSession>(
    "expect.to_match_snapshot",
    Phrase(
      "It is written as it was when `patron test --accept` kept it, in a file beside the test.",
      zh: "与 `patron test --accept` 保存在测试旁文件中的内容一致。"),
    effect: .tests, takes: me, returns: nothing,
    example: #"expect({ grade = "B", limit = 20000 }):to_match_snapshot()"#
  ) { session, expectation in
    Judgement(session, expectation) { subject in
      let value = try subject.value
      let text: String = if case .string(let text) = value { text } else { WrittenValue.lines(value) }
      switch try session.desk.compare(snapshot: text) {
      case .same:
        return Match(true, Phrase(verbatim: ""), never: Phrase("expected another text than was kept", zh: "不应与保存的内容一致"))
      case .missing:
        return Match(
          nil,
          Phrase(
            "nothing was kept to compare with: look at it, then keep it with patron test --accept\n\(text)",
            zh: "没有保存的内容可比较：请检查后用 patron test --accept 保存\n\(text)"), never: Phrase(verbatim: ""))
      case .differs(let kept):
        let difference = LineDiff(kept, text).text
        return Match(
          false,
          Phrase(
            "it is not as it was kept (-) but now (+); where that is right: patron test --accept\n\(difference)",
            zh: "与保存的内容（-）不同，现为（+）；如属正确：patron test --accept\n\(difference)"), never: Phrase(verbatim: ""))
      }
    }
  }

  private static func contains(_ subject: Subject, _ value: ScriptValue, _ part: ScriptValue) throws -> Bool? {
    if case .string = value {
      guard case .string = part else { return nil }
      return try subject.findsExpected(as: .text)
    }
    guard let (list, _) = WrittenValue.parts(value) else { return nil }
    var likeness = subject.likeness
    if try likeness.contains(list, part) { return true }
    return try list.isEmpty && WrittenValue.parts(part) != nil && likeness.holds(part, in: value)
  }
}

private func written(_ value: ScriptValue) -> Phrase {
  Phrase(verbatim: WrittenValue.line(value))
}

/// Any value, which stays where it is.
struct Anything: ScriptArgument {
  static var scriptType: ScriptType { .any }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> Anything { Anything() }
}

extension Double {
  /// As people write it: 2, not 2.0.
  fileprivate var plain: String { Int64(exactly: self).map { String($0) } ?? String(self) }
}

extension ScriptValue {
  /// A number, or the amount of money as one.
  fileprivate var figure: Double? {
    double ?? Money(self).flatMap { Double($0.description.prefix { $0 != " " }) }
  }

  fileprivate var currency: String? {
    if case .money(_, let currency) = self { currency } else { nil }
  }

  fileprivate func distance(to other: ScriptValue) -> Double? {
    guard let figure, let another = other.figure else { return nil }
    return (figure - another).magnitude
  }
}
