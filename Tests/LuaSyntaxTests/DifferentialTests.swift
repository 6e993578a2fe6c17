import Foundation
import LuaSyntax
import Testing
import Wording

/// The parser beside that of `lua5.4`: what one takes the other takes.
struct DifferentialTests {
  static let isSlow = ProcessInfo.processInfo.environment["PATRON_SLOW"] != nil
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func `generated and mutated programs are taken or refused as lua5_4 does`() throws {
    let stock = try #require(StockParser(), "lua5.4 is not installed")
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    print("seed \(seed)")
    try compare(seed: seed, count: Self.isSlow ? 200_000 : 2400, with: stock)
  }

  private func compare(seed: UInt64, count: Int, with stock: StockParser) throws {
    var programs: [[UInt8]] = []
    for index in 0..<UInt64(count / 3) {
      var generator = RandomProgram(seed: seed &+ index)
      let source = generator.source()
      programs.append(source)
      programs.append(generator.mutated(source))
      programs.append(generator.mutated(source))
    }
    var taken = 0
    for batch in stride(from: 0, to: programs.count, by: 20_000) {
      let part = Array(programs[batch..<min(batch + 20_000, programs.count)])
      let verdicts = try stock.judge(part)
      try #require(verdicts.count == part.count)
      for (program, message) in zip(part, verdicts) { taken += check(program, message, seed) ? 1 : 0 }
    }
    // Judging only right programs, or only wrong ones, would prove little.
    #expect((programs.count / 10...programs.count * 9 / 10).contains(taken), "\(taken) of \(programs.count) are Lua")
  }

  /// Compares what both say; whether the program is Lua.
  private func check(_ program: [UInt8], _ message: String?, _ seed: UInt64) -> Bool {
    // How deep it goes depends on who calls it, and registers are not the grammar's.
    if let message, message.contains("overflow") || message.contains("registers") || message.contains("levels") {
      return false
    }
    let tree = SyntaxTree(program)
    let isTaken = tree.faults.isEmpty
    let ours = tree.faults.first?.reason.message.english ?? ""
    let text = String(decoding: program, as: UTF8.self)
    #expect(isTaken == (message == nil), "seed \(seed): Lua says \(message ?? "yes"), we \(ours):\n\(text)")
    // What more text may make right, Lua finds wrong at its end.
    if tree.completeness == .incomplete {
      let isAtEnd = message?.hasSuffix("<eof>") ?? false
      #expect(isAtEnd, "seed \(seed): Lua says \(message ?? "yes"), we that it is incomplete:\n\(text)")
    }
    return message == nil
  }

  @Test func `a right program that is cut off is incomplete wherever lua5_4 finds its end too early`() throws {
    let stock = try #require(StockParser(), "lua5.4 is not installed")
    let seed = UInt64.random(in: 0...UInt64(UInt32.max))
    var programs: [[UInt8]] = []
    for index in 0..<UInt64(Self.isSlow ? 20_000 : 200) {
      var generator = RandomProgram(seed: seed &+ index)
      let source = generator.source()
      let tree = SyntaxTree(source)
      guard tree.faults.isEmpty else { continue }
      for token in tree.tokens where token.range.upperBound % 5 == 0 {
        programs.append(Array(source[..<token.range.upperBound]))
      }
    }
    let verdicts = try stock.judge(programs)
    #expect(programs.count > 300)
    for (program, message) in zip(programs, verdicts) {
      let tree = SyntaxTree(program)
      guard tree.faults.allSatisfy({ $0.reason != .breakOutside }) else { continue }
      let text = String(decoding: program, as: UTF8.self)
      #expect(
        (tree.completeness == .incomplete) == (message?.hasSuffix("<eof>") ?? false),
        "seed \(seed): Lua says \(message ?? "yes"), we \(tree.completeness):\n\(text)")
    }
  }

  @Test func `every script of the repository is taken or refused as lua5_4 does`() throws {
    let stock = try #require(StockParser(), "lua5.4 is not installed")
    var files: [(name: String, bytes: [UInt8])] = []
    for folder in ["scripts", "Tests"] {
      let walk = FileManager.default.enumerator(atPath: Self.root.appending(path: folder).path)
      while let path = walk?.nextObject() as? String {
        guard path.hasSuffix(".lua"),
          let data = FileManager.default.contents(atPath: Self.root.appending(path: "\(folder)/\(path)").path)
        else { continue }
        files.append((path, Array(data)))
      }
    }
    #expect(files.count > 100)
    for (file, message) in zip(files, try stock.judge(files.map(\.bytes))) {
      let tree = SyntaxTree(file.bytes)
      #expect(
        tree.faults.isEmpty == (message == nil),
        "\(file.name): Lua says \(message ?? "yes"), we \(tree.faults.first?.reason.message.english ?? "yes")")
    }
  }

  @Test func `no bytes stop the parser`() {
    var random = SplitMix(seed: UInt64.random(in: 0...UInt64(UInt32.max)))
    let alphabet = Array("(){}[]<>=~:;.,\"'\\-+*/#%^&|\n\r \tabxz019".utf8) + [0, 0x80, 0xEF, 0xBC, 0x88, 0xFF]
    for _ in 0..<(Self.isSlow ? 200_000 : 1000) {
      let bytes = (0..<Int.random(in: 0...80, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      let tree = SyntaxTree(bytes)
      let covered = tree.tokens.reduce(0) { $0 + $1.range.count }
      #expect(covered <= bytes.count && tree.tokens.last?.kind == .endOfSource)
      #expect(tree.highlights { _ in false }.allSatisfy { $0.range.upperBound <= bytes.count })
    }
  }

  @Test(arguments: [
    "(", "{", "[", "f{", "not ", "- ", "do ", "a.b(", "function() ", "x = {[", "if x then ", "::a::", "a,", "1+", "a.",
    "f()", "--[[", "\"\\z", "repeat ",
  ])
  func `the same over and over ends in a fault and not in a crash`(_ piece: String) {
    #expect(!SyntaxTree("x = " + String(repeating: piece, count: 5000) + "(").faults.isEmpty)
    #expect(!SyntaxTree(String(repeating: piece, count: 5000) + " = 1").faults.isEmpty)
  }

  @Test(arguments: [
    ("(", "1", ")"), ("{", "", "}"), ("function() return ", "1", " end"), ("- - ", "1", ""), ("f(", "", ")"),
  ])
  func `as deep as Lua goes is taken`(_ open: String, _ middle: String, _ close: String) {
    let depth = 90
    let source =
      "x = " + String(repeating: open, count: depth) + middle + String(repeating: close, count: depth)
    #expect(SyntaxTree(source).faults.isEmpty)
  }

  @Test func `chains of any length are taken`() {
    #expect(SyntaxTree("x = 1" + String(repeating: " + 1", count: 10_000)).faults.isEmpty)
    #expect(SyntaxTree("x = a" + String(repeating: ".b(1)", count: 10_000)).faults.isEmpty)
    let branches = String(repeating: "elseif x then y() ", count: 5000)
    #expect(SyntaxTree("if x then y() \(branches)end").faults.isEmpty)
  }
}
