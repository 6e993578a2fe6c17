import Foundation
import Testing

/// A terminal of somebody else's make, in which a program runs: tmux, with a server of its own that ends with this.
final class Tmux {
  /// What is seen: rows without the spaces at their ends and without empty rows below, and where the cursor is.
  struct Sight: Equatable, CustomStringConvertible {
    var rows: [String]
    var cursor: (row: Int, column: Int)

    static func == (one: Sight, other: Sight) -> Bool { one.rows == other.rows && one.cursor == other.cursor }

    var description: String {
      rows.map { "|\($0)|" }.joined(separator: "\n") + "\ncursor in row \(cursor.row), column \(cursor.column)"
    }
  }

  static let path = ["/usr/bin/tmux", "/usr/local/bin/tmux"].first { FileManager.default.isExecutableFile(atPath: $0) }

  /// The program beside these tests that reads lines.
  static let probe: String = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(filePath: tests).deletingLastPathComponent().appending(path: "LineEditorProbe").path
  }()

  /// Whether rows that moved beyond the upper edge are seen, too.
  var seesHistory = false
  private let socket = FileManager.default.temporaryDirectory.appending(path: "patron-\(UUID().uuidString)").path
  private let tmux: String

  /// Runs a program in a terminal of that size; its screen stays when it ends.
  init(columns: Int, rows: Int = 24, _ command: [String], environment: [String] = []) throws {
    tmux = try #require(Self.path)
    // The server cannot outlive a minute, whatever becomes of this process; and it keeps none of the files that tests
    // beside this one have open.
    let closing = "for fd in $(ls /proc/$$/fd); do [ $fd -gt 2 ] && eval \"exec $fd>&-\"; done"
    let serving = "\(closing); exec env SWIFT_BACKTRACE=enable=no timeout -k 1 60 \(tmux) -S \(socket) -f /dev/null -D"
    _ = try shell("bash -c '\(serving)' > /dev/null 2>&1 < /dev/null &")
    let start = Date()
    while try call("set -g remain-on-exit on").code != 0 {
      try #require(start.timeIntervalSinceNow > -10, "tmux does not start")
    }
    let words = (["env"] + environment + command).map(Self.quoted).joined(separator: " ")
    let made = try call("new-session -d -x \(columns) -y \(rows) \(Self.quoted("exec " + words))")
    try #require(made.code == 0, "\(made.output)")
  }

  deinit {
    _ = try? call("kill-server")
    try? FileManager.default.removeItem(atPath: socket)
  }

  private static func quoted(_ word: String) -> String {
    "'" + word.replacing("'", with: "'\\''") + "'"
  }

  private func call(_ arguments: String) throws -> (code: Int32, output: String) {
    try shell("LC_ALL=C.UTF-8 timeout 10 \(tmux) -u -N -S \(socket) \(arguments) 2> /dev/null < /dev/null")
  }

  /// Runs a line of shell by the C library: Foundation's processes wait for all children of their neighbours, too.
  private func shell(_ line: String) throws -> (code: Int32, output: String) {
    let pipe = try #require(popen(line, "re"))
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    var output: [UInt8] = []
    while case let count = fread(&bytes, 1, bytes.count, pipe), count > 0 { output += bytes[..<count] }
    return (pclose(pipe), String(decoding: output, as: UTF8.self))
  }

  /// Sends bytes as a keyboard does: all that are given come at once.
  func send(_ text: String) throws {
    guard !text.isEmpty else { return }
    let bytes = text.utf8.map { String($0, radix: 16) }
    try #require(try call("send-keys -H " + bytes.joined(separator: " ")).code == 0)
  }

  func resize(columns: Int, rows: Int = 24) throws {
    try #require(try call("resize-window -x \(columns) -y \(rows)").code == 0)
  }

  /// What is seen now.
  ///
  /// - Parameter styles: Whether with the sequences that switch styles.
  func sight(styles: Bool = false) throws -> Sight {
    let options = (styles ? " -e" : "") + (seesHistory ? " -S -" : "")
    let answer = try call(
      "display-message -p '#{cursor_y} #{cursor_x} #{history_size}' ';' capture-pane -p\(options)")
    try #require(answer.code == 0)
    var rows = answer.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let place = rows.removeFirst().split(separator: " ").compactMap { Int($0) }
    try #require(place.count == 3)
    rows = rows.map { $0.replacing(/\s+$/, with: "") }
    while rows.last == "" { rows.removeLast() }
    return Sight(rows: rows, cursor: (place[0] + (seesHistory ? place[2] : 0), place[1]))
  }

  /// What is seen once it is as expected; what is seen after seconds if it never is.
  func sight(awaiting isExpected: (Sight) -> Bool) throws -> Sight {
    let start = Date()
    while true {
      let sight = try sight()
      if isExpected(sight) || start.timeIntervalSinceNow < -20 { return sight }
    }
  }

  /// Expects rows and, where it is given, a place of the cursor, within seconds.
  func expect(
    _ rows: String, _ cursor: (row: Int, column: Int)? = nil, _ comment: String = "",
    at location: SourceLocation = #_sourceLocation
  ) throws {
    let rows = rows == "" ? [] : rows.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let isExpected = { (sight: Sight) in sight.rows == rows && cursor.map { sight.cursor == $0 } ?? true }
    let sight = try sight(awaiting: isExpected)
    let wanted = Sight(rows: rows, cursor: cursor ?? sight.cursor)
    #expect(sight == wanted, "\(comment)\nseen:\n\(sight)\nexpected:\n\(wanted)", sourceLocation: location)
  }
}
