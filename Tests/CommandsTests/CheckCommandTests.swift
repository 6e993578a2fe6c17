import Foundation
import Testing

/// `patron check` as people run it.
struct CheckCommandTests {
  @Test func `folders are searched, findings end in code 1 and a clean folder in 0`() throws {
    let program = try Program()
    try FileManager.default.createDirectory(
      at: program.folder.appending(path: "scripts/deep"), withIntermediateDirectories: true)
    try program.write("print(today())\n", to: "scripts/a.lua")
    let clean = try program.run("check")
    #expect(clean.code == 0 && clean.output.isEmpty && clean.errors == "1 script: 0 errors, 0 warnings\n")
    try program.write("local x = 1\nprnt(2)\n", to: "scripts/deep/b.lua")
    try program.write("nothing that is Lua", to: "scripts/deep/notes.txt")
    let found = try program.run("check")
    #expect(found.code == 1 && found.errors == "2 scripts: 1 error, 1 warning\n")
    #expect(
      found.output == """
        scripts/deep/b.lua:1:7: warning unused-local: 'x' is never used: take it away, or call it _x
          1 | local x = 1
            |       ^
        scripts/deep/b.lua:2:1: error unknown-global: there is no 'prnt' (did you mean 'print'?)
          2 | prnt(2)
            | ^^^^

        """)
    let chinese = try program.run("check", "scripts/deep/b.lua", "--lang", "zh")
    #expect(chinese.output.contains("scripts/deep/b.lua:2:1: 错误 unknown-global: 没有 'prnt'（是否想写 'print'？）"))
  }

  @Test func `programs get an object a line`() throws {
    let program = try Program()
    try program.write("prnt(2)\n", to: "b.lua")
    let found = try program.run("check", "b.lua", "--json")
    #expect(found.code == 1)
    #expect(
      found.output
        == #"{"file":"b.lua","line":1,"column":1,"width":4,"severity":"error","code":"unknown-global","message":"there is no 'prnt' (did you mean 'print'?)"}"#
        + "\n")
  }

  @Test func `what is not there is no finding`() throws {
    let program = try Program()
    #expect(try program.run("check", "missing.lua").code == 66)
    #expect(try program.run("check").code == 66)
    try program.write("x = '上海'", to: "c.lua")
    try Data([0x78, 0x3D, 0x27, 0xC9, 0xCF, 0x27]).write(to: program.folder.appending(path: "gb.lua"))
    let found = try program.run("check", "c.lua", "gb.lua")
    #expect(found.code == 1 && found.output.hasPrefix("gb.lua:1:1: error "))
  }

  @Test func `the fields of the book are known where there is one`() throws {
    let program = try Program.withBook()
    let card = try program.script(#"fields.define("customers", "loyalty_card", "text")"#, named: "card.lua")
    try #require(card.code == 0, "\(card.errors)")
    try program.write("for c in customers.each {} do print(c.loyalty_card, c.loyalty_club) end\n", to: "d.lua")
    let found = try program.run("check", "d.lua")
    #expect(found.output.hasPrefix("d.lua:1:55: error unknown-field: customer has no 'loyalty_club'"))
    #expect(!found.output.contains("no 'loyalty_card'"))
  }

  @Test func `luacheck on the search path has its say`() throws {
    let program = try Program()
    let tool = """
      #!/bin/sh
      # Says what the real one would, having looked whether it was told what scripts find.
      grep -q '"customers"' "$2" && printf '%s:1:7-8: (W431) shadowing upvalue x on line 1\\nTotal: 1 warning\\n' b.lua
      exit 1

      """
    try program.write(tool, to: "luacheck")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: program.folder.appending(path: "luacheck").path)
    try program.write("local ab = 1 print(ab)\n", to: "b.lua")
    let ending = try program.finish(
      program.start(["check", "b.lua"], environment: ["PATH": "\(program.folder.path):/usr/bin:/bin"]))
    #expect(ending.code == 1)
    #expect(
      ending.output
        == "b.lua:1:7: warning luacheck-W431: shadowing upvalue x on line 1\n  1 | local ab = 1 print(ab)\n    |       ^^\n"
    )
  }
}
