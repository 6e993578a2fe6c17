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

  // Tests under other names.

  private static let test =
    "describe('house', function()\n  it('adds', function() expect(1 + 1):to_equal(2) end)\nend)\n"

  @Test func `a named file is tested whatever it is called, and one without tests is no success`() throws {
    let program = try Program()
    try program.write(Self.test, to: "house.lua")
    #expect(try program.run("test", "house.lua").output.hasPrefix("✓ house.lua  1 test"))
    try program.write("print(1)", to: "plain.lua")
    for arguments in [["test", "plain.lua"], ["test", "house.lua", "plain.lua"]] {
      let ended = try program.finish(program.start(arguments))
      #expect(ended.code == 1, "\(arguments)")
      #expect(ended.output.contains("no test is declared in plain.lua: write it(\"does …\", function() … end)"))
    }
    try program.write("it('adds', function() end)", to: "plain_test.lua")
    #expect(try program.run("test", "plain.lua").output.contains("run those of plain_test.lua"))
  }

  @Test func `tests that a folder passes over for their name are told`() throws {
    let program = try Program()
    try FileManager.default.createDirectory(
      at: program.folder.appending(path: "lib"), withIntermediateDirectories: true)
    try program.write(Self.test, to: "lib/house.lua")
    // A function that tests elsewhere call.
    try program.write("return function(name)\n  describe(name, function() end)\nend\n", to: "lib/shared.lua")
    let said = "lib/house.lua declares tests and is passed over for its name: call it lib/house_test.lua"
    let none = try program.run("test", "lib")
    #expect(none.code == 66 && none.errors.contains("there is no file that ends with _test.lua in lib: \(said)"))
    try program.write(Self.test, to: "lib/other_test.lua")
    let some = try program.run("test", "lib")
    #expect(some.code == 0 && some.errors.contains(said) && !some.errors.contains("shared"))
    #expect(try program.run("test", "lib", "--lang", "zh").errors.contains("请改名为 lib/house_test.lua"))
  }

  @Test func `a test that is run as a script says how to run it`() throws {
    let program = try Program()
    try program.write(Self.test, to: "house_test.lua")
    let ended = try program.run("run", "house_test.lua", "--no-book")
    #expect(ended.code == 1 && ended.errors.contains("run them with `patron test house_test.lua`"), "\(ended.errors)")
  }

  @Test func `links lead to tests, and one that leads nowhere says so`() throws {
    let program = try Program()
    try FileManager.default.createDirectory(
      at: program.folder.appending(path: "lib"), withIntermediateDirectories: true)
    try program.write(Self.test, to: "lib/house_test.lua")
    for (link, target) in [
      ("one.lua", "lib/house_test.lua"), ("all", "lib"), ("none_test.lua", "gone"), ("no", "gone"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: program.folder.appending(path: link).path, withDestinationPath: target)
    }
    #expect(try program.run("test", "one.lua").output.hasPrefix("✓ one.lua  1 test"))
    #expect(try program.run("test", "all").output.hasPrefix("✓ all/house_test.lua  1 test"))
    for link in ["none_test.lua", "no"] {
      let dead = try program.run("test", link)
      #expect(dead.code == 66 && dead.errors.contains("\(link) is a link to gone, which leads nowhere"))
    }
  }
}
