import Foundation
import Testing

/// What a new user does wrong in a script.
@Suite struct ScriptMisuseTests {
  @Test func `a syntax error on line 1 shows the line`() throws {
    let ending = try Program().script("local x = = 1", "--no-book")
    #expect(ending.code == 1)
    #expect(ending.errors.contains("script.lua:1: unexpected symbol near '='"))
    #expect(ending.errors.contains("1 | local x = = 1"))
  }

  @Test func `full-width punctuation is recognised`() throws {
    let ending = try Program().script("print（1）", "--no-book")
    #expect(ending.code == 1)
    #expect(ending.errors.contains("script.lua:1:"))
    #expect(ending.errors.contains("（"))
    #expect(ending.errors.lowercased().contains("full-width"))
  }

  @Test func `an expression that ends too early says so`() throws {
    let ending = try Program().run("eval", "--no-book", "1+")
    #expect(ending.code == 1)
    #expect(ending.errors.contains("unexpected symbol near <eof>"))
  }

  @Test(arguments: ["run", "apply"]) func `a script that is not there is named`(command: String) throws {
    let ending = try Program.withBook().run(command, "none.lua")
    #expect(ending.code == 66)
    #expect(ending.errors.contains("there is no file none.lua"))
  }

  @Test func `a folder is not run, and an endless file is not read to its end`() throws {
    let program = try Program.withBook()
    let folder = try program.run("run", ".")
    #expect(folder.code == 66 && folder.errors.contains(". is a folder"))
    let endless = try program.run("run", "/dev/zero")
    #expect(endless.code == 65 && endless.errors.contains("/dev/zero is longer than 64 MB"))
  }

  @Test(arguments: ["money.parse(s)", "customers.search(s)", "dates.format(today(), s)"])
  func `a text that no field could hold is refused before it is read`(call: String) throws {
    let ending = try Program.withBook().run(
      "eval", "--cpu", "2s", "(function(s) return \(call) end)(('y'):rep(30000000))")
    #expect(ending.code == 1 && ending.errors.utf8.count < 1000, "\(ending.errors.prefix(200))")
  }

  @Test func `a pipe is a script`() throws {
    #expect(try Program.withBook().shell("echo 'return 1 + 1' | $PATRON run /dev/stdin").output == "2\n")
  }

  @Test func `a name with control characters does not reach the terminal through a failure`() throws {
    let ending = try Program.withBook().run("eval", "error('\\27[2J华东')")
    #expect(ending.errors.contains("␛[2J华东"))
    #expect(!ending.errors.contains("\u{1B}"))
  }

  @Test func `a script that is not UTF-8 changes nothing, from a file or from standard input`() throws {
    let program = try Program.withBook()
    // 华东 in GBK, by the GB 2312 code table.
    let name = [0xBB, 0xAA, 0xB6, 0xAB] as [UInt8]
    let bytes = Array("-- 1\ncustomers.create { code = 'C1', name = '".utf8) + name + Array("' }".utf8)
    try Data(bytes).write(to: program.folder.appending(path: "gbk.lua"))
    let wide = Array("customers.create { code = 'C1', name = 'x' }".utf16).flatMap {
      [UInt8($0 & 0xFF), UInt8($0 >> 8)]
    }
    try Data(wide).write(to: program.folder.appending(path: "wide.lua"))
    try Data([0xFF, 0xFE] + wide).write(to: program.folder.appending(path: "marked.lua"))
    let lines = [
      ("$PATRON run gbk.lua", "gbk.lua:2: this is not UTF-8 and looks like GB18030 (GBK); save the file as UTF-8"),
      ("$PATRON run - < gbk.lua", ":2: this is not UTF-8 and looks like GB18030 (GBK)"),
      ("$PATRON apply gbk.lua --yes", "gbk.lua:2: this is not UTF-8"),
      ("$PATRON run wide.lua", "wide.lua:1: this is not UTF-8 and looks like UTF-16"),
      ("$PATRON run marked.lua", "marked.lua:1: this is not UTF-8 and looks like UTF-16"),
    ]
    for (line, message) in lines {
      let ending = try program.shell(line)
      #expect(ending.code == 65 && ending.errors.contains(message), "\(line): \(ending.errors)")
    }
    #expect(try program.codes() == [])
  }

  @Test func `a byte order mark before a script is skipped`() throws {
    let program = try Program.withBook()
    #expect(try program.script("\u{FEFF}return '华东'").output == "华东\n")
    #expect(try program.shell("printf '\\357\\273\\277return 7' | $PATRON run -").output == "7\n")
  }

  @Test func `pcall around a failing write keeps what went before and nothing of the failure`() throws {
    let program = try Program.withBook()
    let ending = try program.script(
      """
      customers.create { code = 'C1', name = 'Acme' }
      print(pcall(customers.create, { code = 'C1', name = 'again' }))
      print(pcall(customers.create, { code = 'C2', nmae = 'typo' }))
      customers.create { code = 'C3', name = 'Beta' }
      """)
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(ending.output.contains("already have a record C1"))
    #expect(ending.output.contains("did you mean 'name'?"))
    #expect(try program.codes() == ["C1", "C3"])
  }

  @Test func `a loop that updates the field it filters on meets each record once`() throws {
    let program = try Program.withBook()
    let ending = try program.script(
      """
      for i = 1, 50 do customers.create { code = 'C' .. i, name = 'x', employees = i } end
      local turns = 0
      for c in customers.each { where = { employees = { [">"] = 0 } } } do
        customers.update(c.code, { employees = c.employees + 1 })
        turns = turns + 1
      end
      print(turns)
      """)
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(ending.output == "50\n")
  }

  @Test func `whatever a script returns is printed or named`() throws {
    for source in ["return nil, 0/0, -1/0, {}, print, coroutine.create(print)", "return ('\\0\\255'):rep(3)", "return"]
    {
      let ending = try Program().script(source, "--no-book")
      #expect(ending.code == 0, "\(source): \(ending.errors)")
    }
    let table = try Program().script("error({ 1 })", "--no-book")
    #expect(table.code == 1)
    #expect(table.errors.contains("script.lua"))
  }

  @Test func `a writing call in a reading run names the switch`() throws {
    let program = try Program.withBook()
    let ending = try program.run("eval", "customers.create { code = 'C1', name = 'Acme' }")
    #expect(ending.code == 1)
    #expect(ending.errors.contains("--write"))
    #expect(try program.codes().isEmpty)
  }

  @Test func `a limit that is hit is named with the way to raise it`() throws {
    let ending = try Program().script("while true do end", "--no-book", "--cpu", "50ms")
    #expect(ending.code == 2)
    #expect(ending.errors.contains("the cpu limit was hit and nothing was changed; raise it with --cpu"))
  }
}
