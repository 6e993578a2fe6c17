import Automation
import Foundation
import LuaRuntime
import ScriptModel
import Testing
import Wording

struct ReferenceTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("scripts/reference")
  private static let files = Manual.files

  @Test(arguments: files.map(\.path)) func `a file of the reference is up to date`(_ path: String) throws {
    let made = try #require(Self.files.first { $0.path == path }).text
    let stored = try? String(contentsOf: Self.folder.appendingPathComponent(path), encoding: .utf8)
    let isCurrent = stored == made
    #expect(isCurrent, "scripts/reference/\(path) is stale: run scripts/renew")
  }

  @Test func `the reference holds nothing that no declaration makes`() throws {
    let made = Set(Self.files.map(\.path))
    for path in try FileManager.default.subpathsOfDirectory(atPath: Self.folder.path) where path.contains(".") {
      #expect(made.contains(path), "left over: run scripts/renew")
    }
  }

  @Test(arguments: Language.allCases) func `the file for editors is Lua`(_ language: Language) {
    let text = Manual(in: language).metaFile
    #expect(text.hasPrefix("---@meta"))
    #expect(Interpreter.failure(compiling: text) == nil)
  }

  @Test func `each function is declared under its own name with its parameters`() throws {
    let text = Manual(in: .english).metaFile
    #expect(text.contains("function customers.update(code, changes) end"))
    #expect(text.contains("---@param code string|customer The code of the record, or the record itself."))
    #expect(text.contains("---@param query? query Which records; all where it is left out."))
    #expect(text.contains("---@overload fun(amount: money|number|string, currency?: string): money"))
    #expect(text.contains("---@return fun(): customer iterator For a for loop."))
    #expect(
      text.contains("---@field size? \"S\"|\"M\"|\"L\" Size")
        || text.contains("---@field size (\"S\"|\"M\"|\"L\")? Size"))
  }
}
