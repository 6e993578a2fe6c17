import Foundation
import Glibc
import Testing

/// `--isolated`: the same runs, in a process that the system confines.
@Suite struct IsolationTests {
  /// What a command tells, less what differs from one run to the next.
  private func told(_ text: String) -> String {
    text.replacing(/("cpu_ms"|"peak_bytes"|free): ?\d+|\d+ MB free|[\d-]{10}T[\d:]{8}Z/, with: "…")
  }

  /// Runs command lines in two folders, once as they are and once isolated; all is the same but for the time used.
  private func compare(_ files: [String: String], _ lines: [String]) throws {
    let programs = try (0..<2).map { _ in try Program() }
    for program in programs { for (name, text) in files { try program.write(text, to: name) } }
    for line in lines {
      let endings = try zip(programs, ["", " --isolated"]).map { program, option in
        try program.shell(line.replacing("{}", with: option))
      }
      #expect(endings[0].code == endings[1].code, "\(line): \(endings[1].errors)")
      #expect(told(endings[0].output) == told(endings[1].output), "\(line)")
      #expect(told(endings[0].errors) == told(endings[1].errors), "\(line)")
    }
    let names = try programs.map {
      try FileManager.default.contentsOfDirectory(atPath: $0.folder.path).filter { !$0.hasPrefix("errors") }
    }
    #expect(names[0].sorted() == names[1].sorted())
  }

  @Test func `scripts end the same, whatever they do`() throws {
    try compare(
      [
        "make.lua": """
        local names = require "lib.names"
        for i = 1, 20 do customers.create { code = "C" .. i, name = names.name(i) } end
        print(...)
        log.info("made")
        return customers.count(), math.random(1000)
        """,
        "half.lua": "customers.create { code = 'X', name = 'x' } error('half')",
        "loop.lua": "customers.create { code = 'X', name = 'x' } while true do end",
        "flood.lua": "while true do print(('x'):rep(1000)) end",
        "grow.lua": "local t = {} for i = 1, 1e9 do t[i] = i end", "syntax.lua": "return = 1",
      ],
      [
        "$PATRON init", "mkdir lib && echo 'return { name = function(i) return \"n\" .. i end }' > lib/names.lua",
        "$PATRON run make.lua --seed 7 --dry-run --diff rows.json --json a b{} && cat rows.json",
        "$PATRON run make.lua --seed 7 --json a b{}", "$PATRON run make.lua --seed 7{}",
        "$PATRON run half.lua{}", "$PATRON run half.lua --json{}", "$PATRON run loop.lua --cpu 50ms --json{}",
        "$PATRON run flood.lua --output 10KB{}", "$PATRON run grow.lua --memory 8MB{}", "$PATRON run syntax.lua{}",
        "$PATRON run missing.lua{}", "$PATRON run make.lua --cpu soon{}", "$PATRON run make.lua --read-only{}",
        "$PATRON run half.lua --book none.db{}", "$PATRON run half.lua --book none.db --json{}",
        "echo 'return customers.count()' | $PATRON run -{}", "exec 7< half.lua; $PATRON run /dev/fd/7{}",
        "$PATRON eval 'customers.count()'{}", "$PATRON eval '1 +'{}",
        "$PATRON eval --no-book '1 + 1, today()' --as-of 2026-01-02{}",
        "$PATRON eval 'customers.create { code = \"E\", name = \"e\" }'{}", "$PATRON --lang zh eval 'nothing.here'{}",
        "$PATRON eval --write 'customers.update(\"C1\", { note = \"n\" })'{}", "$PATRON undo 1", "$PATRON runs list",
        "$PATRON doctor",
      ])
  }

  @Test func `a batch that stopped goes on, and definitions are scored the same`() throws {
    try compare(
      [
        "make.lua": "for i = 1, 30 do customers.create { code = 'C' .. i, name = 'n', employees = i } end",
        "batch.lua": """
        batch { of = "customers", size = 10, work = function(c)
          if c.code == "C15" and c.employees == 15 and not customers.get("C30").note then error("stop") end
          customers.update(c, { employees = c.employees + 100 })
        end }
        """,
        "size.lua": """
        return score { name = "size", range = { 0, 1000 }, inputs = { figures = customers.figures() },
          formula = function(c, i) return { people = c.employees } end }
        """,
      ],
      [
        "$PATRON init", "$PATRON run make.lua{}", "$PATRON run batch.lua{}",
        "$PATRON eval --write 'customers.update(\"C30\", { note = \"go\" })'{}", "$PATRON run batch.lua --resume 2{}",
        "$PATRON runs list", "$PATRON apply size.lua --dry-run{}", "echo n | $PATRON apply size.lua{}",
        "echo y | $PATRON apply size.lua{}", "$PATRON score all --json{}",
        "sed -i 's/c.employees/c.employees + 1/' size.lua",
        "$PATRON apply size.lua --yes --json{}", "$PATRON definitions rollback size --yes{}",
        "$PATRON definitions activate size --version 2 --yes{}", "$PATRON undo 2", "$PATRON doctor",
      ])
  }

