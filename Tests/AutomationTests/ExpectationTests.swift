import Automation
import LuaRuntime
import Testing
import Wording

struct ExpectationTests {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// What a body of a test fails with.
  private func failure(_ body: String, language: Language = .english) throws -> ScriptFailure? {
    try folder.failure(of: "it('x', function()\n\(body)\nend)") { $0.language = language }
  }

  @Test(arguments: [
    "expect(3):to_equal(3.0)", "expect({ 1, { a = 2 } }):to_equal { 1, { a = 2 } }",
    "expect(money(1, 'CNY')):to_equal(money(1.00, 'CNY'))", "expect({ a = 1, b = null }):to_equal { a = 1 }",
    "expect({ 1 }).never:to_equal { 1, 2 }", "expect('1').never:to_equal(1)", "expect(nil):to_be_nil()",
    "expect(null):to_be_nil()", "expect(false).never:to_be_nil()", "expect(1).never:to_be_true()",
    "expect(money(10)):to_be_near(money(10.5), 0.5)", "expect(1).never:to_be_near(2, 0.5)",
    "expect('abc'):to_contain('b')", "expect({ 1, 2 }):to_contain(2)", "expect({ 1, 2 }).never:to_contain(3)",
    "expect({ { a = 1, b = { c = 2 } } }):to_contain { b = { c = 2 } }", "expect('a.c'):to_match('a%.c')",
    "expect('abc').never:to_match('^b')", "expect(function() error('no way') end):to_raise('way')",
    "expect(function() end).never:to_raise()", "expect(2):to_be_above(1)", "expect(2).never:to_be_below(2)",
    "expect(print):to_be(print)", "expect({}).never:to_be {}", "expect(print):to_equal(print)",
    "expect({ f = print }):to_equal { f = print }", "expect(print).never:to_equal(pairs)",
    "local co = coroutine.create(print) expect(co):to_equal(co) expect(co):to_be(co) expect(co).never:to_be(1)",
    #"expect("a\r\nb"):to_contain("\n")"#, #"expect(function() error("a\r\nb") end):to_raise("\n")"#,
    #"expect("e\u{301}"):to_contain("e")"#, #"expect("\xff").never:to_equal("\xfe")"#,
    #"expect("\xff"):to_equal("\xff")"#, #"expect("caf\u{e9}").never:to_equal("cafe\u{301}")"#,
    #"expect({ ["caf\u{e9}"] = 1 }).never:to_equal { ["cafe\u{301}"] = 1 }"#,
    #"expect({ { "caf\u{e9}" } }).never:to_contain { "cafe\u{301}" }"#,
    #"expect("a\xffb"):to_contain("\xff")"#, #"expect("a\xffb"):to_match("a\xff")"#,
  ])
  func `what holds passes`(_ body: String) throws {
    #expect(try failure(body)?.rendering.english == nil)
  }

