import Automation
import Foundation
import LuaRuntime
import Wording
import Testing

/// The tests of the scripts that ship.
struct ShippedTestsTests {
  private static let scripts = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("scripts")

  @Test func `the tests of the shipped scripts pass, and touch every one of them`() throws {
    var options = TestOptions()
    options.covers = true
    options.workers = 2
    let tests = try TestFile.find(["tests", "cookbook"].map { Self.scripts.appendingPathComponent($0).path })
    let report = try TestRun(tests, options).execute()
    let wrong = report.results.filter { $0.outcome != .succeeded }
    #expect(wrong.map { "\($0.name): \($0.failure?.rendering.english ?? "\($0.outcome)")" } == [])
    let covered = Set((report.coverage ?? []).map(\.file))
    for script in ShippedScript.all where !script.path.hasSuffix("_test.lua") {
      #expect(covered.contains(Self.scripts.appendingPathComponent(script.path).path), "no test runs \(script.path)")
    }
  }
}