  @Test func `changes that do not fit into memory go to a temporary file, which is gone afterwards`() throws {
    let program = try Program.withBook()
    let temporary = program.folder.appending(path: "temporary")
    try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
    // Eight mebibytes of changes are kept in memory.
    try program.write(
      "for i = 1, 3000 do customers.create { code = 'C' .. i, name = 'n', note = ('x'):rep(4000) } end", to: "big.lua")
    let ending = try program.run("run", "big.lua", "--isolated", environment: ["TMPDIR": temporary.path])
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(try program.run("undo", "1").code == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path) == [])
  }

  /// An isolated run under way, whose script has said that it is at work.
  private func underWay(_ program: Program, _ options: String...) throws -> (started: Program.Started, child: Int32) {
    try program.write(
      "customers.create { code = 'C1', name = 'x' } print('at work') while true do end", to: "work.lua")
    let started = try program.start(["run", "work.lua", "--isolated", "--cpu", "30s"] + options)
    var output = Data()
    while !output.contains(UInt8(ascii: "\n")) {
      let more = started.output.availableData
      try #require(!more.isEmpty, "it ended: \(started.errors)")
      output += more
    }
    let parent = started.process.processIdentifier
    let children = try String(contentsOfFile: "/proc/\(parent)/task/\(parent)/children", encoding: .utf8)
    return (started, try #require(Int32(children.split(separator: " ").first ?? "")))
  }

  @Test func `the process that runs the script is confined by the system`() throws {
    let program = try Program.withBook()
    let (started, child) = try underWay(program, "--memory", "64MB")
    defer { kill(started.process.processIdentifier, SIGKILL) }
    func fields(_ file: String) throws -> [String: String] {
      let lines = try String(contentsOfFile: "/proc/\(child)/\(file)", encoding: .utf8).split(separator: "\n")
      return Dictionary(
        lines.map { line in
          let parts = line.split(separator: /:\s*|\s{2,}/, maxSplits: 1)
          return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        }
      ) { first, _ in first }
    }
    let limits = try fields("limits")
    func soft(_ name: String) -> Int? { limits[name]?.split(separator: " ").first.flatMap { Int($0) } }
    #expect(soft("Max core file size") == 0)
    #expect((55...70).contains(try #require(soft("Max cpu time"))))
    // Four times 64 MiB and a gibibyte above the program's own size.
    let space = try #require(soft("Max address space"))
    #expect(space > 1280 << 20 && space < 8 << 30)
    #expect(try #require(soft("Max open files")) <= 256)
    for task in try FileManager.default.contentsOfDirectory(atPath: "/proc/\(child)/task") {
      let status = try fields("task/\(task)/status")
      #expect(status["NoNewPrivs"] == "1" && status["Seccomp"] == "2", "\(status)")
    }
  }

  @Test func `Ctrl-C, sent to the process that was started, cancels and changes nothing`() throws {
    let program = try Program.withBook()
    let (started, _) = try underWay(program)
    kill(started.process.processIdentifier, SIGINT)
    let ending = try program.finish(started)
    #expect(ending.code == 130 && ending.errors.contains("cancelled; nothing was changed"), "\(ending.errors)")
    #expect(try program.codes() == [])
  }

  @Test(arguments: [SIGTERM, SIGHUP]) func `a signal that asks it to end leaves nothing beside the book`(signal: Int32)
    throws
  {
    let program = try Program.withBook()
    try FileManager.default.createDirectory(
      at: program.folder.appending(path: "scratch"), withIntermediateDirectories: true)
    try program.write("print('ready') while true do end", to: "endless.lua")
    let started = try program.start(
      ["run", "--isolated", "endless.lua"], environment: ["TMPDIR": program.folder.appending(path: "scratch").path])
    #expect(String(decoding: started.output.availableData, as: UTF8.self) == "ready\n")
    kill(started.process.processIdentifier, signal)
    _ = try program.finish(started)
    #expect(started.process.terminationReason == .uncaughtSignal && started.process.terminationStatus == signal)
    let left = try FileManager.default.subpathsOfDirectory(atPath: program.folder.path).filter {
      $0.hasPrefix("scratch/") || $0.hasSuffix("-wal") || $0.hasSuffix("-shm")
    }
    #expect(left == [])
  }

  private static let deaths: [(signal: Int32, code: Int32, english: String, chinese: String)] = [
    (SIGXCPU, 2, "used up its processor time", "用完了处理器时间"), (SIGKILL, 1, "ran out of memory", "内存耗尽"),
    (SIGSYS, 70, "no more address space", "地址空间不足"),
  ]

  @Test(arguments: deaths) func `a process that the system ends is told in plain words, and the book is as before`(
    signal: Int32, code: Int32, english: String, chinese: String
  ) throws {
    let program = try Program.withBook()
    for (language, words) in [("en", english), ("zh", chinese)] {
      let (started, child) = try underWay(program, "--lang", language)
      kill(child, signal)
      let ending = try program.finish(started)
      #expect(ending.code == code && ending.errors.contains(words), "\(ending.code) \(ending.errors)")
    }
    let (started, child) = try underWay(program, "--json")
    kill(child, signal)
    let ending = try program.finish(started)
    #expect(ending.lastLine.contains(signal == SIGXCPU ? "\"limit\":\"cpu\"" : "\"status\":\"refused\""))
    #expect(try program.codes() == [])
    #expect(try program.run("doctor").code == 0)
    // Its place is free.
    #expect(try program.run("eval", "--write", "--wait", "0", "customers.create { code = 'C2', name = 'y' }").code == 0)
  }

  @Test func `nothing outlives the process that was started`() throws {
    let program = try Program.withBook()
    let (started, _) = try underWay(program)
    kill(started.process.processIdentifier, SIGKILL)
    // The output ends when nobody can write to it any more; by itself the script ends with a limit.
    let ending = try program.finish(started)
    #expect(ending.errors == "", "\(ending.errors)")
    #expect(try program.codes() == [])
  }

  @Test func `what a killed process leaves goes with the next run, and that of one under way stays`() throws {
    let program = try Program.withBook()
    let scratch = program.folder.appending(path: "scratch")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    func folders() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: scratch.path) }
    try program.write("print('ready') while true do end", to: "endless.lua")
    let environment = ["TMPDIR": scratch.path]
    let started = try program.start(["run", "--no-book", "--isolated", "endless.lua"], environment: environment)
    #expect(String(decoding: started.output.availableData, as: UTF8.self) == "ready\n")
    #expect(try folders().count == 1)
    #expect(try program.run("eval", "--isolated", "1", environment: environment).code == 0)
    #expect(try folders().count == 1)
    kill(started.process.processIdentifier, SIGKILL)
    _ = try program.finish(started)
    #expect(try folders().count == 1)
    #expect(try program.run("eval", "--isolated", "1", environment: environment).code == 0)
    #expect(try folders() == [])
  }

  @Test(.enabled(if: canMount, "mounting a read-only folder takes root"))
  func `a book in a read-only folder is read`() throws {
    let program = try Program.withBook()
    #expect(try program.script("customers.create { code = 'C1', name = 'Acme' }").code == 0)
    let ending = try program.shell(
      """
      mkdir ro && mv patron.db ro && unshare -m sh -c 'mount --bind ro ro && mount -o remount,bind,ro ro && cd ro &&
      for i in 1 2 3 4 5; do $PATRON eval --isolated "customers.get(\\"C1\\").name"; done'
      """)
    #expect(ending.code == 0 && ending.output == String(repeating: "Acme\n", count: 5), "\(ending.errors)")
  }

  @Test func `the option that the second process gets does not work by itself`() throws {
    let program = try Program.withBook()
    let ending = try program.run("eval", "1", "--confined", "1")
    #expect(ending.code == 3 && ending.errors.contains("not tied"), "\(ending.errors)")
    #expect(try !program.run("run", "--help").output.contains("--confined"))
    #expect(try program.run("run", "--help").output.contains("--isolated"))
    #expect(try program.run("run", "--help", "--lang", "zh").output.contains("独立进程"))
  }
}
