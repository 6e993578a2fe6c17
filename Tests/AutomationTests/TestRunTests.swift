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

  @Test func `a test requires what the scripts around it require`() throws {
    let folder = try TestFolder()
    try folder.write("return 'shared'", to: "lib/rates.lua")
    try folder.write("return 'near'", to: "tests/lib/near.lua")
    try folder.write("return 'far'", to: "lib/near.lua")
    try folder.write("return require 'lib.rates'", to: "script.lua")
    try folder.write(
      """
      it("finds them", function()
        expect(require "lib.rates"):to_equal("shared")
        expect(require "lib.near"):to_equal("near")
        expect(run("../script.lua").results[1]):to_equal("shared")
        expect((pcall(require, "lib.none"))):to_equal(false)
      end)
      """, to: "tests/script_test.lua")
    let report = try folder.report()
    #expect(report.results.count == 1 && report.results.compactMap(\.failure).map(\.rendering.english) == [])
  }

  @Test func `each test begins with the globals and modules that the file has made`() throws {
    let folder = try TestFolder()
    try folder.write("return { count = 0 }", to: "lib/counter.lua")
    let report = try folder.report(
      """
      shared = 5
      it("changes what it can", function()
        leaked, pairs, shared = 1, nil, nil
        setmetatable(_G, { __index = function(_, name) return name end })
        local counter = require "lib.counter"
        counter.count = counter.count + 1
        expect(counter.count):to_equal(1)
      end)
      it("sees nothing of it", function()
        expect(leaked):to_be_nil()
        expect(unknown):to_be_nil()
        expect(shared):to_equal(5)
        for _ in pairs {} do end
        expect(require("lib.counter").count):to_equal(0)
      end)
      """)
    #expect(report.results.count == 2 && report.results.compactMap(\.failure).map(\.rendering.english) == [])
  }

  @Test func `each test begins with the tables and locals that the file has made, as that left them`() throws {
    let folder = try TestFolder()
    try folder.write("local made = 0 return { make = function() made = made + 1 return made end }", to: "maker.lua")
    let test = """
        it("NAME", function()
          expect(rates.vat[1]):to_equal(13)
          expect(#list):to_equal(2)
          expect(count):to_equal(0)
          expect(get("unknown")):to_equal("none")
          expect(require("maker").make()):to_equal(1)
          rates.vat[1], rates.other, count = 6, 7, count + 1
          table.remove(list)
          setmetatable(named, nil)
          named.unknown, get = "some", nil
        end)

      """
    let report = try folder.report(
      """
      require "maker"
      rates = { vat = { 13 } }
      local list, count = { 1, 2 }, 0
      local named = setmetatable({}, { __index = function() return "none" end })
      local function get(name) return named[name] end
      describe("group", function()
        local inner = { n = 1 }
        before_each(function()
          expect(inner.n):to_equal(1)
          inner.n = 2
        end)
      \(["a", "b"].map { test.replacing("NAME", with: $0) }.joined())
      end)
      """)
    #expect(report.results.count == 2 && report.results.compactMap(\.failure).map(\.rendering.english) == [])
  }

  @Test func `each test begins with what a protected metatable leads to as the file left it`() throws {
    let test = "it('x', function() expect(named.v):to_equal(1) named.v = 2 expect(named.v):to_equal(2) end)\n"
    let report = try TestFolder().report(
      """
      local kept = { v = 1 }
      named = setmetatable({}, {
        __metatable = false,
        __index = function(_, name) return kept[name] end,
        __newindex = function(_, name, value) kept[name] = value end,
      })
      \(test)\(test)
      """)
    #expect(report.results.count == 2 && report.results.compactMap(\.failure).map(\.rendering.english) == [])
  }

  @Test func `however much a file has made, its tests have the memory, and begin with what is near as it was`() throws {
    let test = """
      it("x", function()
        expect(count):to_equal(0)
        expect(list[1]):to_equal(1)
        expect(#rows[100000]):to_equal(1)
        count, list[1] = 1, 2
      end)

      """
    let report = try TestFolder().report(
      """
      local count, list, rows = 0, { 1 }, {}
      for i = 1, 100000 do rows[i] = { i } end
      \(String(repeating: test, count: 20))
      """
    ) { $0.limits.memory = 12 << 20 }
    #expect(report.results.count == 20 && report.results.allSatisfy { $0.outcome == .succeeded })
  }

  @Test func `what lies behind five thousand fields stays as the test before has left it`() throws {
    let report = try TestFolder().report(
      """
      local rows = {}
      for i = 1, 3000 do rows[i] = { i } end
      it("changes", function()
        expect(#rows):to_equal(3000)
        rows[1][1], rows[3000] = 0, nil
      end)
      it("sees", function()
        expect(#rows):to_equal(3000)
        expect(rows[1][1]):to_equal(0)
      end)
      """)
    #expect(report.results.count == 2 && report.results.compactMap(\.failure).map(\.rendering.english) == [])
  }

  @Test func `where lines end in CR and LF, the line and the name on it are shown`() throws {
    let failure = try #require(
      try TestFolder().failure(of: "-- 1\r\nit('x', function()\r\n  print(nothing.here)\r\nend)\r\n"))
    #expect(failure.line == 3 && failure.sourceLine == "  print(nothing.here)" && failure.column == 9)
  }

  @Test func `a folder is no test, a file that is named twice runs once, and the path stands once`() throws {
    let folder = try TestFolder()
    try folder.write("", to: "a_test.lua/readme")
    try folder.write("it('x', function() end)", to: "b_test.lua")
    #expect(try folder.report().files.map(\.file) == [folder.path("b_test.lua")])
    let path = folder.url.path
    #expect(try TestFile.find(["\(path)/b_test.lua", path, "\(path)/./b_test.lua"]).count == 1)
    try Data([0x69, 0xFF, 0xFE]).write(to: folder.url.appending(path: "b_test.lua"))
    let failure = try #require(try folder.report().results.first?.failure)
    #expect(failure.rendering.english.components(separatedBy: "b_test.lua").count == 2)
  }

  @Test func `a file without a test fails`() throws {
    let folder = try TestFolder()
    try folder.write("it('x', function() end)", to: "two_test.lua")
    let report = try folder.report("local x = 1")
    #expect(report.results.map { $0.outcome == .succeeded } == [false, true])
    #expect(report.results.first?.failure?.code == "no-tests")
  }

  @Test func `files outside the working folder and the one that is searched stay unread`() throws {
    let folder = try TestFolder()
    let other = try TestFolder()
    try other.write("secret", to: "secret.csv")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link.csv"), withDestinationPath: other.path("secret.csv"))
    let name = other.url.lastPathComponent
    for (call, written) in [
      ("given { customers = PATH }", "../\(name)/secret.csv"), ("run(PATH)", other.path("secret.csv")),
      ("apply(PATH)", "link.csv"),
    ] {
      let failure = try #require(
        try folder.failure(of: "it('x', function() \(call.replacing("PATH", with: "\"\(written)\"")) end)"))
      #expect(failure.code == "outside-folder" && failure.message.hasPrefix("'\(written)' is "))
    }
    try folder.write("return 1", to: "jobs/one.lua")
    try folder.write("it('x', function() run('../jobs/one.lua') end)", to: "tests/a_test.lua")
    #expect(try folder.report { $0.filter = nil }.results.last?.failure == nil)
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
    #expect(throws: SourceFault.missing(folder.path("no such"))) { try TestFile.find([folder.path("no such")]) }
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
