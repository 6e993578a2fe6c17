import Automation
import Foundation
import LuaRuntime
import Wording
import Testing

/// Which lines of scripts ran in tests.
struct CoverageTests {
  private static let script = """
    local name = ...
    local function greet(who)
      if who == "nobody" then
        return "silence"
      end

      return "hello " .. who
    end
    local twice = coroutine.wrap(function()
      coroutine.yield(greet(name))
      print("never")
    end)
    print(twice())
    """

  @Test func `lines of scripts, definitions and coroutines are counted, and those of tests are not`() throws {
    let folder = try TestFolder()
    try folder.write(Self.script, to: "greet.lua")
    try folder.write(
      """
      return score {
        name = "s", inputs = { orders = orders.stats() },
        formula = function(c, i)
          if i.orders.count > 0 then
            return 100
          end
          return insufficient("no orders")
        end,
      }
      """, to: "s.lua")
    let report = try folder.report(
      """
      it("runs", function()
        run("greet.lua", { "you" })
        run("greet.lua", { "me" })
        given { customers = { { code = "C1", name = "甲" } } }
        apply("s.lua")
      end)
      """
    ) { $0.covers = true }
    #expect(report.results.compactMap(\.failure).map(\.rendering.english) == [])
    let files = try #require(report.coverage)
    #expect(files.map(\.file) == [folder.path("greet.lua"), folder.path("s.lua")])
    let greet = try #require(files.first)
    // Lines 5, 8 and 12 only end something, line 6 is empty, and a local function is made where it ends.
    #expect(greet.counts.keys.sorted() == [1, 3, 4, 7, 9, 10, 11, 13])
    #expect(greet.counts[3] == 2 && greet.counts[4] == 0 && greet.counts[11] == 0)
    #expect(greet.missing == [4...4, 11...11] && greet.covered == 6)
    #expect(files.last?.missing == [5...5])
    let lcov = CoveredFile.lcov([greet])
    #expect(lcov.hasPrefix("TN:\nSF:\(folder.path("greet.lua"))\nDA:1,2\n") && lcov.contains("\nDA:4,0\n"))
    #expect(lcov.hasSuffix("LF:8\nLH:6\nend_of_record\n"))
  }

  @Test func `scripts that no test runs count, and tests do not`() throws {
    let folder = try TestFolder()
    try folder.write("print(1)\nprint(2)", to: "jobs/idle.lua")
    try folder.write(Self.script, to: "greet.lua")
    let report = try folder.report(#"it("runs", function() run("greet.lua", { "you" }) end)"#) {
      $0.covers = true
      $0.scripts = TestFile.scripts(in: [folder.url.path])
    }
    #expect(report.coverage?.map(\.file) == [folder.path("greet.lua"), folder.path("jobs/idle.lua")])
    #expect(report.coverage?.map(\.covered) == [6, 0] && report.coverage?.last?.missing == [1...2])
  }

  @Test func `lines are the same where they end in CR and LF`() throws {
    let folder = try TestFolder()
    try folder.write(Self.script.replacing("\n", with: "\r\n"), to: "greet.lua")
    let report = try folder.report(#"it("runs", function() run("greet.lua", { "you" }) end)"#) { $0.covers = true }
    #expect(report.coverage?.first?.counts.keys.sorted() == [1, 3, 4, 7, 9, 10, 11, 13])
  }

  @Test func `nothing is counted unless it is asked for`() throws {
    let report = try TestFolder().report("it('x', function() end)")
    #expect(report.coverage == nil)
  }

  @Test func `limits hold while lines are counted`() throws {
    let report = try TestFolder().report("it('x', function() while true do end end)") {
      $0.covers = true
      $0.limits = Limits(cpu: .milliseconds(100))
    }
    #expect(report.results.first?.outcome.isLimited == true)
  }
}
