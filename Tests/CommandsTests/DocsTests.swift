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
