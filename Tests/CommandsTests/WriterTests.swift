import Foundation
import Testing

/// Several at once, and people who leave early.
@Suite struct WriterTests {
  /// A script that writes, says so, and never ends.
  static let endless = "customers.create { code = 'C1', name = 'Acme' } print('ready') while true do end"

  private func startEndless(in program: Program) throws -> Program.Started {
    try program.write(Self.endless, to: "endless.lua")
    let started = try program.start(["run", "endless.lua"])
    #expect(String(decoding: started.output.availableData, as: UTF8.self) == "ready\n")
    return started
  }

  @Test func `Ctrl-C ends an endless script and nothing is changed`() throws {
    let program = try Program.withBook()
    let started = try startEndless(in: program)
    kill(started.process.processIdentifier, SIGINT)
    let ending = try program.finish(started)
    #expect(ending.code == 130)
    #expect(ending.errors.contains("cancelled; nothing was changed"))
    #expect(try program.codes().isEmpty)
    #expect(try program.run("runs").output.contains("cancelled"))
  }

  @Test func `a second writer names who holds the place, and gives up when told to`() throws {
    let program = try Program.withBook()
    let first = try startEndless(in: program)
    defer { first.process.terminate() }
    let second = try program.run("eval", "--write", "--wait", "0", "customers.create { code = 'C2', name = 'Beta' }")
    #expect(second.code == 75)
    #expect(second.errors.contains("Li Wei has been running 'run endless.lua' on patron.db since "), "\(second.errors)")
    let patient = try program.run("eval", "--write", "--wait", "0.2", "customers.create { code = 'C2', name = 'Beta' }")
    #expect(patient.code == 75)
    #expect(patient.errors.contains("waiting: Li Wei has been running 'run endless.lua' since "))
    // Readers never wait.
    #expect(try program.codes().isEmpty)
  }

  @Test func `a session on a pipe names who holds the place, and ends as other commands do`() throws {
    let program = try Program.withBook()
    let first = try startEndless(in: program)
    defer { first.process.terminate() }
    let busy = try program.shell(
      #"echo "customers.create { code = 'C2', name = 'Beta' }" | $PATRON repl --wait 0"#)
    #expect(busy.code == 75, "\(busy.errors)")
    #expect(busy.errors.contains("Li Wei has been running 'run endless.lua' on patron.db since "), "\(busy.errors)")
    let limited = try program.shell("echo 'while true do end' | $PATRON repl --cpu 50ms")
    #expect(limited.code == 2, "\(limited.errors)")
    #expect(try program.shell("echo ':nonsense' | $PATRON repl").code == 64)
    #expect(try program.shell("echo ':sql nonsense' | $PATRON repl").code == program.run("sql", "nonsense").code)
    #expect(try program.shell("echo 'nothing.here' | $PATRON repl").code == 1)
  }

  @Test func `a writer that was killed holds nothing`() throws {
    let program = try Program.withBook()
    let first = try startEndless(in: program)
    kill(first.process.processIdentifier, SIGKILL)
    first.process.waitUntilExit()
    let second = try program.run(
      "eval", "--write", "--wait", "0", "customers.create { code = 'C2', name = 'Beta' }.code")
    #expect(second.code == 0, "\(second.errors)")
    #expect(try program.codes() == ["C2"])
    #expect(try program.run("doctor").code == 0)
  }

  @Test func `an operations file that is no database stops nobody`() throws {
    let program = try Program.withBook()
    try program.write(String(repeating: "nonsense ", count: 1000), to: "patron.db-ops")
    let ending = try program.script("customers.create { code = 'C1', name = 'Acme' }")
    #expect(ending.code == 0, "\(ending.errors)")
    #expect(try program.codes() == ["C1"])
  }

  @Test func `a reader of the output that leaves early does no harm`() throws {
    let program = try Program.withBook()
    try program.write(
      "for i = 1, 20000 do print(('line '):rep(20), i) end customers.create { code = 'C1', name = 'Acme' }",
      to: "long.lua")
    let ending = try program.shell("{ $PATRON run long.lua; echo code $? >&2; } | head -n 1")
    #expect(ending.output.hasPrefix("line line"))
    #expect(ending.errors.contains("code 0\n"), "\(ending.errors)")
    #expect(try program.codes() == ["C1"])
  }
}
