import Foundation
import Testing

/// `patron repl` as a person sees it: the built program in a terminal of somebody else's make.
@Suite(.enabled(if: Tmux.path != nil, "tmux is not installed"))
final class PatronSessionTests {
  private let folder: URL
  private let program: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "patron-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    program = URL(filePath: Tmux.probe).deletingLastPathComponent().appending(path: "patron").path
    #expect(try shell("\(program) init --book \(book) --name Test --currency CNY --time-zone Asia/Shanghai") == 0)
    try #require(
      try shell(
        "\(program) eval --book \(book) --write 'for i = 1, 3 do customers.create { code = \"C\" .. i, name = \"上海\" .. i } end'"
      ) == 0)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private var book: String { folder.appending(path: "b.db").path }

  private func shell(_ line: String) throws -> Int32 {
    let pipe = try #require(popen("\(line) > /dev/null 2>&1 < /dev/null", "re"))
    return pclose(pipe)
  }

  private func session(columns: Int, term: String = "screen", language: String = "en") throws -> Tmux {
    try Tmux(
      columns: columns, [program, "repl", "--book", book, "--lang", language],
      environment: ["HOME=\(folder.path)", "TERM=\(term)", "NO_COLOR=1", "PATRON_OPERATOR=li"])
  }

  /// What is seen of the lines after the greeting.
  private func seen(_ tmux: Tmux, once isThere: (String) -> Bool) throws -> String {
    let sight = try tmux.sight { isThere($0.rows.joined(separator: "\n")) }
    return sight.rows.joined(separator: "\n")
  }

  @Test func `Chinese is typed, wrapped and deleted in the row that it stands in`() throws {
    let tmux = try session(columns: 24)
    _ = try seen(tmux) { $0.contains("patron>") }
    try tmux.send("n = '上海贸易有限公司'")
    // 8 columns of prompt, 5 of Lua, then five characters of two columns and one column that none of them fits.
    #expect(try seen(tmux) { $0.contains("限公司'") }.contains("patron> n = '上海贸易有\n限公司'"))
    try tmux.send("\u{7F}\u{7F}\u{7F}\u{7F}")
    #expect(try seen(tmux) { $0.hasSuffix("patron> n = '上海贸易有") }.hasSuffix("patron> n = '上海贸易有"))
    try tmux.send("' return n\r")
    #expect(try seen(tmux) { $0.contains("\"上海贸易有\"") }.contains("\"上海贸易有\""))
  }

  @Test func `a name completes, and codes of the book do with the names beside them`() throws {
    let tmux = try session(columns: 60)
    _ = try seen(tmux) { $0.contains("patron>") }
    try tmux.send("customers.upd\t")
    #expect(try seen(tmux) { $0.contains("customers.update") }.contains("customers.update"))
    try tmux.send("(\"\t\t")
    let menu = try seen(tmux) { $0.contains("C3  上海3") }
    #expect(menu.contains("C1  上海1\n  C2  上海2\n  C3  上海3"), "\(menu)")
  }

  @Test func `what is pasted runs at Enter only, as one line`() throws {
    let tmux = try session(columns: 60)
    _ = try seen(tmux) { $0.contains("patron>") }
    try tmux.send("\u{1B}[200~for i = 1, 2 do\n  print(i)\nend\u{1B}[201~")
    let pasted = try seen(tmux) { $0.contains("end") }
    #expect(!pasted.contains("\n1"), "\(pasted)")
    try tmux.send("\r")
    #expect(try seen(tmux) { $0.contains("\n1\n2\n") }.contains("end\n1\n2\npatron>"))
  }

  @Test(arguments: [
    "while true do end", "pcall(function() while true do end end)",
    "coroutine.wrap(function() while true do pcall(string.rep, 'x') end end)()",
    "print(('a'):rep(300):find(('a*'):rep(30) .. 'b'))",
  ])
  func `Ctrl-C stops a line and keeps the session`(_ line: String) throws {
    let tmux = try session(columns: 80)
    _ = try seen(tmux) { $0.contains("patron>") }
    try tmux.send("x = 42\r")
    _ = try seen(tmux) { $0.contains("x = 42\npatron>") }
    try tmux.send(line + "\r")
    // The line is entered once the cursor stands below it.
    _ = try tmux.sight { $0.cursor.column == 0 }
    // Pressed before it is under way, it is a key of the next one: a person would press it again.
    for _ in 0..<4 {
      try tmux.send("\u{3}")
      if try seen(tmux, once: { $0.contains("stopped;") }).contains("stopped;") { break }
    }
    try tmux.send("x + 1\r")
    #expect(try seen(tmux) { $0.contains("\n43\n") }.contains("\n43\n"))
  }

  @Test func `however often Ctrl-C is pressed while SQL runs, the session and its changes stay`() throws {
    let tmux = try session(columns: 80)
    _ = try seen(tmux) { $0.contains("patron>") }
    try tmux.send("customers.update('C1', { city = 'x' }).city\r")
    _ = try seen(tmux) { $0.hasSuffix("patron(+0 ~1 -0)>") }
    try tmux.send(":sql WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n\r")
    _ = try seen(tmux) { $0.contains("without the preview:") }
    for _ in 0..<4 { try tmux.send("\u{3}") }
    try tmux.send("40 + 2\r")
    let end = "40 + 2\n42\npatron(+0 ~1 -0)>"
    #expect(try seen(tmux) { $0.hasSuffix(end) }.hasSuffix(end))
  }

  @Test func `changes are seen in the prompt, by others once they are committed, and are not left unasked`() throws {
    let tmux = try session(columns: 100)
    _ = try seen(tmux) { $0.contains("patron>") }
    try tmux.send("customers.update('C1', { name = '新名' }).name\r")
    #expect(try seen(tmux) { $0.contains("patron(+0 ~1 -0)>") }.contains("\"新名\"\npatron(+0 ~1 -0)>"))
    let look = "\(program) eval --book \(book) 'assert(customers.get(\"C1\").name == \"新名\")'"
    #expect(try shell(look) != 0)
    try tmux.send("\u{4}")
    _ = try seen(tmux) { $0.contains("commit, drop or stay?") }
    try tmux.send("s\r")
    _ = try seen(tmux) { $0.hasSuffix("patron(+0 ~1 -0)>") }
    try tmux.send(":commit\r")
    #expect(try seen(tmux) { $0.hasSuffix("patron>") }.contains("run 2: 1 row changed"))
    #expect(try shell(look) == 0)
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/less"), "less is not installed"))
  func `pages of the manual are turned, in Chinese whatever the locale says`() throws {
    let tmux = try Tmux(
      columns: 60, [program, "docs", "tutorial", "--lang", "zh"], environment: ["LC_ALL=C", "TERM=screen"])
    let first = try seen(tmux) { $0.hasSuffix("\n:") }
    #expect(first.hasPrefix("从空文件夹到一份有测试的信用策略\n"), "\(first)")
    #expect(first.split(separator: "\n", omittingEmptySubsequences: false).count == 24)
  }

  @Test func `lines are kept for the next session`() throws {
    let first = try session(columns: 60)
    _ = try seen(first) { $0.contains("patron>") }
    try first.send("print('不要忘记')\r")
    _ = try seen(first) { $0.contains("\n不要忘记\n") }
    let second = try session(columns: 60)
    _ = try seen(second) { $0.contains("patron>") }
    try second.send("\u{1B}[A")
    #expect(try seen(second) { $0.contains("不要忘记") }.hasSuffix("patron> print('不要忘记')"))
  }

  @Test func `a dumb terminal has no escape sequences, and Chinese words`() throws {
    let tmux = try session(columns: 60, term: "dumb", language: "zh")
    _ = try seen(tmux) { $0.contains("patron>") }
    try tmux.send("1 + 1\n")
    #expect(try seen(tmux) { $0.contains("\n2\n") }.contains("1 + 1\n2\npatron>"))
    try tmux.send("custmers.get(1)\n")
    #expect(try seen(tmux) { $0.contains("是否想写“customers”？") }.contains("是否想写“customers”？"))
  }
}
