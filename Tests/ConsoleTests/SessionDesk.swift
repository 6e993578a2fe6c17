import Automation
import Domain
import Foundation
import LineEditing
import LineReading
import LuaRuntime
import Storage
import Testing
import Wording

@testable import Console

/// A session on a book of its own, whose lines a test gives and whose texts it sees.
final class SessionDesk {
  let place: Workplace
  private let folder: URL
  /// What was printed, and what was said besides.
  private(set) var printed = ""
  private(set) var said = ""
  /// What commands of the program were asked for.
  private(set) var performed: [[String]] = []
  /// How the last session on a pipe ended.
  private(set) var end = Repl.End.succeeded
  /// The files that were written.
  private(set) var written: [String: String] = [:]
  var files: [String: String] = [:]
  /// What is kept for the next session.
  var history: HeldHistory?
  /// What a file of Lua reads as, in the place of `files`.
  private var read: (() -> String)?

  init(_ language: Language = .english) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "patron-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: "patron.db").path
    _ = try BookFile.create(at: path, profile: BookProfile(name: "Test", baseCurrency: .cny, timeZone: "Asia/Shanghai"))
    let now = try Instant("2026-11-21T08:00:00Z")
    place = Workplace(bookPath: path, operatorName: "tester", language: language, now: { now })
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// Types lines into a session, as another program does; whether it went well.
  @discardableResult
  func type(
    _ lines: String..., mode: ReplSession.Mode = .preview, reading read: (() -> String)? = nil
  ) throws -> Bool {
    (printed, said, performed) = ("", "", [])
    self.read = read
    var input: [TerminalDevice.Wakeup] = lines.map { .bytes(Array("\($0)\n".utf8)) }
    let device = TerminalDevice(
      kind: .stream, next: { _ in input.isEmpty ? .end : input.removeFirst() }, write: { _ in })
    let end = try ScriptThread.run { try repl(device, mode).run() }
    self.end = end
    if case .succeeded = end { return true } else { return false }
  }

  /// Types keys at a terminal.
  func press(_ keys: String..., reading read: (() -> String)? = nil) throws {
    (printed, said) = ("", "")
    self.read = read
    var input: [TerminalDevice.Wakeup] = keys.map { .bytes(Array($0.utf8)) }
    let device = TerminalDevice(
      kind: .full, next: { _ in input.isEmpty ? .end : input.removeFirst() }, write: { _ in })
    _ = try ScriptThread.run { try repl(device, .preview).run() }
  }

  /// Runs a script as somebody else.
  func beside(_ source: String) throws {
    _ = try ScriptRun(source: source, name: "other.lua", title: "other") { _ in }.execute(.write(.live), in: place)
  }

  /// The completions of a line's end, after lines that were run.
  func completions(of head: String, after lines: String...) throws -> [String] {
    try candidates(of: head, after: lines).map(\.text)
  }

  /// The same with what stands beside them.
  func candidates(of head: String, after lines: String...) throws -> [Completions.Candidate] {
    try candidates(of: head, after: lines)
  }

  private func candidates(of head: String, after lines: [String]) throws -> [Completions.Candidate] {
    try ScriptThread.run {
      let session = try self.session(.preview)
      for line in lines { _ = try session.run(line) }
      let device = TerminalDevice(kind: .stream, next: { _ in .end }, write: { _ in })
      let completer = Completer(Manual.catalog, session, surroundings(device))
      return completer.completions(head, head.utf8.count).candidates
    }
  }

  private func session(_ mode: ReplSession.Mode) throws -> ReplSession {
    try ReplSession(
      in: place, mode: mode, limits: Limits(memory: 64 << 20, cpu: .seconds(5)), seed: 1, root: ".",
      output: { [unowned self] in printed += String(decoding: $0, as: UTF8.self) },
      onLog: { [unowned self] in said += $0 + "\n" })
  }

  private func repl(_ device: TerminalDevice, _ mode: ReplSession.Mode) throws -> Repl {
    Repl(try session(mode), surroundings(device))
  }

  private func surroundings(_ device: TerminalDevice) -> Repl.Surroundings {
    Repl.Surroundings(
      device: device, print: { [unowned self] in printed += $0 + "\n" }, note: { [unowned self] in said += $0 + "\n" },
      page: { [unowned self] in printed += $0 + "\n" }, interruptibly: { _, body in try body() },
      perform: { [unowned self] arguments, _ in
        performed.append(arguments)
        return 0
      }, edit: { $0 },
      setLimit: { name, value, limits in limits.cpu = .milliseconds(Int(value) ?? 0) },
      read: { [unowned self] in try read?() ?? #require(files[$0]) },
      write: { [unowned self] in written[$0] = $1 }, names: { [unowned self] _ in Array(files.keys) },
      commands: ["explain", "runs", "sql"], historyFile: history)
  }
}

/// A history in memory.
final class HeldHistory: HistoryFile {
  var text = ""
  var isWritable = true

  func read() throws -> String { text }

  func append(_ line: String) throws {
    guard isWritable else { throw TerminalError.unwritableHistory(path: "history", errorNumber: 30) }
    text += line
  }

  func rewrite(_ change: (String) -> String) throws { text = change(text) }
}
