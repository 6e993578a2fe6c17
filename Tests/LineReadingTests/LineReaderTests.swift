import Foundation
import LineEditing
import LineReading
import Testing
import Wording

/// Stands in the place of a terminal: gives what was prepared, keeps what is written.
private final class Desk {
  var wakeups: [TerminalDevice.Wakeup]
  var output = ""
  var began = 0
  var ended = 0
  var suspended = 0
  var size = (columns: 40, rows: 24)

  init(_ wakeups: [TerminalDevice.Wakeup]) {
    self.wakeups = wakeups
  }

  convenience init(_ texts: String...) {
    self.init(texts.map { .bytes(Array($0.utf8)) })
  }

  func device(_ kind: TerminalDevice.Kind) -> TerminalDevice {
    TerminalDevice(
      kind: kind, begin: { () throws(TerminalError) in self.began += 1 }, end: { self.ended += 1 },
      next: { milliseconds in
        // What was not prepared to come at once does not.
        if milliseconds == 0 { return .timeout }
        return self.wakeups.isEmpty ? .end : self.wakeups.removeFirst()
      },
      write: { self.output += $0 }, size: { self.size }, suspend: { self.suspended += 1 })
  }

  func reader(_ kind: TerminalDevice.Kind, file: (any HistoryFile)? = nil) -> LineReader {
    let syntax = Syntax(isIncomplete: { $0.hasPrefix("do") && !$0.hasSuffix("end") })
    return LineReader(
      device: device(kind), editor: Editor(prompt: "> ", continuation: ". ", syntax: syntax), historyFile: file,
      completions: { _, cursor in Completions(replacing: 0..<cursor, [Completions.Candidate("customers")]) })
  }
}

