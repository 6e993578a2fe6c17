import CReference
import Foundation

/// A program in a terminal of its own: types, and looks at what comes back.
final class PseudoTerminal {
  private let terminal: Int32
  private var process: pid_t = 0
  private var began: Double
  private var seen = ""

  /// Starts a program in a terminal of 80 columns and 24 rows.
  init(_ program: Program) throws {
    var words = ([program.name] + program.arguments).map { strdup($0) } + [nil]
    defer { for text in words { free(text) } }
    began = Program.clock()
    terminal = reference_terminal(&words, &process)
    guard terminal >= 0 else {
      throw Program.Failure(description: "\(program.name) in a terminal: \(String(cString: strerror(errno)))")
    }
  }

  /// Types a text.
  func write(_ text: String) throws {
    seen = ""
    began = Program.clock()
    let bytes = Array(text.utf8)
    guard Glibc.write(terminal, bytes, bytes.count) == bytes.count else {
      throw Program.Failure(description: "the terminal takes nothing: \(String(cString: strerror(errno)))")
    }
  }

  /// Seconds from the start, or from what was typed last, until a text came back.
  func seconds(until text: String) throws -> Double {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while !seen.contains(text) {
      var ready = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
      let count = poll(&ready, 1, 10_000) > 0 ? read(terminal, &buffer, buffer.count) : 0
      guard count > 0 else { throw Program.Failure(description: "no '\(text)' came, but \(seen.debugDescription)") }
      seen += String(decoding: buffer[..<count], as: UTF8.self)
    }
    return Program.clock() - began
  }

  /// Ends the program and takes the terminal away.
  func close() {
    kill(process, SIGKILL)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 && errno == EINTR {}
    Glibc.close(terminal)
  }
}
