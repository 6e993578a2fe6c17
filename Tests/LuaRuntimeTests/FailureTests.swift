import LuaRuntime
import ScriptModel
import Testing
import Wording

@Suite struct FailureTests {
  static func modules(_ interpreter: Interpreter) {
    interpreter.install("customers.find") { _ in 0 }
    interpreter.install("customers.get") { _ in 0 }
  }

  @Test(arguments: [
    ("custmers.find()", "customers"),
    ("customers.fnd()", "find"),
    ("local rate = 3\nprint(rtae + 1)", "rate"),
    ("local t = { revenue = 1 }\nprint(t.revnue + 1)", "revenue"),
    ("local t = { inner = { total = 1 } }\nprint(t.inner.totla .. '')", "total"),
    ("local s = 'x'\nreturn s:uper()", "upper"),
    ("prnt('x')", "print"),
    ("string.formt('x')", "format"),
  ])
  func `a misspelled name brings the one that was meant`(source: String, meant: String) throws {
    let failure = try #require(try Run(source, prepare: Self.modules).failure)
    #expect(failure.suggestion == meant)
    #expect(failure.rendering.english.contains("did you mean '\(meant)'?"))
    #expect(failure.rendering.chinese.contains("是否想写“\(meant)”？"))
  }

  @Test func `an error on a line of a megabyte is told without the line`() throws {
    let text = String(repeating: "a", count: 1_000_000)
    let failure = try #require(try Run("local s = '\(text)' error(\"'\" .. s:sub(1, 4000) .. \"'\")").failure)
    #expect(failure.line == 1)
    #expect(failure.sourceLine == nil)
  }

  @Test func `nothing is suggested where nothing is near`() throws {
    let failure = try #require(try Run("frobnicate()", prepare: Self.modules).failure)
    #expect(failure.suggestion == nil)
  }

  @Test func `the caret stands under the name that the message mentions`() throws {
    let failure = try #require(try Run("local n = 1\nlocal 余 = 2", prepare: Self.modules).failure)
    #expect(failure.line == 2)
    let misspelled = try #require(try Run("print('客户', custmers.find())", prepare: Self.modules).failure)
    #expect(misspelled.column == 13)
    #expect(misspelled.width == 8)
    #expect(
      misspelled.rendering.english == """
        test.lua:1: attempt to index a nil value (global 'custmers')
          1 | print('客户', custmers.find())
            |        \u{3000}\u{3000}   ^^^^^^^^
        did you mean 'customers'?
        """)
  }

  @Test func `a name within a string is not the one that the message means`() throws {
    let failure = try #require(try Run("local s = \"a \\\" nme\"; return nme.x", prepare: Self.modules).failure)
    #expect(failure.column == 30)
    #expect(try Run("error(\"'nme' is missing\")", prepare: Self.modules).failure?.column == nil)
  }

  @Test(arguments: [
    ("print（\"x\"）", Character("（"), "(", 6), ("local x ＝ 1", "＝", "=", 9), ("print(1，2)", "，", ",", 8),
    ("local s = “x”", "“", "\"", 11), ("local t = ｛｝", "｛", "{", 11), ("local x = 1；", "；", ";", 12),
  ])
  func `full-width punctuation is named with its half-width mark`(
    source: String, mark: Character, half: String, column: Int
  ) throws {
    let failure = try #require(try Run("-- 注释（说明）\nlocal s = '（好）'\n" + source).failure)
    #expect(failure.line == 3)
    #expect(failure.column == column)
    let hint = try #require(failure.hint)
    #expect(hint.english == "full-width '\(mark)' at column \(column) of line 3: write half-width \(half) instead")
    #expect(hint.chinese.contains("全角“\(mark)”"))
  }

  @Test func `a syntax error without full-width marks gets no hint`() throws {
    let failure = try #require(try Run("local s = '（好）' -- （\nx = = 1").failure)
    #expect(failure.line == 2)
    #expect(failure.hint == nil)
    #expect(failure.message.contains("unexpected symbol"))
  }

  @Test func `the traceback names the script's functions and no frames of the host`() throws {
    let run = try Run(
      """
      local function inner() error("broken") end
      function outer() inner() end
      local function guarded() return string.gsub("a", "a", outer) end
      guarded()
      """)
    let failure = try #require(run.failure)
    #expect(failure.message == "broken")
    #expect(failure.line == 1)
    let lines = failure.traceback.compactMap { $0.split(separator: ":").dropFirst().first }
    #expect(lines == ["1", "2", "4"] || lines == ["1", "2", "3", "4"])
    #expect(failure.traceback.allSatisfy { !$0.contains("[C]") })
  }

  @Test func `an error value that is no text still gives a message`() throws {
    #expect(try Run("error({})").failure?.message == "{}")
    #expect(
      try Run("error({ 1, msg = 'hi', code = 'X', deep = { 2 }, [true] = 3 })").failure?.message
        == #"{ 1, code = "X", deep = {…}, msg = "hi" }"#)
    #expect(
      try Run("local t = {} for i = 1, 20 do t[i] = i end error(t)").failure?.message
        == "{ 1, 2, 3, 4, 5, 6, 7, 8, … }")
    #expect(
      try Run("local t = {} for i = 11, 30 do t['f' .. i] = i end error(t)").failure?.message.hasSuffix(
        "f17 = 17, f18 = 18, … }") == true)
    #expect(
      try Run("error({ value = setmetatable({}, { __tostring = function() return 'hi' end }) })").failure?.message
        == "{ value = hi }")
    #expect(try Run("error(nil)").failure?.message == "nil")
    #expect(
      try Run("error(setmetatable({}, { __tostring = function() return 'my error' end }))").failure?.message
        == "my error")
    #expect(
      try Run("error(setmetatable({}, { __tostring = function() error('worse') end }))").failure?.message
        == "(error value is a table)")
  }

  @Test func `a huge message is cut`() throws {
    let failure = try #require(try Run("error(('x'):rep(100000))").failure)
    #expect(failure.message.utf8.count == 4096)
  }

  @Test func `a message that was caught and raised again keeps its first place`() throws {
    let failure = try #require(try Run("local ok, err = pcall(function()\nerror('first') end)\nerror(err, 0)").failure)
    #expect(failure.message == "first")
    #expect(failure.line == 2)
  }
}