@Suite struct LineReaderTests {
  @Test func `a pipe gives its lines as they are, without prompts and without escape sequences`() throws {
    let desk = Desk("a\nb", "c\r\ndo\n", "x\nend\n上", "海")
    let reader = desk.reader(.stream)
    for line in ["a", "bc", "do\nx\nend", "上海"] { #expect(try reader.read() == .line(line)) }
    #expect(try reader.read() == .endOfFile)
    #expect(desk.output == "")
    let unfinished = Desk("do\nx\n").reader(.stream)
    #expect(try unfinished.read() == .line("do\nx"), "what is wrong with it is for the parser to say")
    #expect(try unfinished.read() == .endOfFile)
  }

  @Test func `bytes of a pipe that are no UTF-8 do no harm`() throws {
    let reader = Desk([.bytes([0xFF, 0x61, 0xE4]), .bytes([0xB8, 0x8A, 0x0A, 0xE4, 0x0A])]).reader(.stream)
    #expect(try reader.read() == .line("\u{FFFD}a上"))
    #expect(try reader.read() == .line("\u{FFFD}"))
  }

  @Test func `a dumb terminal is asked with plain prompts`() throws {
    let desk = Desk([.bytes(Array("do\nend\n".utf8)), .interrupted, .bytes(Array("x\n".utf8))])
    let reader = desk.reader(.dumb)
    #expect(try reader.read() == .line("do\nend"))
    #expect(try reader.read() == .interrupted)
    #expect(try reader.read() == .line("x"))
    #expect(desk.output == "> . > \n> ")
    #expect(desk.began == 3 && desk.ended == 3)
  }

  @Test func `keys that come while a line runs belong to the next`() throws {
    let desk = Desk("one\rtwo\rthr", "ee\r")
    let reader = desk.reader(.full)
    for line in ["one", "two", "three"] { #expect(try reader.read() == .line(line)) }
    #expect(try reader.read() == .endOfFile)
    #expect(desk.began == 4 && desk.ended == 4)
  }

  @Test func `paste is bracketed while a line is read, and only then`() throws {
    let desk = Desk("x\r")
    _ = try desk.reader(.full).read()
    #expect(desk.output.hasPrefix("\u{1B}[?2004h"))
    #expect(desk.output.hasSuffix("\r\n\u{1B}[?2004l"))
  }

  @Test func `an Esc by itself is a key after a moment`() throws {
    let desk = Desk([.bytes([0x1B]), .timeout, .bytes(Array("[Ab\r".utf8))])
    #expect(try desk.reader(.full).read() == .line("[Ab"))
    let arrow = Desk([.bytes(Array("a\u{1B}".utf8)), .bytes(Array("[Db\r".utf8))])
    #expect(try arrow.reader(.full).read() == .line("ba"))
  }

  @Test func `Ctrl-Z gives the terminal back and takes it again`() throws {
    let desk = Desk("ab\u{1A}c\r")
    #expect(try desk.reader(.full).read() == .line("abc"))
    #expect(desk.suspended == 1 && desk.began == 2 && desk.ended == 2)
    #expect(desk.output.contains("\r\n\u{1B}[?2004l\u{1B}[?2004h> ab"))
  }

  @Test func `a process that was stopped paints its line again`() throws {
    let desk = Desk([.bytes(Array("ab".utf8)), .resumed, .bytes(Array("c\r".utf8))])
    #expect(try desk.reader(.full).read() == .line("abc"))
    #expect(desk.output.contains("\u{1B}[?2004h> ab\u{1B}[?2004h> abc") || desk.output.contains("\u{1B}[?2004h> abc"))
  }

  @Test func `completions are asked of the host, and a text goes to another editor and back`() throws {
    let desk = Desk("cu\t.x\u{18}\u{5}", "\r")
    let reader = desk.reader(.full)
    #expect(try reader.read() == .externalEditor("customers.x"))
    #expect(try reader.read("changed") == .line("changed"))
  }

  @Test func `a terminal that goes away ends the session`() throws {
    #expect(try Desk("half").reader(.full).read() == .endOfFile)
  }

  private struct FullDisk: HistoryFile {
    func read() throws -> String { "" }
    func append(_ line: String) throws { throw TerminalError.unwritableHistory(path: "h", errorNumber: ENOSPC) }
    func rewrite(_ change: (String) -> String) throws {}
  }

  @Test func `a history that cannot be written is told of and stops nothing`() throws {
    let reader = Desk("x\ry\r").reader(.full, file: FullDisk())
    #expect(try reader.read() == .line("x"))
    let error = try #require(reader.historyError as? TerminalError)
    #expect(error.message.english.contains("No space left on device"))
    #expect(try reader.read() == .line("y"))
  }
}

/// The program itself with pipes in the place of its streams.
@Suite struct ProbeTests {
  @Test(arguments: ["dumb", "xterm"]) func `a program that is fed by a pipe writes no escape sequence`(term: String)
    throws
  {
    let script = "printf 'a\\ndo\\nx\\nend\\n客户\\n' | TERM=\(term) '\(Tmux.probe)'; :"
    let pipe = try #require(popen(script, "re"))
    var bytes = [UInt8](repeating: 0, count: 4096)
    var output: [UInt8] = []
    while case let count = fread(&bytes, 1, bytes.count, pipe), count > 0 { output += bytes[..<count] }
    pclose(pipe)
    #expect(String(decoding: output, as: UTF8.self) == "= a\n= do | x | end\n= 客户\nend\n")
  }

  @Test(.enabled(if: Tmux.path != nil, "tmux is not installed"))
  func `a dumb terminal shows prompts and what the system edits`() throws {
    let tmux = try Tmux(columns: 40, [Tmux.probe], environment: ["TERM=dumb"])
    try tmux.expect(">", (0, 2))
    try tmux.send("dp\u{7F}o\r")
    try tmux.expect("> do\n.", (1, 2))
    try tmux.send("end\r")
    try tmux.expect("> do\n. end\n= do | end\n>", (3, 2))
    try tmux.send("x")
    try tmux.expect("> do\n. end\n= do | end\n> x", (3, 3))
    try tmux.send("\u{3}")
    try tmux.expect("> do\n. end\n= do | end\n> x^C\ninterrupted\n>", (5, 2))
    try tmux.send("\u{4}")
    let sight = try tmux.sight { $0.rows.contains { $0.hasSuffix("> end") || $0 == "end" } }
    #expect(sight.rows.contains { $0.hasSuffix("> end") || $0 == "end" }, "\(sight)")
  }
}
