import Automation
import Testing

/// Names that scripts bring in themselves.
struct OwnNameTests {
  @Test(arguments: [
    "fields.define(\"customers\", \"owners\", \"text\")\nprint(customers.get(\"C1\").owners)",
    "fields.define('customers', 'owners', 'text', { label = 'x' })\ncustomers.update('C1', { owners = 'x' })",
    "local name = ...\nfields.define('customers', name, 'text')\nprint(customers.get('C1').ownr)",
    "local define = fields.define\ndefine('customers', 'ownr', 'text')\nprint(customers.get('C1').ownr)",
    "print(_ENV.print, _ENV)", "_G.y = 6 print(y)", "function _G.helper() end\nhelper()", "_G['z'] = 1 print(z)",
    "rawset(_G, 'q', 5) print(q)", "_ENV.y = 6 print(y)", "local g = _G\ng.y = 6 print(y)",
    "setmetatable(_G, { __index = function() return 1 end })\nprint(anything)", "_ENV = { print = print }\nprint(x)",
    "if _G.os then print(_G.os) end",
    """
    local rows = scores.top("quality", 3)
    for i, r in ipairs(rows) do rows[i] = { code = r.code, rank = i } end
    for _, r in ipairs(rows) do print(r.rank) end
    """,
    "local e = credit.exposure('C1')\nfor k, v in pairs({ extra = 1 }) do e[k] = v end\nprint(e.extra)",
    "local rows = scores.top('quality')\ntable.insert(rows, { extra = 1 })\nprint(rows[#rows].extra)",
  ])
  func `a script may add fields and globals`(_ source: String) throws {
    #expect(try CheckDesk.said(source) == [])
  }

  @Test(arguments: [
    (
      "fields.list('customers')\nprint(customers.get('C1').ownr)",
      ["2:27 unknown-field customer has no 'ownr' (did you mean 'owner'?)"]
    ),
    (
      "fields.define('orders', 'ownr', 'text')\nprint(customers.get('C1').ownr)",
      ["2:27 unknown-field customer has no 'ownr' (did you mean 'owner'?)"]
    ),
    ("_G.y = 6 print(prnt)", ["1:16 unknown-global there is no 'prnt' (did you mean 'print'?)"]),
  ])
  func `other names stay unknown`(_ source: String, _ expected: [String]) throws {
    #expect(try CheckDesk.said(source) == expected)
  }

  @Test func `a field that one script adds is known in the others`() throws {
    let folder = try TestFolder()
    try folder.write("fields.define('customers', 'owners', 'text')\n", to: "a.lua")
    try folder.write("print(customers.get('C1').owners)\n", to: "b.lua")
    let check = try CheckDesk.check()
    let both = check.findings(inFiles: [folder.path("b.lua"), folder.path("a.lua")], searchPath: "")
    #expect(both.map(\.code) == [])
    #expect(check.findings(inFiles: [folder.path("b.lua")], searchPath: "").map(\.code) == ["unknown-field"])
  }

  @Test(arguments: [
    (
      "local unpack = table.unpack or unpack\nprint(unpack {})",
      ["1:32 unknown-global there is no 'unpack': it is always nil"]
    ),
    (
      "if os then print(os.time()) end",
      [
        "1:4 unknown-global there is no 'os': it is always nil",
        "1:18 unknown-global there is no 'os': it is always nil",
      ]
    ),
    ("print(type(os) == 'table')", ["1:12 unknown-global there is no 'os': it is always nil"]),
    ("print(string.trim and 1)", ["1:14 unknown-field string has no 'trim': it is always nil"]),
  ])
  func `what a script asks for before it uses it is a warning`(_ source: String, _ expected: [String]) throws {
    #expect(try CheckDesk.said(source) == expected)
    #expect(try CheckDesk.findings(source).allSatisfy { $0.severity == .warning })
  }
}
