import LuaSyntax
import Testing
import Wording

/// What is said of source that is no Lua, and where.
struct FaultTests {
  /// `line:column message` of each fault.
  private func faults(_ source: String, in language: Language = .english) -> [String] {
    let tree = SyntaxTree(source)
    let lines = tree.lines
    return tree.faults.map { fault in
      let place = lines.place(of: fault.range.lowerBound)
      return "\(place.line):\(place.column) \(fault.reason.message.text(in: language))"
    }
  }

  @Test(arguments: [
    ("if x = 3 then y() end", ["1:6 expected 'then': found '='; values compare with =="]),
    ("x = = 1", ["1:5 expected a value: found '='; for x += 1 write x = x + 1"]),
    ("local 1 = 2", ["1:7 expected a name: found '1'"]),
    ("f(1, 2", ["1:7 expected ')' to close '(' of line 1, found the end of the text"]),
    ("x = {\n  1,\n  2\ny = 3", ["4:1 expected '}' to close '{' of line 1, found 'y'"]),
    ("a.b", ["1:4 expected '=': found the end of the text"]),
    ("a.b\nc()", ["1:1 this value is not used: assign it, as in local x = …, or call it, as in f(…)"]),
    ("(a) = 1", ["1:1 only names and fields take a value, as in x = 1 or t.x = 1"]),
    ("return 1\nf()", ["2:1 nothing stands behind return in a block: move it before, or write do return end"]),
    ("end", ["1:1 nothing is left to close: found 'end'"]),
    ("local x <const> = 1\nx = 2", ["2:1 'x' is constant and keeps its value: use another name"]),
    ("local x <konst> = 1", ["1:10 there is no attribute 'konst': there are <const> and <close>"]),
    ("break", ["1:1 break stands only in a loop"]),
    ("goto out", ["1:6 there is no label ::out:: that this goto sees"]),
    ("::a:: ::a::", ["1:9 the label 'a' is on line 1 already"]),
    (
      "goto a\nlocal b = 1\n::a::\nf(b)",
      ["1:6 goto a would jump over the declaration of 'b': declare it before the goto"]
    ),
    ("function f() return ... end", ["1:21 '...' stands only in a function that takes it: function(...)"]),
    ("x = \"abc", ["1:5 the text has no closing quote on its line: add it, or write [[…]] for several lines"]),
    ("x = '\\q'", ["1:6 '\\q' is no escape: for a backslash write \\\\"]),
    ("x = '\\300'", ["1:6 '\\300'': a byte is at most 255"]),
    ("x = 3x", ["1:5 '3x' is no number: write 12, 0.5, 1e6 or 0xFF"]),
    ("x = 1 ! 2", ["1:7 '!' has no meaning outside texts: names are of letters a to z, digits and _"]),
    ("if a != b then c() end", ["1:6 '!=' is not Lua: write ~="]),
    ("if a && b then c() end", ["1:7 expected a value: found '&'; for && write and"]),
    ("x = [=a", ["1:5 a long text begins with [[ or [=["]),
    ("--[[ a\nb", ["2:2 the long comment of line 1 is not closed with ]]"]),
  ])
  func `a fault says what is wrong, where, and the way out`(_ source: String, _ expected: [String]) {
    #expect(faults(source) == expected)
  }

  @Test func `full-width marks are named, and the rest is read as if they were not`() {
    #expect(
      faults("print（“好”，1）")
        == [
          "1:6 full-width '（': write half-width ( instead", "1:7 full-width '“': write half-width \" instead",
          "1:10 full-width '，': write half-width , instead", "1:12 full-width '）': write half-width ) instead",
        ])
    #expect(faults("x　= 1", in: .chinese) == ["1:2 用了全角“　”：请改用半角 space (空格)"])
    #expect(faults("客户 = 1", in: .chinese).first == "1:1 '客户' 在字符串之外没有意义：名称只能用英文字母、数字和 _")
  }

  @Test func `one fault does not hide the others`() {
    let source = """
      local a = = 1
      local function f(x)
        if x then
          return x +
        end
      end
      local t = { 1, 2 3, four = , 5 }
      for i = 1 do print(i) end
      print(a, f, t))
      local ok = true
      ok = ok ! ok
      """
    let lines = faults(source).compactMap { Int($0.prefix { $0 != ":" }) }
    #expect(lines == [1, 5, 7, 8, 9, 11], "\(faults(source))")
  }

  @Test func `what is behind a fault is in the tree`() throws {
    let tree = SyntaxTree("local a = customers.\nlocal b = 2\nprint(b)")
    #expect(tree.locals.map(\.name) == ["a", "b"])
    #expect(tree.locals[1].reads == 1)
  }

  @Test func `an end that is missing is looked for where lines are set back`() {
    let source = """
      function f()
        if x then
          y()
        for i = 1, 2 do
          z()
        end
      end
      g()
      """
    #expect(
      faults(source) == [
        "8:4 expected 'end' to close 'function' of line 1, found the end of the text; what begins on line 2 seems to lack its end"
      ])
  }

  @Test func `messages come in Chinese`() {
    #expect(faults("if x = 3 then y() end", in: .chinese) == ["1:6 应有 'then'：却是 '='；比较请用 =="])
    #expect(faults("f(1", in: .chinese) == ["1:4 应有 ')' 来结束第 1 行的 '('，却是文本结尾"])
  }

  @Test(arguments: [
    ("if x then", SyntaxTree.Completeness.incomplete), ("f(", .incomplete), ("x = {\n  1,", .incomplete),
    ("x = [[a", .incomplete), ("--[==[ a", .incomplete), ("x = 'a\\", .incomplete), ("x = 'a\\z  ", .incomplete),
    ("x = 'a", .wrong), ("local", .incomplete), ("x =", .incomplete), ("x = = ", .wrong), ("x = 1", .complete),
    ("", .complete), ("-- nothing", .complete), ("f(\n-- more\n", .incomplete), ("end", .wrong),
    ("for i = 1, 2, 3, 4", .wrong), ("for i = 1, 2, 3", .incomplete), ("for a in b, c, d, e", .incomplete),
    ("local y <const> = {} function y", .incomplete), ("local y <const> = {} function y.", .incomplete),
    ("local y <const> = {} function y() end", .wrong), ("local y <const> = {} function y.f() end", .complete),
    ("for i = 1, 2 do local x <const> = 1 x = 2", .wrong),
  ])
  func `what is not finished is told from what is wrong`(_ source: String, _ completeness: SyntaxTree.Completeness) {
    #expect(SyntaxTree(source).completeness == completeness)
  }

  @Test func `a console tries values first`() {
    func name(_ source: String) -> String {
      switch ConsoleInput(source) {
      case .expressions: "values"
      case .statements: "statements"
      case .incomplete: "incomplete"
      case .wrong: "wrong"
      }
    }
    #expect(["1 + 1", "f()", "a.b", "{ 1, 2 }", "a, b", "1;"].map(name).allSatisfy { $0 == "values" })
    #expect(
      ["x = 1", "local x", "if a then b() end", "f() g()", "return 1"].map(name).allSatisfy { $0 == "statements" })
    #expect(["1 +", "f(", "function f()", "x =", "{ 1,", "not"].map(name).allSatisfy { $0 == "incomplete" })
    #expect(["1 + )", "x = = 1", "'a", "end"].map(name).allSatisfy { $0 == "wrong" })
  }
}
