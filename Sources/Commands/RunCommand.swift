import ArgumentParser
import Automation
import Foundation
import LuaRuntime
import Reports
import Wording

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "run", Phrase("Runs a Lua script as one transaction.", zh: "把 Lua 脚本作为一个事务运行。"))

  @OptionGroup var options: BookOptions
  @OptionGroup var limits: LimitOptions
  @OptionGroup var result: ResultOptions
  @Option(help: .text("Where random numbers start.", zh: "随机数的起点。")) var seed: Int64?
  @Argument(
    help: .text(
      "The script; - for standard input. Its require \"a.b\" finds an active definition of that name, else a/b.lua in the script's folder.",
      zh: "脚本文件；- 表示标准输入。其中 require \"a.b\" 先找该名称的启用定义，再找脚本所在文件夹中的 a/b.lua。"))
  var file: String
  @Argument(parsing: .allUnrecognized, help: .text("What the script finds in `...`.", zh: "脚本在 `...` 中得到的参数。"))
  var arguments: [String] = []
  @Flag(help: .text("Show what would change and keep nothing.", zh: "只显示会有哪些改动，不保留。")) var dryRun = false
  @Flag(help: .text("Refuse to write.", zh: "拒绝写入。")) var readOnly = false
  @Option(
    help: .text(
      "Go on with a run that stopped after some parts of a batch.", zh: "继续某次在 batch 若干部分之后停止的运行。", value: "run"))
  var resume: Int64?
  @Flag(help: .text("Run with an empty book in memory.", zh: "使用内存中的空账簿运行。")) var noBook = false

  func run() throws {
    var place = try options.workplace()
    if noBook { place.bookPath = ":memory:" }
    let access = readOnly ? ScriptRun.Access.read : .write(dryRun ? .dry : .live)
    let output = result.output(in: place, limits)
    try output.handOver(access)
    let source = try SourceText.read(file)
    var script = ScriptRun(source: source, name: file, title: "run \(file)") { Terminal.write(bytes: $0) }
    script.arguments = arguments
    script.resumes = resume
    script.root = file.folder
    script.seed = seed
    try limits.apply(to: &script.limits)
    try output.execute(script, access)
  }
}

struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "eval", Phrase("Evaluates Lua and prints what it returns.", zh: "计算 Lua 并打印返回值。"))

  @OptionGroup var options: BookOptions
  @OptionGroup var limits: LimitOptions
  @OptionGroup var result: ResultOptions
  @Option(help: .text("Where random numbers start.", zh: "随机数的起点。")) var seed: Int64?
  @Argument(help: .text("An expression or a chunk.", zh: "表达式或代码块。")) var source: String
  @Flag(help: .text("Keep what it changes.", zh: "保留其改动。")) var write = false
  @Flag(help: .text("Show what would change and keep nothing.", zh: "只显示会有哪些改动，不保留。")) var dryRun = false
  @Flag(help: .text("Run with an empty book in memory.", zh: "使用内存中的空账簿运行。")) var noBook = false

  func run() throws {
    var place = try options.workplace()
    if noBook { place.bookPath = ":memory:" }
    let access = write || dryRun ? ScriptRun.Access.write(dryRun ? .dry : .live) : .read
    let output = result.output(in: place, limits)
    try output.handOver(access)
    var script = ScriptRun(source: source, name: "(eval)", title: "eval") { Terminal.write(bytes: $0) }
    script.root = "."
    script.seed = seed
    try limits.apply(to: &script.limits)
    try output.execute(script, access, reading: Self.chunk)
  }

  /// An expression is evaluated by returning it. So is one that ends too early: its error is about what is missing.
  private static func chunk(_ source: String) -> String {
    let returned = "return \(source)"
    guard let failure = Interpreter.failure(compiling: returned) else { return returned }
    let isUnfinished = failure.message.hasSuffix("near <eof>") && Interpreter.failure(compiling: source) != nil
    return isUnfinished ? returned : source
  }
}

struct ResultOptions: ParsableArguments {
  @Flag(help: .text("End with a line of JSON that says how it went.", zh: "最后一行用 JSON 说明结果。")) var json = false
  @Option(
    help: .text("Write every changed row to a file, a line of JSON each.", zh: "把所有改动的行写入文件，每行一个 JSON。", value: "file"))
  var diff: String?

  func output(in place: Workplace, _ limits: LimitOptions) -> ScriptOutput {
    ScriptOutput(place: place, limits: limits, json: json, diff: diff)
  }
}
