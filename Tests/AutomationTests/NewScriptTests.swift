import Automation
import Foundation
import LuaRuntime
import Domain
import Testing
import Wording

/// What `patron new` writes.
struct NewScriptTests {
  @Test(arguments: NewScript.Kind.allCases, Language.allCases)
  func `a new file passes its own test, and its definition can be applied`(
    _ kind: NewScript.Kind, _ language: Language
  ) throws {
    let folder = try TestFolder()
    let script = try NewScript(kind, named: "my_own")
    try script.write(into: folder.url.path, in: language)
    let report = try folder.report()
    #expect(!report.results.isEmpty)
    #expect(report.results.filter { $0.outcome != .succeeded }.map { $0.failure?.rendering.english } == [])
    for (path, text) in script.files(in: language) {
      let written = try folder.text(of: path)
      #expect(written == text && !text.contains("«") && !text.contains("»") && !text.contains("{name}"))
    }
    guard kind.isDefinition else { return }
    let desk = try ScriptDesk()
    let file = DefinitionFile(path: script.path, source: try folder.text(of: script.path))
    #expect(try desk.place.apply([file], title: "apply", mode: .dry).end.outcome == .succeeded)
    // A folder of definitions is applied without the tests beside them.
    let beside = URL(fileURLWithPath: folder.path(script.path)).deletingLastPathComponent()
    #expect(try DefinitionFile.read(beside.path).count == 1)
  }

  @Test func `comments are in the language of who asked`() throws {
    let script = try NewScript(.score, named: "own")
    #expect(script.files(in: .english).first?.text.contains("A score from 0 to 100.") == true)
    #expect(script.files(in: .chinese).first?.text.contains("评分，0 到 100。") == true)
  }

  @Test func `a file that is there stays, and nothing is written beside it`() throws {
    let folder = try TestFolder()
    try folder.write("mine", to: "scripts/scoring/own_test.lua")
    let script = try NewScript(.score, named: "own")
    #expect(throws: NewScriptFault.exists(folder.path("scripts/scoring/own_test.lua"))) {
      try script.write(into: folder.url.path, in: .english)
    }
    #expect(try folder.text(of: "scripts/scoring/own_test.lua") == "mine")
    #expect(!FileManager.default.fileExists(atPath: folder.path("scripts/scoring/own.lua")))
  }

  @Test func `a word of Lua's own is no name, and a file that would be taken for a test is none`() throws {
    #expect(throws: NewScriptFault.keyword("end")) { try NewScript(.score, named: "end") }
    #expect(throws: NewScriptFault.nameOfTest("a_test")) { try NewScript(.script, named: "a_test") }
    #expect(try NewScript(.test, named: "a_test").path == "scripts/tests/a_test.lua")
  }

  @Test(arguments: [
    ("Trade Quality", "trade_quality"), ("9lives", "lives"), ("../up", "up"), ("a-b", "a_b"), ("", nil), ("质量", nil),
  ])
  func `a name that no module can have is refused with one that could be`(_ name: String, _ suggestion: String?) {
    #expect(throws: NewScriptFault.badName(name, suggestion: suggestion)) { try NewScript(.score, named: name) }
  }
}
