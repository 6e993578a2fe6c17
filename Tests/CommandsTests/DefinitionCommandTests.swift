import Foundation
import Testing

/// Definitions as a person installs and changes them.
@Suite struct DefinitionCommandTests {
  private static func source(_ factor: Int) -> String {
    """
    return score { name = "s", range = { 0, 1000 }, inputs = { orders = orders.stats() },
      formula = function(c, i) return \(factor) * i.orders.count end }
    """
  }

  /// A book with a customer who has one order, and two versions of a score: 10 and then 20.
  private func program() throws -> Program {
    let program = try Program.withBook()
    let made = try program.script(
      "customers.create { code = 'A', name = 'A' } orders.create { code = '1', customer = 'A', ordered_on = '2026-01-01' }"
    )
    try #require(made.code == 0, "\(made.errors)")
    for factor in [10, 20] {
      try program.write(Self.source(factor), to: "s.lua")
      try #require(try program.run("apply", "s.lua", "--yes").code == 0)
    }
    return program
  }

  private func object(_ ending: Program.Ending) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(ending.output.utf8)) as? [String: Any])
  }

  private func active(_ program: Program) throws -> [String] {
    let lines = try program.run("definitions", "list", "--json").output.split(separator: "\n")
    return lines.filter { $0.contains(#""state":"active""#) }.map(String.init)
  }

  @Test(arguments: [["activate", "s", "--version", "1"], ["rollback", "s"], ["retire", "s"]])
  func `without a terminal or a yes nothing changes`(_ line: [String]) throws {
    let program = try program()
    let asked = try program.finish(program.start(["definitions"] + line))
    #expect(asked.code == 3)
    #expect(asked.output.contains("s: version 2"))
    #expect(asked.errors.contains("nothing was changed: there is no terminal to ask at, add --yes"))
    #expect(try active(program).first?.contains(#""version":2"#) == true)
    let json = try program.finish(program.start(["definitions"] + line + ["--json"]))
    #expect(json.code == 3)
    let error = try object(json)["error"] as? [String: Any]
    #expect(error?["code"] as? String == "not-confirmed")
    let dry = try program.finish(program.start(["definitions"] + line + ["--dry-run"]))
    #expect(dry.code == 0 && dry.errors.contains("dry run, nothing was kept"))
    #expect(try active(program).first?.contains(#""version":2"#) == true)
  }

  @Test func `a link in a folder that leads nowhere is named with where it leads`() throws {
    let program = try program()
    let ending = try program.shell(
      "mkdir more; cp s.lua more/a.lua; ln -s gone.lua more/b.lua; $PATRON apply more --yes; echo $?; $PATRON check more/b.lua"
    )
    #expect(ending.output == "66\n" && ending.code == 66)
    let line = "patron: more/b.lua is a link to gone.lua, which leads nowhere: mend the link or remove it\n"
    #expect(ending.errors == line + line)
    #expect(try active(program).first?.contains(#""version":2"#) == true)
  }

  @Test func `a first version has none to be compared with`() throws {
    let program = try program()
    let ending = try program.run("definitions", "diff", "s", "--to", "1")
    #expect(ending.code == 66 && ending.errors.contains("version 1 of 's' is its first: there is none before it"))
    #expect(try program.run("definitions", "diff", "s").output.contains("+   formula = function(c, i) return 20"))
  }

  @Test func `a rollback shows who moves before it happens`() throws {
    let program = try program()
    let asked = try program.run("definitions", "rollback", "s")
    #expect(asked.output.contains("s: version 2 → 1"))
    #expect(asked.output.contains("0 rise, 1 fall"))
    let done = try program.run("definitions", "rollback", "s", "--yes", "--json")
    #expect(done.code == 0)
    let report = try object(done)
    #expect(report["status"] as? String == "succeeded" && report["dry"] as? Bool == false)
    #expect(report["before"] as? Int == 2 && report["version"] as? Int == 1)
    #expect((report["scoring"] as? [String: Any])?["fell"] as? Int == 1)
    #expect((report["used"] as? [String: Any])?["peak_bytes"] as? Int ?? 0 > 0)
    let retired = try program.run("definitions", "retire", "s", "--yes")
    #expect(retired.output.contains("version 1 goes out of force; scores that stay: 1"))
    #expect(try active(program).isEmpty)
  }

  @Test func `apply and score print one JSON object`() throws {
    let program = try program()
    let unchanged = try object(program.run("apply", "s.lua", "--json"))
    let items = try #require(unchanged["definitions"] as? [[String: Any]])
    #expect(items.count == 1 && items[0]["status"] as? String == "unchanged")
    let scored = try object(program.run("score", "--json"))
    let scores = try #require(scored["scores"] as? [[String: Any]])
    #expect(scores[0]["scored"] as? Int == 1 && scores[0]["rows"] as? Int == 0)
    let unknown = try program.run("score", "none", "--json")
    #expect(unknown.code == 66)
    let error = try object(unknown)["error"] as? [String: Any]
    #expect(error?["code"] as? String == "unknown-definition")
    try program.write("return 1", to: "bad.lua")
    let bad = try program.run("apply", "bad.lua", "--json")
    #expect(bad.code == 1)
    #expect(try object(bad)["status"] as? String == "failed")
  }

  @Test func `show and diff tell versions apart`() throws {
    let program = try program()
    #expect(try object(program.run("definitions", "show", "s", "--version", "1", "--json"))["version"] as? Int == 1)
    #expect(try program.run("definitions", "show", "s").output == Self.source(20) + "\n")
    let diff = try program.run("definitions", "diff", "s")
    #expect(diff.errors.contains("s, version 1 → 2"))
    #expect(diff.output.contains("-   formula = function(c, i) return 10"))
    #expect(diff.output.contains("+   formula = function(c, i) return 20"))
    let same = try program.run("definitions", "diff", "s", "--from", "2", "--to", "2", "--json")
    #expect(try object(same)["same"] as? Bool == true)
    #expect(try program.run("definitions", "diff", "s", "--from", "7").code == 66)
  }

  @Test func `limits reach apply and score`() throws {
    let program = try program()
    try program.write(
      "return score { name = 'slow', inputs = {}, formula = function() while true do end end }", to: "slow.lua")
    let slow = try program.run("apply", "slow.lua", "--yes", "--cpu", "50ms")
    #expect(slow.code == 2 && slow.errors.contains("raise it with --cpu"))
    try program.write(
      "local t = {} for i = 1, 1e6 do t[i] = i end return score { name = 'big', inputs = {}, formula = function() return #t end }",
      to: "big.lua")
    #expect(try program.run("apply", "big.lua", "--yes", "--memory", "4MB").code == 2)
    #expect(try program.run("score", "s", "--memory", "1KB").code == 2)
    #expect(try program.run("score", "s", "--memory", "lots").code == 64)
  }
}

@Suite struct WholeBookCommandTests {
  @Test func `a whole book is imported as it was written, and options that say otherwise are refused`() throws {
    let program = try Program.withBook()
    _ = try program.script("customers.create { code = 'A', name = 'A' }")
    #expect(try program.run("export", "all", "--output", "out").code == 0)
    #expect(try program.run("init", "--book", "other.db").code == 0)
    for options in [["--map", "x=name"], ["--skip-bad", "bad.csv"], ["--create-references"], ["--delimiter", "tab"]] {
      let refused = try program.finish(program.start(["import", "all", "out", "--book", "other.db"] + options))
      #expect(refused.code == 64 && refused.errors.contains("\(options[0]): an exported book is imported as it was"))
    }
    let done = try program.run("import", "all", "out", "--book", "other.db", "--json")
    #expect(done.code == 0, "\(done.errors)")
    let object = try #require(try JSONSerialization.jsonObject(with: Data(done.output.utf8)) as? [String: Any])
    let files = try #require(object["files"] as? [[String: Any]])
    #expect(files.contains { $0["kind"] as? String == "customers" && $0["new"] as? Int == 1 })
    #expect(object["status"] as? String == "succeeded" && object["changes"] as? Int == 1)
    let missing = try program.run("import", "all", "none", "--json")
    #expect(missing.code != 0 && missing.output.contains(#""status":"refused""#))
  }
}

@Suite struct InitCommandTests {
  @Test func `init writes the scripts out and makes the book, or neither`() throws {
    let program = try Program()
    let made = try program.run("init", "--scripts", "mine")
    #expect(made.code == 0, "\(made.errors)")
    #expect(try program.text(of: "mine/scoring/quality.lua").contains("return score {"))
    #expect(try program.run("apply", "mine/scoring", "--yes").code == 0)
    try program.write("-- mine\n", to: "mine/scoring/quality.lua")
    let refused = try program.run("init", "--scripts", "mine", "--book", "other.db")
    #expect(refused.code == 3 && refused.errors.contains("mine/scoring/quality.lua is there and differs"))
    #expect(!FileManager.default.fileExists(atPath: program.folder.appending(path: "other.db").path))
    #expect(try program.text(of: "mine/scoring/quality.lua") == "-- mine\n")
  }

  @Test func `where the book cannot be made no scripts are left`() throws {
    let program = try Program.withBook()
    #expect(try program.run("init", "--scripts", "mine").code == 73)
    #expect(!FileManager.default.fileExists(atPath: program.folder.appending(path: "mine").path))
    #expect(try program.run("init", "--scripts", "mine", "--no-book").code == 0)
    #expect(try program.text(of: "mine/jobs/ranking.lua").isEmpty == false)
    #expect(try program.run("init", "--no-book").code == 64)
  }
}
