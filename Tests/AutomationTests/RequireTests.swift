import Automation
import Domain
import Foundation
import LuaRuntime
import Storage
import Testing
import Wording

/// A folder of scripts beside a book.
private final class Library {
  let desk: ScriptDesk
  let folder: String

  init(_ files: [String: String] = [:]) throws {
    desk = try ScriptDesk()
    folder = NSTemporaryDirectory() + "patron-library-\(UUID().uuidString)"
    for (path, text) in files { try write(path, text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func write(_ path: String, _ text: String) throws {
    let file = URL(fileURLWithPath: "\(folder)/\(path)")
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Runs a script of this folder; what it returned, or the message that it failed with.
  func run(_ source: String) throws -> String {
    var script = ScriptRun(source: source, name: "main.lua", title: "main") { _ in }
    script.root = folder
    let report = try script.execute(.write(.live), in: desk.place)
    if case .failed(let failure) = report.outcome { return failure.rendering.english }
    return report.results.joined(separator: " ")
  }

  @discardableResult
  func apply(_ name: String, draft: Bool = false) throws -> ApplyReport.Item? {
    let files = try DefinitionFile.read("\(folder)/\(name)")
    return try desk.place.apply(files, title: "apply", mode: .live, draft: draft).result?.items.first
  }

  func read<Result>(_ body: (BookSession) throws -> Result) throws -> Result {
    try desk.place.open(for: .read).read(body)
  }
}

@Suite struct RequireTests {
  @Test func `a script finds modules in its folder and in folders below`() throws {
    let library = try Library(["rates.lua": "return { vat = 13 }", "lib/deep/x.lua": "return require('rates').vat + 1"])
    #expect(try library.run("return require('rates').vat, require 'lib.deep.x'") == "13 14")
  }

  @Test func `a missing module says where it was looked for`() throws {
    let library = try Library()
    let text = try library.run("local x = 1\nreturn require 'lib.none'")
    #expect(text.hasPrefix("main.lua:2: require \"lib.none\": no definition of that name is active"))
    #expect(text.contains("there is no file \(library.folder)/lib/none.lua"))
  }

  @Test(arguments: ["../x", "/etc/hostname", "a..b", ".a", "a.", "a/b", "A", "a\\0", ""])
  func `a name cannot lead out of the folder`(_ name: String) throws {
    #expect(try Library().run("return require('\(name)')").contains("is no module name"))
  }

  @Test func `a link that leads out of the folder is not read, and one that stays within is`() throws {
    let library = try Library(["real.lua": "return 7"])
    let outside = try Library(["secret.lua": "return 'secret'"])
    let files = FileManager.default
    try files.createSymbolicLink(
      atPath: "\(library.folder)/out.lua", withDestinationPath: "\(outside.folder)/secret.lua")
    try files.createSymbolicLink(atPath: "\(library.folder)/far", withDestinationPath: outside.folder)
    try files.createSymbolicLink(atPath: "\(library.folder)/near.lua", withDestinationPath: "real.lua")
    for name in ["out", "far.secret"] {
      #expect(try library.run("return require '\(name)'").contains("leads out of the script's folder"), "\(name)")
    }
    #expect(try library.run("return require 'near'") == "7")
  }

  @Test func `what is no file is not waited for`() throws {
    let library = try Library(["folder.lua/x.lua": ""])
    #expect(mkfifo("\(library.folder)/pipe.lua", 0o600) == 0)
    for name in ["pipe", "folder"] { #expect(try library.run("return require '\(name)'").contains("cannot read")) }
    try library.write("long.lua", String(repeating: " ", count: 1 << 20) + "return 1")
    #expect(try library.run("return require 'long'").contains("longer than 1 MiB"))
  }

  @Test func `a module that is not UTF-8 is refused, and a byte order mark is skipped`() throws {
    let library = try Library(["marked.lua": "\u{FEFF}return 7"])
    // 华东 in GBK, by the GB 2312 code table.
    let bytes = Array("local x = 1\nreturn \"".utf8) + [0xBB, 0xAA, 0xB6, 0xAB] + Array("\"".utf8)
    try Data(bytes).write(to: URL(fileURLWithPath: "\(library.folder)/gbk.lua"))
    let text = try library.run("return require 'gbk'")
    #expect(text.contains("\(library.folder)/gbk.lua:2: this is not UTF-8 and looks like GB18030 (GBK)"), "\(text)")
    #expect(try library.run("return require 'marked'") == "7")
    #expect(throws: SourceFault.otherEncoding("\(library.folder)/gbk.lua", line: 2, looksLike: "GB18030 (GBK)")) {
      try library.apply("gbk.lua")
    }
  }

  @Test func `what is no name is named`() throws {
    #expect(
      try Library().run("require()").contains("a module's name is needed, such as require \"lib.rates\"; got nil"))
    #expect(try Library().run("require {}").contains("got table"))
  }

  @Test func `modules that require each other are named in a circle`() throws {
    let library = try Library(["a.lua": "return require 'b'", "b.lua": "return require 'c'", "c.lua": "require 'b'"])
    #expect(try library.run("return require 'a'").contains("circle: b → c → b"))
  }

  @Test func `an error in a module shows the module's file, line and callers`() throws {
    let library = try Library([
      "bad.lua": "local x = 1\nlocal y = = 2", "fails.lua": "local function f()\n  error('no good')\nend\nf()",
    ])
    let syntax = try library.run("return require 'bad'")
    #expect(syntax.hasPrefix("\(library.folder)/bad.lua:2: unexpected symbol near '='\n  2 | local y = = 2"))
    let raised = try library.run("return require 'fails'")
    #expect(raised.hasPrefix("\(library.folder)/fails.lua:2: no good"))
    #expect(raised.contains("fails.lua:4: in main chunk") && raised.contains("main.lua:1: in main chunk"))
  }

  @Test func `a module that failed may be required again`() throws {
    let library = try Library(["flaky.lua": "tries = (tries or 0) + 1 if tries < 2 then error('once') end return tries"]
    )
    #expect(try library.run("return (pcall(require, 'flaky')), require 'flaky', require 'flaky'") == "false 2 2")
  }

  @Test func `a module is under the script's limits`() throws {
    let library = try Library(["endless.lua": "while true do end"])
    var script = ScriptRun(source: "return require 'endless'", name: "main.lua", title: "main") { _ in }
    script.root = library.folder
    script.limits.cpu = .milliseconds(50)
    let report = try script.execute(.read, in: library.desk.place)
    guard case .limited(.cpu, at: let place) = report.outcome else {
      Issue.record("\(report.outcome)")
      return
    }
    #expect(place.file == "\(library.folder)/endless.lua" && place.line == 1)
  }

  @Test func `a module sees no more than a script`() throws {
    let library = try Library([
      "probe.lua": "return pcall(function() return io.open('x') end) or pcall(function() return os.execute('x') end)"
    ])
    #expect(try library.run("return require 'probe'") == "false")
  }

  @Test func `the register's hash covers what was required`() throws {
    let library = try Library(["rates.lua": "return 1"])
    func hash() throws -> String? { try library.read { try $0.runs(limit: 1) }.first?.start.scriptHash }
    _ = try library.run("return 1")
    #expect(try hash() == ScriptRun.hash(of: "return 1"))
    _ = try library.run("return require 'rates'")
    let first = try hash()
    try library.write("rates.lua", "return 2")
    _ = try library.run("return require 'rates'")
    #expect(try hash() != first && first != ScriptRun.hash(of: "return require 'rates'"))
  }
}

@Suite struct RequiredModuleTests {
  private static let source = """
    local share = require "lib.share"
    return score { name = "s", range = { 0, 1000 }, inputs = { orders = orders.stats() },
      formula = function(c, i) return share(i.orders.net) end }
    """

  private func library() throws -> Library {
    let library = try Library(["s.lua": Self.source, "lib/share.lua": "return function(net) return net / 10 end"])
    try library.desk.run(
      """
      customers.create { code = "A", name = "A" }
      orders.create { code = "1", customer = "A", ordered_on = "2026-11-01", amount = 500 }
      """)
    return library
  }

  private func value(_ library: Library) throws -> Double? {
    try library.read { try $0.score(of: .code("A"), by: "s")?.value }
  }

  @Test func `a definition is scored with what it was installed with`() throws {
    let library = try library()
    try library.apply("s.lua")
    #expect(try value(library) == 50)
    try FileManager.default.removeItem(atPath: "\(library.folder)/lib")
    try library.desk.run("orders.create { code = '2', customer = 'A', ordered_on = '2026-11-02', amount = 100 }")
    _ = try library.desk.place.score("s", mode: .live)
    #expect(try value(library) == 60)
  }

  @Test func `a changed module makes the definition changed, and the old version keeps its own`() throws {
    let library = try library()
    #expect(try library.apply("s.lua")?.status == .new)
    #expect(try library.apply("s.lua")?.status == .unchanged)
    try library.write("lib/share.lua", "return function(net) return net / 5 end")
    let item = try library.apply("s.lua")
    #expect(item?.status == .changed && item?.version == 2)
    #expect(try value(library) == 100)
    _ = try library.desk.place.rollBack("s", mode: .live)
    #expect(try value(library) == 50)
  }

  @Test func `undo takes the modules away with their version`() throws {
    let library = try library()
    try library.apply("s.lua")
    let run = try #require(try library.read { try $0.runs(limit: 1) }.first?.id)
    _ = try library.desk.place.undo(run: run, customer: nil, mode: .live)
    #expect(try library.read { try $0.definitions() }.isEmpty)
    #expect(try library.apply("s.lua")?.version == 1)
    #expect(try value(library) == 50)
  }

  @Test func `a definition in force comes before a file, and brings its modules`() throws {
    let library = try library()
    try library.apply("s.lua")
    try library.write("s.lua", "return 'the file'")
    #expect(try library.run("return require('s').name") == "s")
    _ = try library.desk.place.retire("s", mode: .live)
    #expect(try library.run("return require 's'") == "the file")
    _ = try library.desk.place.activate("s", version: nil, mode: .live)
    try FileManager.default.removeItem(atPath: "\(library.folder)/lib")
    #expect(try library.run("return require('s').range[2]") == "1000")
  }

  @Test func `one name for two texts is refused`() throws {
    let library = try library()
    try library.apply("s.lua")
    try library.write("lib/share.lua", "return 1")
    for source in ["require 's' return require 'lib.share'", "require 'lib.share' return require 's'"] {
      #expect(try library.run(source).contains("is not what version 1 of 's' was installed with"), "\(source)")
    }
  }

  @Test func `a definition keeps the definition that it was made with`() throws {
    let library = try library()
    try library.apply("s.lua")
    try library.write(
      "double.lua",
      """
      local s = require "s"
      return score { name = "double", range = { 0, 1000 }, inputs = s.inputs,
        formula = function(c, i) return 2 * s.formula(c, i) end }
      """)
    try library.apply("double.lua")
    try library.write("lib/share.lua", "return function(net) return net / 5 end")
    try library.apply("s.lua")
    _ = try library.desk.place.score(nil, mode: .live)
    #expect(try value(library) == 100)
    #expect(try library.read { try $0.score(of: .code("A"), by: "double")?.value } == 100)
    #expect(try library.apply("double.lua")?.status == .changed)
    #expect(try library.read { try $0.score(of: .code("A"), by: "double")?.value } == 200)
  }

  @Test func `a formula finds only what its file required`() throws {
    let library = try Library(["x.lua": "return 1"])
    try library.desk.run("customers.create { code = 'A', name = 'A' }")
    let source = "score { name = 's', inputs = {}, formula = function() return require 'x' end }"
    try library.write("s.lua", "return \(source)")
    let fault = #expect(throws: DefinitionFault.self) { try library.apply("s.lua") }
    #expect(fault?.message.english.contains("a formula finds only what its file required") == true)
    try library.write("s.lua", "require 'x' return \(source)")
    #expect(try library.apply("s.lua")?.status == .new)
  }

  @Test func `a declaration that was changed after its check is refused`() throws {
    let library = try Library(["s.lua": "return { kind = 'score', name = 's' }"])
    let fault = #expect(throws: DefinitionFault.self) { try library.apply("s.lua") }
    #expect(fault?.message.english.contains("'inputs'") == true)
  }

  @Test func `a scoring run that a limit stops is in the register with what it used`() throws {
    let library = try Library([
      "s.lua": "return score { name = 's', inputs = {}, formula = function() while true do end end }"
    ])
    try library.desk.run("customers.create { code = 'A', name = 'A' }")
    var watch = ScoringWatch()
    watch.limits.cpu = .milliseconds(60)
    let files = try DefinitionFile.read("\(library.folder)/s.lua")
    #expect(throws: DefinitionFault.self) {
      try library.desk.place.apply(files, title: "apply", mode: .live, watch: watch)
    }
    let run = try #require(try library.read { try $0.runs(limit: 1) }.first)
    #expect(run.end.outcome == .limited)
    #expect(run.end.processorMilliseconds ?? 0 >= 60 && run.end.peakBytes ?? 0 > 10_000)
    #expect(try library.read { try $0.definitions() }.isEmpty)
  }
}
