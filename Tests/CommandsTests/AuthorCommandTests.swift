import Foundation
import Testing

/// `patron new`, `patron test` and `patron profile` as people run them.
struct AuthorCommandTests {
  @Test func `what is begun is tested, and can be put in force in a dry run`() throws {
    let program = try Program.withBook()
    let made = try program.run("new", "score", "own")
    #expect(made.code == 0)
    #expect(made.output == "scripts/scoring/own.lua\nscripts/scoring/own_test.lua\n")
    let tested = try program.run("test")
    #expect(tested.code == 0, "\(tested.output)\(tested.errors)")
    #expect(tested.output.hasPrefix("✓ scripts/scoring/own_test.lua  2 tests"))
    #expect(tested.lastLine.hasPrefix("2 of 2 tests passed in ") && tested.lastLine.hasSuffix(", seed 1"))
    #expect(try program.run("apply", "scripts/scoring", "--dry-run").code == 0)
    let again = try program.run("new", "score", "own")
    #expect(again.code == 3 && again.errors.contains("scripts/scoring/own.lua is there already"))
    let badly = try program.run("new", "score", "My Own")
    #expect(badly.code == 64 && badly.errors.contains("such as my_own"))
    let other = try program.run("new", "scroe", "own")
    #expect(other.code == 64 && other.errors.contains("did you mean 'score'?"))
  }

  @Test func `a folder is applied with those below it, and files that declare nothing are named`() throws {
    let program = try Program.withBook()
    _ = try program.run("new", "score", "own")
    _ = try program.run("new", "script", "hello")
    let applied = try program.run("apply", "scripts", "--yes")
    #expect(applied.code == 0, "\(applied.output)\(applied.errors)")
    #expect(applied.output.contains("own") && !applied.output.contains("hello"))
    #expect(applied.errors.contains("scripts/hello.lua declares nothing and is left out"))
    let empty = try program.run("apply", "scripts/jobs")
    #expect(empty.code == 66)
  }

  @Test func `a first line for the shell is no part of a script`() throws {
    let program = try Program()
    try program.write("#!/usr/bin/env -S patron run\r\nprint(1)\nprint(x.y)", to: "s.lua")
    let ended = try program.run("run", "s.lua", "--no-book")
    #expect(ended.output == "1\n" && ended.errors.contains("s.lua:3"), "\(ended.errors)")
  }

  @Test func `of much that a failed test printed, the end is shown`() throws {
    let program = try Program()
    try program.write(
      "it('prints', function() for i = 1, 100 do print('line ' .. i) end error('no') end)", to: "p_test.lua")
    let output = try program.run("test").output
    #expect(!output.contains("line 60\n") && output.contains("… 60 more lines before\n    line 61\n"))
    #expect(output.contains("line 100\n"))
  }

  @Test func `a failed test is shown with its place and ends with 1, a stopped one with 2`() throws {
    let program = try Program()
    try program.write("it('adds', function()\n  expect(1 + 1):to_equal(3)\nend)", to: "sum_test.lua")
    let failed = try program.run("test")
    #expect(failed.code == 1)
    #expect(failed.output.contains("✗ adds  sum_test.lua:1"))
    #expect(failed.output.contains("sum_test.lua:2: expected 3, got 2\n      2 |   expect(1 + 1):to_equal(3)"))
    try program.write("it('ends', function() while true do end end)", to: "sum_test.lua")
    let stopped = try program.run("test", "--cpu", "100ms")
    #expect(stopped.code == 2 && stopped.lastLine.contains("1 stopped by a limit"))
    let none = try program.run("test", "--filter", "nothing")
    #expect(none.code == 66)
    let chinese = try program.run("test", "--lang", "zh", "--cpu", "100ms")
    #expect(chinese.lastLine.contains("1 个因限额停止"))
  }

  @Test func `programs get an object a test and one for all, and lines that ran as lcov`() throws {
    let program = try Program()
    try program.write("if ... then\n  print(1)\nelse\n  print(2)\nend", to: "s.lua")
    try program.write("it('runs', function() run('s.lua') end)", to: "s_test.lua")
    let ended = try program.run("test", "--json", "--lcov", "lines.info", "--seed", "9")
    let objects = try ended.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(objects.count == 2)
    #expect(objects.first?["name"] as? [String] == ["runs"] && objects.first?["status"] as? String == "succeeded")
    #expect(objects.last?["seed"] as? Int == 9 && objects.last?["tests"] as? Int == 1)
    let lines = try program.text(of: "lines.info")
    #expect(lines.contains("DA:2,0") && lines.contains("DA:4,1") && lines.contains("s.lua\n"))
    let table = try program.run("test", "--coverage")
    #expect(table.output.contains("66.6") && table.code == 0, "\(table.output)")
  }

  @Test func `a profile tells Lua, host functions and SQL apart, keeps nothing and folds its stacks`() throws {
    let program = try Program.withBook()
    try program.write(
      """
      for i = 1, 600 do customers.create { code = "C" .. i, name = "x" .. i } end
      for i = 1, 40 do customers.count { where = { name = { like = "%zz%" } } } end
      local s = 0
      for i = 1, 20000000 do s = s + i end
      """, to: "work.lua")
    let ended = try program.run("profile", "work.lua", "--folded", "stacks.txt")
    #expect(ended.code == 0, "\(ended.errors)")
    #expect(ended.output.contains("Lua ") && ended.output.contains("SQL ") && ended.output.contains("work.lua:4"))
    let folded = try program.text(of: "stacks.txt")
    #expect(folded.split(separator: "\n").allSatisfy { $0.hasPrefix("work.lua") })
    #expect(folded.contains("work.lua;customers.create;SQL "), "\(folded)")
    #expect(try program.run("eval", "customers.count()").output == "0\n")
  }

  @Test func `tests run again when a file changes, and Ctrl-C ends the watch`() throws {
    let program = try Program()
    try program.write("it('a', function() end)", to: "a_test.lua")
    let ended = try program.shell(
      """
      "$PATRON" test --watch > out 2> err & watch=$!
      told() { for _ in $(seq 1 200); do [ "$(grep -c watching err)" -ge "$1" ] && return; sleep 0.05; done; }
      told 1
      echo "it('b', function() error('no') end)" > a_test.lua
      told 2
      kill -INT $watch
      wait $watch
      echo "code $?"
      """)
    let output = try program.text(of: "out")
    #expect(output.contains("1 of 1 tests passed") && output.contains("0 of 1 tests passed, 1 failed"), "\(output)")
    #expect(ended.output == "code 130\n")
  }
}
