import ArgumentParser
import Automation
import Domain
import Foundation
import LuaRuntime
import Reports
import Wording

struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "test",
    Phrase(
      "Runs the tests of Lua files: each in an empty book of its own, with a clock that stands still.",
      zh: "运行 Lua 测试文件：每个测试有自己的空账簿和静止的时钟。"))

  @Argument(
    help: .text(
      "Test files of any name, or folders that are searched for *_test.lua; scripts unless given, or this folder.",
      zh: "任意名称的测试文件，或在其中查找 *_test.lua 的文件夹；默认为 scripts，否则为当前文件夹。"))
  var paths: [String] = []
  @Option(help: .text("Only tests with this text in their name.", zh: "只运行名称含此文本的测试。", value: "text")) var filter:
    String?
  @Flag(help: .text("Run again whenever a file changes, until Ctrl-C.", zh: "文件变化时重新运行，直到 Ctrl-C。")) var watch = false
  @Flag(
    help: .text(
      "Tell which lines of scripts ran, of those in the folders that are searched and of others that tests run.",
      zh: "显示脚本的哪些行被运行过：所查找文件夹中的脚本，及测试运行的其他脚本。")) var coverage = false
  @Option(
    help: .text(
      "Write which lines ran to a file, as lcov and editors read it.", zh: "把行覆盖写入 lcov 格式的文件。", value: "file"))
  var lcov: String?
  @Flag(help: .text("One JSON object a test, and one for all of them.", zh: "每个测试一个 JSON 对象，最后一个为总结。")) var json = false
  @Flag(help: .text("Keep what tests compare with snapshots.", zh: "保存快照断言所比较的内容。")) var accept = false
  @Option(help: .text("Where random numbers start in each test; 1 unless given.", zh: "每个测试的随机数起点；默认 1。")) var seed:
    Int64?
  @Option(
    help: .text(
      "The day on which each test begins; 2026-01-01 unless given.", zh: "每个测试开始的日期；默认 2026-01-01。", value: "date"))
  var asOf: String?
  @Option(
    help: .text(
      "How many files are tested side by side; as many as there are processors unless given.", zh: "同时测试的文件数；默认为处理器数。"))
  var workers: Int?
  @Option(help: .text("Memory that a test may hold; 64MB unless given.", zh: "每个测试可占用的内存；默认 64MB。")) var memory: String?
  @Option(help: .text("What a test may print; 1MB unless given.", zh: "每个测试可打印的数据量；默认 1MB。")) var output: String?
  @Option(help: .text("Processor time of a test; 5s unless given.", zh: "每个测试的处理器时间；默认 5s。")) var cpu: String?
  @Option(help: .text("The language of messages, en or zh.", zh: "信息的语言：en 或 zh。", value: "language")) var lang: String?

  func run() throws {
    let options = try testOptions()
    let folders = paths.isEmpty ? [TestFile.usualFolder] : paths
    try Interruption.watch { interruption in
      var options = options
      if options.covers { options.scripts = TestFile.scripts(in: folders) }
      guard watch else {
        let report = try test(TestFile.find(folders), options, interruption)
        for path in TestFile.misnamed(in: folders) {
          Terminal.note(TestFault.misnamed(path).text(in: options.language))
        }
        return try end(report)
      }
      let watch = try FileWatch(folders + [TestFile.usualFolder], endings: [".lua", ".csv"])
      try again(folders, nil, options, interruption)
      while true { try again(folders, watch.wait(), options, interruption) }
    }
  }

  private func testOptions() throws -> TestOptions {
    var options = TestOptions()
    options.filter = filter
    options.seed = seed ?? options.seed
    options.accepts = accept
    options.covers = coverage || lcov != nil
    options.language = try BookOptions.language(lang)
    options.today = try asOf.map { try CivilDate($0) }
    if let memory { options.limits.memory = try Quantity.bytes(memory, option: "--memory") }
    if let output { options.limits.output = try Quantity.bytes(output, option: "--output") }
    if let cpu { options.limits.cpu = try Quantity.duration(cpu, option: "--cpu") }
    options.workers = workers ?? ProcessInfo.processInfo.activeProcessorCount
    guard (1...256).contains(options.workers) else {
      throw UsageError.value(
        option: "--workers", given: "\(options.workers)", expected: Phrase("a number from 1 to 256", zh: " 1 到 256 的数"))
    }
    return options
  }

  /// Runs tests and tells how they went.
  private func test(
    _ files: [TestFile], _ options: TestOptions, _ interruption: Interruption
  ) throws -> TestReport {
    let text = TestReportText(in: options.language)
    let run = TestRun(
      files, options, onStart: { interruption.add($0) },
      onEnd: { [json, language = options.language] report in
        if json {
          for result in report.results { if let line = try? result.jsonText(in: language) { Terminal.print(line) } }
        } else {
          Terminal.print(text.text(of: report))
        }
      })
    let report = try run.execute()
    if json {
      Terminal.print(try report.jsonText(in: options.language))
    } else {
      let slowest = text.slowest(of: report)
      if !slowest.isEmpty { Terminal.print(slowest) }
      if coverage, let files = report.coverage { Terminal.print("\n\(text.coverage(of: files))\n") }
      Terminal.print(text.summary(of: report))
    }
    if let lcov, let files = report.coverage {
      do {
        try Data(CoveredFile.lcov(files).utf8).write(to: URL(fileURLWithPath: lcov), options: .atomic)
      } catch {
        throw UsageError.unwritable(lcov)
      }
    }
    return report
  }

  private func end(_ report: TestReport) throws {
    if report.results.contains(where: \.isCancelled) { throw CommandEnd(code: .cancelled) }
    if report.count(where: { $0.isFailure }) > 0 { throw CommandEnd(code: .failed) }
    if report.count(where: { $0.isLimited }) > 0 { throw CommandEnd(code: .limited) }
  }

  /// Runs the tests that what changed may have broken; what is refused is told, and the watch goes on.
  private func again(
    _ folders: [String], _ changed: Set<String>?, _ options: TestOptions, _ interruption: Interruption
  ) throws {
    do {
      let files = try TestFile.find(folders)
      let report = try test(changed.map { TestFile.affected(files, by: $0) } ?? files, options, interruption)
      if report.results.contains(where: \.isCancelled) { throw CommandEnd(code: .cancelled) }
    } catch let refusal as any Refusal {
      Terminal.complain(refusal, in: options.language)
    }
    // From here on Ctrl-C has nothing to stop, and ends the watch.
    interruption.canceller = nil
    Terminal.note(Phrase("watching; Ctrl-C ends", zh: "监视中；按 Ctrl-C 结束").text(in: options.language))
  }
}
