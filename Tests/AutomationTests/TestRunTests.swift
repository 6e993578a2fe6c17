import Automation
import Foundation
import LuaRuntime
import Scripting
import Synchronization
import ScriptModel
import Domain
import Testing
import Wording

struct TestRunTests {
  @Test func `tests stand in groups, in the order of the file`() throws {
    let report = try TestFolder().report(
      """
      it("first", function() end)
      describe("a", function()
        it("second", function() end)
        describe("b", function() it("third", function() error("no") end) end)
      end)
      """)
    #expect(report.results.map(\.path) == [["first"], ["a", "second"], ["a", "b", "third"]])
    #expect(report.results.map { $0.outcome == .succeeded } == [true, true, false])
    #expect(report.results.map(\.place.line) == [1, 3, 4])
  }

  @Test func `what comes before each test runs from the outermost group in, also where it is declared later`() throws {
    let report = try TestFolder().report(
      """
      describe("a", function()
        it("one", function() print("test") end)
        before_each(function() print("inner") end)
      end)
      before_each(function() print("outer") end)
      """)
    #expect(report.results.map(\.output) == ["outer\ninner\ntest\n"])
  }

  @Test func `each test has a book, a clock, random numbers and custom fields of its own`() throws {
    let test = """
      it("NAME", function()
        expect(customers.count()):to_equal(0)
        expect(today()):to_equal("2026-01-01")
        print(math.random(1, 1000000))
        fields.define("customers", "vip", "boolean")
        customers.create { code = "C1", name = "x", vip = true }
        clock.advance("1d")
        expect(today()):to_equal("2026-01-02")
      end)

      """
    let report = try TestFolder().report(
      ["a", "b", "c"].map { test.replacing("NAME", with: $0) }.joined())
    #expect(report.results.compactMap(\.failure) == [])
    #expect(report.results.count == 3 && Set(report.results.map(\.output)).count == 1)
  }

  @Test func `a given seed and day are those of every test`() throws {
    let folder = try TestFolder()
    let source = #"it("a", function() print(math.random(1, 1000000), today()) end)"#
    let first = try folder.report(source) { $0.seed = 7 }.results.first?.output
    #expect(try folder.report(source) { $0.seed = 7 }.results.first?.output == first)
    #expect(try folder.report(source) { $0.seed = 8 }.results.first?.output != first)
    let day = try folder.report(source) { $0.today = try? .init("2027-02-03") }.results.first?.output
    #expect(day?.hasSuffix("\t2027-02-03\n") == true)
  }

  @Test func `an endless loop, too much memory or too much output stops that test alone`() throws {
    let report = try TestFolder().report(
      """
      local count = 0
      it("loops", function() while true do pcall(function() while true do end end) end end)
      it("hoards", function() local t = {} for i = 1, 1e9 do t[i] = ("x"):rep(1000) .. i end end)
      it("prints", function() while true do print(("x"):rep(1000)) end end)
      it("goes on", function() expect(customers.count()):to_equal(0) end)
      """
    ) {
      $0.limits = Limits(memory: 8 << 20, cpu: .milliseconds(200), output: 1 << 20)
    }
    let limits = report.results.map { result -> Limit? in
      if case .limited(let limit, _) = result.outcome { limit } else { nil }
    }
    #expect(limits == [.cpu, .memory, .output, nil])
    #expect(report.results.last?.outcome == .succeeded)
  }

  @Test func `outside of tests the book is out of reach, and inside nothing is declared`() throws {
    let folder = try TestFolder()
    let outside = try #require(try folder.failure(of: #"customers.create { code = "C1", name = "x" }"#))
    #expect(outside.code == "outside-tests" && outside.line == 1)
    #expect(outside.message == "customers.create works in a test: call it inside it(…) or before_each(…)")
    let inside = try #require(try folder.failure(of: #"it("a", function() it("b", function() end) end)"#))
    #expect(inside.code == "inside-test")
  }

  @Test func `a file that does not compile is told, and other files go on`() throws {
    let folder = try TestFolder()
    try folder.write("it('a', function() end", to: "a_test.lua")
    try folder.write("it('b', function() end)", to: "deep/b_test.lua")
    try folder.write("error('this is no test')", to: "plain.lua")
    let report = try folder.report()
    #expect(report.files.map { $0.results.map { $0.outcome == .succeeded } } == [[false], [true]])
    #expect(report.files.first?.results.first?.path == [])
  }

  @Test func `the order of what is told does not depend on how many work`() throws {
    let folder = try TestFolder()
    for number in 1...12 {
      // The first files take longest.
      try folder.write(
        "it('a', function() for i = 1, \(12 - number) * 40000 do end end)", to: "f\(10 + number)_test.lua")
    }
    let files = try TestFile.find([folder.url.path])
    for workers in [1, 2, 5] {
      let told = Mutex<[String]>([])
      var options = TestOptions()
      options.workers = workers
      let run = TestRun(files, options, onEnd: { report in told.withLock { $0.append(report.file) } })
      let report = try run.execute()
      #expect(told.withLock { $0 } == files.map(\.path))
      #expect(report.files.map(\.file) == files.map(\.path))
    }
  }

  @Test func `a filter picks tests by name or group, and one that picks none is refused`() throws {
    let folder = try TestFolder()
    let source = """
      describe("积分", function() it("到期", function() end) it("赠送", function() end) end)
      it("other", function() end)
      """
    #expect(try folder.report(source) { $0.filter = "积分" }.results.map(\.name) == ["积分 › 到期", "积分 › 赠送"])
    #expect(try folder.report(source) { $0.filter = "到期" }.results.count == 1)
    #expect(throws: TestFault.noneNamed("nothing")) { try folder.report(source) { $0.filter = "nothing" } }
    #expect(throws: TestFault.self) { try TestFile.find([folder.path("no such")]) }
  }

  @Test(arguments: PatronCatalog.testModules.flatMap { $0.functions.map(\.description.name) })
  func `the example of a test function passes`(_ name: String) throws {
    let function = try #require(Manual.catalog.function(named: name))
    #expect(function.example.contains(function.member), "it shows another function")
    let folder = try TestFolder()
    for script in ShippedScript.all { try folder.write(script.text, to: script.path) }
    let isWhole = function.example.contains("it(\"")
    let report = try folder.report(isWhole ? function.example : "it('x', function()\n\(function.example)\nend)") {
      $0.accepts = true
    }
    #expect(!report.results.isEmpty && report.results.compactMap(\.failure).map(\.rendering.english) == [])
  }
}
