import Automation
import Foundation
import Testing
import Wording

struct CookbookTests {
  @Test func `every script of the cookbook is a recipe, in one chapter`() {
    let scripts = ShippedScript.all.map(\.path).filter { $0.hasPrefix("cookbook/") && !$0.hasSuffix("_test.lua") }
    #expect(scripts.count >= 30)
    #expect(Cookbook.recipes.map { "cookbook/\($0.name).lua" } == scripts, "its head is not as those of the others")
    #expect(Cookbook.chapters.flatMap(\.recipes).sorted() == Cookbook.recipes.map(\.name).sorted())
    for test in ShippedScript.all where test.path.hasPrefix("cookbook/") && test.path.hasSuffix("_test.lua") {
      #expect(Cookbook.recipes.contains { $0.test == test.text }, "\(test.path) stands beside no recipe")
    }
  }

  @Test func `a recipe says in both languages what one will have, and how to run it`() {
    for recipe in Cookbook.recipes {
      for phrase in [recipe.summary, recipe.details] {
        #expect(!phrase.english.replacing("有限公司", with: "").contains(/\p{Script=Han}/), "\(recipe.name)")
        #expect(phrase.chinese.contains(/\p{Script=Han}/), "\(recipe.name)")
        #expect(phrase.english.hasSuffix(".") && phrase.chinese.hasSuffix("。"), "\(recipe.name)")
      }
      #expect(recipe.commands.contains { $0.hasPrefix("patron run scripts/") || $0.hasPrefix("patron apply scripts/") })
      for command in recipe.commands { #expect(command.hasPrefix("patron "), "\(recipe.name)") }
    }
  }

  @Test(arguments: Language.allCases) func `a recipe is printed with its script, and its test where there is one`(
    _ language: Language
  ) throws {
    let page = try Manual(in: language).text(on: "cookbook.steady_buying")
    #expect(page.hasPrefix("cookbook/steady_buying.lua\n\n"))
    #expect(page.contains("    $ patron apply scripts/cookbook/steady_buying.lua\n"))
    #expect(page.contains("\n\nreturn score {\n") && page.contains("-- cookbook/steady_buying_test.lua\ndescribe("))
    #expect(page.contains("how steadily") == (language == .english))
    #expect(page.contains("稳定程度") == (language == .chinese))
  }

  @Test func `a name that is no recipe is told the nearest`() {
    let error = #expect(throws: (any Error).self) { try Manual(in: .english).text(on: "cookbook.overdue_by_owners") }
    #expect((error as? any Refusal)?.message.english.contains("cookbook.overdue_by_owner") == true)
  }

  @Test(arguments: ["tutorial", "cookbook.clean_names"])
  func `a page for a terminal keeps to 80 columns, code excepted, and begins no line with punctuation`(
    _ name: String
  ) throws {
    let measure = DisplayWidth()
    for language in Language.allCases {
      let page = try Manual(in: language).text(on: name)
      // A page of the cookbook ends with a script.
      let text = name == "tutorial" ? page : page.components(separatedBy: "\n    $").first ?? ""
      for line in text.split(separator: "\n") where !line.hasPrefix("    ") {
        #expect(measure.columns(of: line) <= 82, "\(line)")
        #expect(!"，。；：、）".contains(line.first ?? " "), "\(line)")
      }
    }
  }

  @Test func `each chapter of the tutorial is an object for programs`() throws {
    let lines = try Manual(in: .chinese).lines(on: "tutorial")
    #expect(lines.count == 12)
    #expect(lines.first?.contains("从空文件夹到一份有测试的信用策略") == true)
    #expect(lines.last?.contains("接下来") == true)
    #expect(try Manual(in: .chinese).lines(on: "cookbook").count == Cookbook.chapters.count)
    let recipe = try Manual(in: .english).lines(on: "cookbook.bills_due")
    #expect(recipe.count == 1 && recipe[0].contains("\"recipe\":\"bills_due\""))
  }
}
