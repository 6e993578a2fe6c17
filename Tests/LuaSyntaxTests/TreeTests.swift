import LuaSyntax
import Testing

/// What the tree knows of names, and how an editor paints them.
struct TreeTests {
  @Test func `locals know where they can be named, what uses them and what they hide`() throws {
    let source = """
      local a = 1
      local function f(a, b)
        a = b
        return function() return a end
      end
      do local a <const> = f end
      return a
      """
    let tree = SyntaxTree(source)
    try #require(tree.faults.isEmpty)
    #expect(tree.locals.map(\.name) == ["a", "f", "a", "b", "a"])
    #expect(tree.locals.map(\.reads) == [1, 1, 1, 1, 0])
    #expect(tree.locals.map(\.writes) == [0, 0, 1, 0, 0])
    #expect(tree.locals.map(\.isCaptured) == [false, false, true, false, false])
    #expect(tree.locals.map(\.shadows) == [nil, nil, 0, nil, 0])
    #expect(tree.locals[4].attribute == .const)
    // Before `a = b`.
    #expect(Set(tree.visibleLocals(at: 36)) == [1, 2, 3])
  }

  @Test func `names are local, upvalue, global, or fields of an environment`() {
    let tree = SyntaxTree("local a; function g() return a, b end; do local _ENV = {}; return c end")
    let bindings = tree.references.map { "\($0.name) \($0.binding)\($0.isWrite ? " written" : "")" }
    #expect(bindings == ["g global written", "a upvalue(0)", "b global", "c environment"])
  }

  @Test func `a repeat's condition sees the locals of its block`() {
    let tree = SyntaxTree("repeat local done = f() until done")
    #expect(tree.references.map(\.binding) == [.global, .local(0)])
  }

  @Test func `every token is painted by what it does`() {
    let source = "local x <const> = customers.get('C1').name -- c\nfunction x.f(a) return a:g(1) + y end goto l ::l:: ！"
    let tree = SyntaxTree(source)
    let painted = tree.highlights { $0 == "customers" }.filter { $0.style != .symbol }.map {
      "\(tree.text($0.range)) \($0.style)"
    }
    #expect(
      painted == [
        "local keyword", "x local", "const attribute", "customers knownGlobal", "get function", "'C1' string",
        "name field", "-- c comment", "function keyword", "x local", "f function", "a local", "return keyword",
        "a local", "g function", "1 number", "y unknownGlobal", "end keyword", "goto keyword", "l label", "l label",
        "！ fault",
      ])
  }

  @Test func `places are lines and characters`() {
    let lines = SyntaxTree("a\r\n上海 = 1\n\r\nz").lines
    #expect(lines.count == 4)
    let place = lines.place(of: 9)
    #expect(place.line == 2 && place.column == 3)
    #expect(lines.text(ofLine: 2) == "上海 = 1")
    #expect(lines.place(of: 1000).line == 4)
  }

  @Test(arguments: [
    ("12", Numeral.integer(12)), ("0xff", .integer(255)), ("0xffffffffffffffffff", .integer(-1)),
    ("9223372036854775808", .float(9223372036854775808)), ("1e2", .float(100)), (".5", .float(0.5)), ("3.", .float(3)),
    ("0x.8p1", .float(1)), ("0xA.8", .float(10.5)), ("3.e1", .float(30)), ("1e400", .float(.infinity)),
  ])
  func `numbers have Lua's values`(_ source: String, _ value: Numeral) throws {
    let tree = SyntaxTree.expressions(Array(source.utf8))
    guard case .return(let values)? = tree.block.statements.first?.kind, case .number(let number)? = values.first?.kind
    else {
      Issue.record("\(source) is no number")
      return
    }
    #expect(number == value)
  }

  /// The bytes were printed by `lua5.4 -e 'print(("…"):byte(1, -1))'`.
  @Test(arguments: [
    (#""\65\x42\u{4E0A}\n\z   c""#, [65, 66, 228, 184, 138, 10, 99]), ("[[\nx\r\ny]]", [120, 10, 121]),
    (#"'\u{7FFFFFFF}'"#, [253, 191, 191, 191, 191, 191]), ("\"a\\\nb\"", [97, 10, 98]), ("[==[]]]==]", [93, 93]),
    (#""\u{7FF}\u{800}\u{FFFF}\u{10000}""#, [223, 191, 224, 160, 128, 239, 191, 191, 240, 144, 128, 128]),
  ])
  func `texts have Lua's bytes`(_ source: String, _ bytes: [UInt8]) {
    let tree = SyntaxTree.expressions(Array(source.utf8))
    guard case .return(let values)? = tree.block.statements.first?.kind, case .string(let value)? = values.first?.kind
    else {
      Issue.record("\(source) is no text")
      return
    }
    #expect(value == bytes)
  }
}
