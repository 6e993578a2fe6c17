import ArgumentParser
import Automation
import Foundation
import LuaRuntime
import Reports
import Wording

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs a Lua script as one transaction.")

  @OptionGroup var options: BookOptions
  @OptionGroup var limits: LimitOptions
  @Argument(help: "The script; - for standard input.") var file: String
  @Argument(parsing: .allUnrecognized, help: "What the script finds in `...`.") var arguments: [String] = []
  @Flag(help: "Show what would change and keep nothing.") var dryRun = false
  @Flag(help: "Refuse to write.") var readOnly = false
  @Flag(help: "Run with an empty book in memory.") var noBook = false

  func run() throws {
    var place = try options.workplace()
    if noBook { place.bookPath = ":memory:" }
    let source = try SourceFile.read(file)
    var script = ScriptRun(source: source, name: file, title: "run \(file)") { Terminal.write(bytes: $0) }
    script.arguments = arguments
    try limits.apply(to: &script)
    try ScriptOutput(place: place).execute(script, readOnly ? .read : .write(dryRun ? .dry : .live))
  }
}

struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval", abstract: "Evaluates Lua and prints what it returns.")

  @OptionGroup var options: BookOptions
  @OptionGroup var limits: LimitOptions
  @Argument(help: "An expression or a chunk.") var source: String
  @Flag(help: "Keep what it changes.") var write = false
  @Flag(help: "Show what would change and keep nothing.") var dryRun = false
  @Flag(help: "Run with an empty book in memory.") var noBook = false

  func run() throws {
    var place = try options.workplace()
    if noBook { place.bookPath = ":memory:" }
    var script = ScriptRun(source: Self.chunk(source), name: "(eval)", title: "eval") { Terminal.write(bytes: $0) }
    try limits.apply(to: &script)
    try ScriptOutput(place: place).execute(script, write || dryRun ? .write(dryRun ? .dry : .live) : .read)
  }

  /// An expression is evaluated by returning it.
  private static func chunk(_ source: String) -> String {
    Interpreter.compiles("return \(source)") ? "return \(source)" : source
  }
}

struct LimitOptions: ParsableArguments {
  @Option(help: "Memory that the script may hold: 256MB.") var memory: String?
  @Option(help: "Processor time: 30s.") var cpu: String?
  @Option(help: "Time by the clock: 5m.") var wall: String?
  @Option(help: "Lua instructions: 500M. Counting halves the speed.") var steps: String?
  @Option(help: "What it may print: 10MB.") var output: String?
  @Option(help: "Where random numbers start.") var seed: Int64?

  func apply(to script: inout ScriptRun) throws {
    if let memory { script.limits.memory = try Quantity.bytes(memory, option: "--memory") }
    if let output { script.limits.output = try Quantity.bytes(output, option: "--output") }
    if let cpu { script.limits.cpu = try Quantity.duration(cpu, option: "--cpu") }
    if let wall { script.limits.wall = try Quantity.duration(wall, option: "--wall") }
    if let steps { script.limits.steps = try Quantity.count(steps, option: "--steps") }
    script.seed = seed
  }
}