  @Test(arguments: [
    ("expect(3):to_equal(4)", "expected 4, got 3"), ("expect(3).never:to_equal(3)", "expected anything but 3"),
    ("expect('a'):to_be_nil()", #"expected nil, got "a""#), ("expect(1):to_be_true()", "expected true, got 1"),
    ("expect({}):to_be {}", "expected the very same {}, got {}"),
    ("expect(1):to_be_near(2, 0.5)", "expected 1 to be within 0.5 of 2"),
    ("expect(money(1, 'CNY')):to_be_near(money(1, 'USD'), 5)", #"to be within 5 of money(1.00, "USD")"#),
    ("expect('abc'):to_contain('x')", #"expected "abc" to contain "x""#),
    ("expect('abc').never:to_contain('b')", #"expected "abc" not to contain "b""#),
    ("expect(1):to_contain(1)", "expected 1 to contain 1"), ("expect(1).never:to_contain(1)", "to contain 1"),
    ("expect(5):to_match('5')", "expected a text, got 5"), ("expect(nil).never:to_be_above(1)", "expected nil"),
    ("expect(function() end):to_raise()", "expected an error, and none was raised"),
    ("expect(function() error('yes') end):to_raise('no')", #"expected an error with "no", got: "#),
    ("expect(function() error('yes') end).never:to_raise()", "expected no error, got: "),
    ("expect(5):to_raise()", "to_raise calls a function"),
    ("expect(1):to_eqal(1)", "there is no expectation 'to_eqal': did you mean 'to_equal'?"),
    ("expect(1):to_photosynthesize(1)", "there is no expectation 'to_photosynthesize': see help(expect)"),
    ("local e = expect(1)[5]", "there is no expectation '5': see help(expect)"),
    ("expect.to_equal(1, 1)", "must be what expect(…) returned"),
    (#"expect("\xff"):to_equal("\xfe")"#, #"expected "\xfe", got "\xff""#),
    (#"expect("\u{e9}"):to_equal("e\u{301}")"#, #"expected "e\xcc\x81", got "\xc3\xa9""#),
    ("expect(coroutine.create(print)):to_equal(1)", "the value given to expect must be "),
    ("expect(1):to_equal(coroutine.create(print))", "the value that is expected must be "),
    ("local t = {} for _ = 1, 101 do t = { t } end expect(t):to_equal {}", "nests deeper than 100 tables"),
    ("expect(1)", "nothing is expected of the value: write expect(value):to_equal(…)"),
    ("local e = expect(1).never", "nothing is expected of the value"),
  ])
  func `what does not hold says what was expected and what there is`(_ body: String, _ message: String) throws {
    let failure = try #require(try failure(body))
    #expect(failure.message.contains(message), "\(failure.message)")
    #expect(failure.line == 2, "where the expectation stands")
    #expect(failure.sourceLine == body)
  }

  @Test func `an expectation that is used twice, or turned round, is used`() throws {
    #expect(
      try failure(
        """
        local a, b = expect(1), expect(2)
        b:to_equal(2)
        a.never:to_equal(2)
        a:to_equal(1)
        """)?.rendering.english == nil)
  }

  @Test func `comparing what is large stops at the limit`() throws {
    let report = try folder.report(
      """
      local up, down = {}, {}
      for i = 1, 4000 do up[i], down[4001 - i] = { x = i }, { x = i } end
      it("contains", function() expect({ up }):to_contain(down) end)
      it("goes on", function() end)
      """
    ) { $0.limits = Limits(cpu: .milliseconds(300)) }
    #expect(report.results.map(\.outcome.isLimited) == [true, false])
  }

  @Test func `tables of many fields are compared in a moment`() throws {
    let failure = try folder.failure(
      of: """
        it("x", function()
          local function fields(last) local t = {} for i = 1, 4000 do t["f" .. i] = i end t.f1 = last return t end
          expect(fields(1)):to_equal(fields(1))
          expect(fields(1)):to_contain(fields(1))
          expect(fields(1)):to_equal(fields(2))
        end)
        """
    ) { $0.limits = Limits(cpu: .milliseconds(2500)) }
    #expect(failure?.message.contains("f1  2         1") == true)
  }

  @Test func `tables are compared part by part, and the columns line up in Chinese too`() throws {
    let failure = try #require(
      try failure(
        #"expect({ ["名称"] = "华东机械", tier = "gold", { qty = 2 } }):to_equal { ["名称"] = "华东化工", tier = "gold", { qty = 3 }, 5 }"#
      )
    )
    let lines = failure.message.split(separator: "\n").dropFirst().map(String.init)
    // On a terminal a Chinese character takes two columns: the third column begins at one place.
    #expect(
      lines == [
        "           expected    actual", "  [1].qty  3           2", "  [2]      5           –",
        "  名称     \"华东化工\"  \"华东机械\"",
      ])
  }

  @Test func `what was expected is said in Chinese too`() throws {
    let failure = try #require(try failure("expect(3):to_equal(4)", language: .chinese))
    #expect(failure.message == "期望 4，实际为 3")
  }
}
