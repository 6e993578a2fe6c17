import Foundation
import Testing

@Suite struct DocsTests {
  @Test func `the topics that are no modules are listed and known`() throws {
    let program = try Program()
    let list = try program.run("docs").output
    for topic in ["customers", "views", "json-output", "cookbook", "exit-codes", "tutorial"] {
      #expect(list.contains(try Regex("(?m)^\(topic) ")), "\(topic)")
      #expect(try program.run("docs", topic).code == 0)
    }
    let mistyped = try program.run("docs", "veiws")
    #expect(mistyped.code == 64 && mistyped.errors.contains("did you mean 'views'?"))
  }

  @Test func `a function of its module's name is shown with the fields that it takes`() throws {
    let program = try Program.withBook()
    for line in [["docs", "batch"], ["eval", "help(batch)"]] {
      let text = try program.finish(program.start(line)).output
      for part in ["batch(batch)", "of ", "where?", "size?", "name?", "work ", "of = \"customers\""] {
        #expect(text.contains(part), "\(line): \(part)")
      }
    }
    let money = try program.run("docs", "money").output
    #expect(money.contains("money(") && money.contains("returns") && money.contains("money.parse("))
  }

  @Test func `the fields of a table stand under the function that takes it`() throws {
    let program = try Program()
    let merge = try program.run("docs", "customers.merge").output
    #expect(merge.contains("winner?") && merge.contains("collisions?"))
    let timeline = try program.run("docs", "customers.timeline", "--lang", "zh").output
    #expect(timeline.contains("before?") && timeline.contains("上一页的最后一条"))
  }

  @Test func `each documented view has its documented columns`() throws {
    struct View: Decodable {
      struct Column: Decodable {
        let name: String
        let type: String
        let meaning: String
      }
      let view: String
      let columns: [Column]
    }
    let program = try Program.withBook()
    let lines = try program.run("docs", "views", "--json", "--lang", "zh").output.split(separator: "\n")
    #expect(lines.count > 15)
    for line in lines {
      let view = try JSONDecoder().decode(View.self, from: Data(line.utf8))
      let header = try program.run("sql", "SELECT * FROM \(view.view)", "--format", "csv").output
      #expect(
        header.trimmingCharacters(in: .newlines).split(separator: ",").map(String.init) == view.columns.map(\.name))
      #expect(view.columns.allSatisfy { !$0.meaning.isEmpty && ["TEXT", "INTEGER", "REAL"].contains($0.type) })
    }
  }

  @Test func `an editor is set up in a folder, and what somebody wrote there stays`() throws {
    let program = try Program()
    let written = try program.run("docs", "--meta", "--write", ".", "--lang", "zh")
    #expect(written.code == 0 && written.errors.contains(".luarc.json"), "\(written.errors)")
    let printed = try program.run("docs", "--meta", "--lang", "zh").output
    #expect(try printed.hasPrefix(program.text(of: ".patron/meta/patron.lua")) && printed.contains("没有此字段"))
    let settings = try JSONSerialization.jsonObject(with: Data(program.text(of: ".luarc.json").utf8)) as? [String: Any]
    #expect(settings?["runtime.version"] as? String == "Lua 5.4")
    #expect(settings?["workspace.library"] as? [String] == [".patron/meta"])
    #expect((settings?["runtime.builtin"] as? [String: String])?["os"] == "disable")
    // Settings that lead to the annotations stay as they are; the annotations are renewed.
    let own = "{\n  // mine\n  \"workspace.library\": [\"lib\", \".patron/meta\"]\n}\n"
    try program.write(own, to: ".luarc.json")
    #expect(try program.run("docs", "--meta", "--write", ".", "--lang", "en").code == 0)
    #expect(try program.text(of: ".luarc.json") == own)
    #expect(try program.text(of: ".patron/meta/patron.lua").contains("\"no such field\""))
    // Nothing of it is taken for a script.
    try program.write("print(1)", to: "a.lua")
    #expect(try program.run("check", ".").errors.contains("1 script:"))
  }

  @Test(arguments: [".luarc.json", ".luarc.jsonc"])
  func `settings of somebody else's are not touched, and it is said what to add`(_ name: String) throws {
    let program = try Program()
    try program.write("{ \"runtime.version\": \"LuaJIT\" }", to: name)
    let refused = try program.run("docs", "--meta", "--write", ".", "--lang", "en")
    #expect(refused.code != 0)
    #expect(refused.errors.contains("add \"workspace.library\": [\".patron/meta\"]"), "\(refused.errors)")
    #expect(try program.text(of: name) == "{ \"runtime.version\": \"LuaJIT\" }")
    #expect(!FileManager.default.fileExists(atPath: program.folder.appending(path: ".patron").path))
  }

  @Test func `annotations have the fields that were added to the book`() throws {
    let program = try Program.withBook()
    #expect(
      try program.script("fields.define('customers', 'loyalty_card', 'text', { label = 'Card' })", named: "f.lua").code
        == 0)
    let text = try program.run("docs", "--meta", "--lang", "en").output
    #expect(
      text.contains("---@field loyalty_card string? Card\n") && text.contains("---@field loyalty_card? string Card\n"))
    #expect(!(try Program().run("docs", "--meta", "--lang", "en").output.contains("loyalty_card")))
  }

  @Test func `current scores are a view`() throws {
    let program = try Program.withBook()
    #expect(
      try program.script("for i = 1, 2 do customers.create { code = 'C' .. i, name = 'x', employees = i } end").code
        == 0)
    for factor in [10, 20] {
      try program.write(
        """
        return score { name = "staff", range = {0, 100}, inputs = { figures = customers.figures() },
          formula = function(c, i) return \(factor) * i.figures.count end }
        """, to: "staff.lua")
      #expect(try program.run("apply", "staff.lua", "--yes").code == 0)
    }
    let rows = try program.run(
      "sql", "SELECT score, customer_code, value, version FROM score_list ORDER BY customer_code", "--format", "csv")
    #expect(rows.output == "score,customer_code,value,version\nstaff,C1,20,2\nstaff,C2,20,2\n", "\(rows.errors)")
  }
}
