import Automation
import Foundation
import LuaRuntime
import Storage
import Testing

/// A host function may have much to do: the deadline, and whoever cancels, stop it on its way.
@Suite struct DeadlineTests {
  /// Work that takes seconds, most of it within one call, and what it is done with.
  struct Work: CustomTestStringConvertible, Sendable {
    let name: String
    let setting: String
    let call: String

    var testDescription: String { name }

    init(_ name: String, _ setting: String, _ call: String) {
      (self.name, self.setting, self.call) = (name, setting, call)
    }
  }

  /// What is not to be kept; a batch makes its changes within.
  private static let change = "customers.create { code = 'C2', name = 'Second' }"
  private static let numbers = "local t = {} for i = 1, 900000 do t[i] = i end"
  private static let chinese = "local s = (' 上海É'):rep(4000000)"

  static let works = [
    Work(
      "a table that holds others many times, as JSON",
      "local t = {} for i = 1, 100 do t[i] = i end for d = 1, 4 do t = { t, t, t, t, t, t, t, t } end", "json.encode(t)"
    ),
    Work("a long list as JSON", numbers, "json.encode(t)"),
    Work("long texts as JSON", "local s = ('x\\n'):rep(5000000)", "json.encode { s, s, s, s }"),
    Work("a long list out of JSON", "local s = '[' .. ('1,'):rep(2000000) .. '1]'", "json.decode(s)"),
    Work("a long text out of JSON", "local s = '\"' .. ('xyz\\\\n'):rep(8000000) .. '\"'", "json.decode(s)"),
    Work("many rows out of CSV", "local s = 'a,b\\n' .. ('1,2\\n'):rep(2000000)", "csv.parse(s)"),
    Work("wide rows out of CSV", "local s = (('x,'):rep(1500) .. '\\n'):rep(5000)", "csv.parse(s, { header = false })"),
    Work("many rows as CSV", "local t = {} for i = 1, 200000 do t[i] = { a = i, b = 'x' } end", "csv.encode(t)"),
    Work(
      "wide rows as CSV", "local r, t = {}, {} for i = 1, 20000 do r['c' .. i] = i end for i = 1, 40 do t[i] = r end",
      "csv.encode(t)"),
    Work("a text without its blanks", chinese, "text.trim(s)"),
    Work("nothing but blanks", "local s = (' '):rep(40000000)", "text.trim(s)"),
    Work("small letters", chinese, "text.lower(s)"), Work("capitals", chinese, "text.upper(s)"),
    Work("the width of a text", chinese, "text.width(s)"), Work("a key for search", chinese, "text.normalize(s)"),
    Work("the length of a text", chinese, "for i = 1, 100 do text.length(s) end"),
    Work("parts of a text", "local s = ('上,'):rep(4000000)", "text.split(s, ',')"),
    Work("characters of a text", chinese, "text.split(s, '')"),
    Work("a text that is nowhere", chinese, "for i = 1, 1e9 do text.contains(s, '海上') end"),
    Work(
      "a text that is nearly everywhere", "local s, p = ('a'):rep(40000000), ('a'):rep(1000000) .. 'b'",
      "for i = 1, 1e9 do text.contains(s, p) end"),
    Work("no parts of a text", chinese, "for i = 1, 1e9 do text.split(s, '海上') end"),
    Work(
      "long beginnings and ends", chinese + " local p, q = s:sub(1, 999999), s:sub(-999999)",
      "for i = 1, 1e9 do text.starts_with(s, p) text.ends_with(s, q) end"),
    Work("a character without end", "local s = 'a' .. ('\\u{301}'):rep(10000000)", "text.width(s)"),
    Work("a name without end", "local s = 'a' .. ('\\u{301}'):rep(10000000)", "for i = 1, 1e9 do text.pinyin(s) end"),
    Work("cut texts", chinese, "for i = 1, 1e9 do text.truncate(s, 10) text.pad(s, 10) end"),
    Work("amounts without end", "local s = ('1'):rep(50000000)", "for i = 1, 1e9 do pcall(money, s, 'CNY') end"),
    Work("rows of rows", "", "for c in customers.each {} do for i = 1, 1e9 do customers.list {} end end"),
    Work("searches", "", "for i = 1, 1e9 do customers.search('acme') end"),
    Work(
      "a batch", "",
      "batch { of = 'customers', work = function(c) \(change) for i = 1, 1e9 do customers.get(c.code) end end }"),
  ]

  private static let isSlow = ProcessInfo.processInfo.environment["PATRON_SLOW"] != nil

  /// All of them, and every sixth where time is short, from some place on.
  private static func chosen(from first: Int) -> [Work] {
    works.enumerated().filter { isSlow || $0.offset % 6 == first }.map(\.element)
  }

  private func run(_ work: Work, _ limits: Limits, cancels: Bool) throws {
    let desk = try ScriptDesk()
    try desk.run("customers.create { code = 'C1', name = 'Acme' }")
    let source = """
      \(work.call.hasPrefix("batch") ? "" : Self.change)
      \(work.setting)
      log.info('go')
      \(work.call)
      while true do end
      """
    var script = ScriptRun(source: source, name: "test.lua", title: "test") { _ in }
    script.limits = limits
    var canceller: Canceller?
    script.onStart = { canceller = $0 }
    var hasBegun = false
    script.onLog = { _ in
      hasBegun = true
      if cancels { canceller?.cancel() }
    }
    let report = try script.execute(.write(.live), in: desk.place)
    #expect(hasBegun, "the setting takes longer than the limit")
    switch report.outcome {
    case .limited(.cpu, _): #expect(!cancels)
    case .cancelled: #expect(cancels)
    default: Issue.record("\(report.outcome)")
    }
    // Half a second is what a stop may take.
    #expect(report.processorTime < .milliseconds(1300), "\(report.processorTime)")
    #expect(try desk.run("return customers.count()", .read) == ["1"])
  }

  @Test(arguments: chosen(from: 4)) func `processor time stops long work on its way, and nothing is changed`(work: Work)
    throws
  {
    try run(work, Limits(memory: 1 << 30, cpu: .milliseconds(800)), cancels: false)
  }

  @Test(arguments: chosen(from: 2)) func `cancelling stops long work on its way, and nothing is changed`(work: Work)
    throws
  {
    try run(work, Limits(memory: 1 << 30, cpu: .seconds(60)), cancels: true)
  }
}
