import Foundation
import Testing

/// What people run into who follow no tutorial: files under other names, codes that are half known, links.
struct NewcomerTests {
  private static let slip = """
    return score {
      name = "house", inputs = { year = orders.stats("365d") },
      formula = function(c, i)
        local unused = 1
        if i.year.count == 0 then return insufficient("no orders") end
        return i.year.cuont
      end,
    }
    """

  // A definition with an error in it.

  @Test(arguments: [[], ["--dry-run"], ["--draft"]])
  func `what the check finds wrong is not installed, and the place is named`(_ options: [String]) throws {
    let program = try Program.withBook()
    try program.write(Self.slip, to: "house.lua")
    // Nobody has orders, so that no formula meets the error.
    try #require(try program.script("customers.create { code = 'C1', name = 'Acme' }").code == 0)
    let applied = try program.finish(program.start(["apply", "house.lua", "--yes"] + options))
    #expect(applied.code == 1)
    #expect(
      applied.errors.contains(
        "house.lua:6:19: error unknown-field: orders.stats has no 'cuont' (did you mean 'count'?)"))
    #expect(applied.errors.contains("nothing was installed: mend house.lua"), "\(applied.errors)")
    #expect(try program.run("definitions", "list", "--json").output.isEmpty)
    let chinese = try program.finish(program.start(["apply", "house.lua", "--yes", "--lang", "zh"] + options))
    #expect(chinese.errors.contains("未安装任何定义：请修正 house.lua"))
  }

  @Test func `warnings do not stop a definition, nor what a comment passes over`() throws {
    let program = try Program.withBook()
    try program.write(Self.slip.replacing(".cuont", with: ".count"), to: "house.lua")
    #expect(try program.run("check", "house.lua").output.contains("warning unused-local"))
    #expect(try program.run("apply", "house.lua", "--yes").code == 0)
    try program.write(Self.slip.replacing(".cuont", with: ".cuont -- check: ignore unknown-field"), to: "house.lua")
    #expect(try program.run("apply", "house.lua", "--yes").code == 0)
  }
}
