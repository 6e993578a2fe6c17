import ArgumentParser
import Testing

@testable import Commands

@Suite struct PlainArgumentsTests {
  @Test func `what is read without the parser is what the parser reads`() throws {
    var random = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0...UInt64.max, using: &random)
    var source = Seeded(state: seed)
    var read = 0
    for command in Self.leaves(of: PatronCommand.self) {
      let words = Self.options(of: command.init()) + Self.options(ofHelp: command.helpMessage()) + Self.values
      for _ in 0..<150 {
        let arguments = (0..<Int.random(in: 0...5, using: &source)).map { _ in
          let word = words[Int.random(in: 0..<words.count, using: &source)]
          return Int.random(in: 0..<8, using: &source) == 0 ? word + "=2" : word
        }
        guard let plain = try? PlainArguments(arguments).read(command) else { continue }
        read += 1
        let parsed = try? command.parseAsRoot(arguments)
        #expect(
          "\(plain)" == parsed.map { "\($0)" }, "\(command._commandName) \(arguments), seed \(seed)")
      }
    }
    #expect(read > 100)
  }

  @Test(arguments: [
    ["1"], ["1", "--book", "x.db"], ["--seed", "4", "1", "--json"], ["--operator=Li Wei", "1", "--dry-run"],
  ])
  func `the parser is spared for plain arguments`(_ arguments: [String]) throws {
    let plain = try PlainArguments(arguments).read(EvalCommand.self)
    #expect("\(plain)" == "\(try EvalCommand.parseAsRoot(arguments))")
  }

  @Test(arguments: [
    [], ["1", "2"], ["--help"], ["1", "-h"], ["1", "--seed"], ["1", "--seed", "x"], ["1", "--seed", "-4"],
    ["1", "--json=1"],
    ["1", "--json", "--json"], ["--", "1"], ["-"], [""], ["1", "--book="], ["1", "--nonsense"], ["--json", "1"],
  ])
  func `other arguments are the parser's`(_ arguments: [String]) {
    #expect(throws: (any Error).self) { try PlainArguments(arguments).read(EvalCommand.self) }
  }

  @Test func `a command with commands under it is the parser's`() {
    #expect(throws: (any Error).self) { try PlainArguments([]).read(RunsCommand.self) }
  }

  private static let values = ["1", "x", "C1", "-", "--", "-1", "", "a=b", "--help", "-h", "2025-01-01", "--version"]

  /// The commands that do something.
  private static func leaves(of command: any ParsableCommand.Type) -> [any ParsableCommand.Type] {
    let subcommands = command.configuration.subcommands
    return subcommands.isEmpty ? [command] : subcommands.flatMap(leaves)
  }

  /// The options that properties might be called by.
  private static func options(of value: Any) -> [String] {
    Mirror(reflecting: value).children.flatMap { child -> [String] in
      guard let label = child.label else { return [] }
      let name = label.drop { $0 == "_" }.reduce(into: "--") { $0 += $1.isUppercase ? "-\($1.lowercased())" : "\($1)" }
      return [name]
    }
  }

  /// The options that the help names.
  private static func options(ofHelp help: String) -> [String] {
    help.split { $0 == " " || $0 == "\n" || $0 == "," }.filter { $0.hasPrefix("--") }.map(String.init)
  }

  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state ^ (state >> 29)) &* 0xBF58_476D_1CE4_E5B9
    }
  }
}
