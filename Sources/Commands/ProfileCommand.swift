import ArgumentParser
import Automation
import Foundation
import LuaRuntime
import Reports
import Storage
import Wording

struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "profile",
    Phrase(
      "Runs a Lua script, keeps nothing, and tells where its processor time went: in Lua, in host functions, in SQL.",
      zh: "运行 Lua 脚本（不保留改动），显示处理器时间花在何处：Lua、宿主函数还是 SQL。"))

  @OptionGroup var options: BookOptions
  @Option(help: .text("Memory that the script may hold: 256MB.", zh: "脚本可占用的内存：256MB。")) var memory: String?
  @Option(help: .text("Processor time; 10m unless given.", zh: "处理器时间；默认 10m。")) var cpu: String?
  @Option(help: .text("Where random numbers start.", zh: "随机数的起点。")) var seed: Int64?
  @Option(
    help: .text("Write the stacks to a file, as flame graphs are drawn from.", zh: "把调用栈写入文件，可用于绘制火焰图。", value: "file"))
  var folded: String?
  @Flag(help: .text("Run with an empty book in memory.", zh: "使用内存中的空账簿运行。")) var noBook = false
  @Argument(help: .text("The script; - for standard input.", zh: "脚本文件；- 表示标准输入。")) var file: String
  @Argument(parsing: .allUnrecognized, help: .text("What the script finds in `...`.", zh: "脚本在 `...` 中得到的参数。"))
  var arguments: [String] = []

  func run() throws {
    var place = try options.workplace()
    if noBook { place.bookPath = ":memory:" }
    var script = ScriptRun(source: try SourceText.read(file), name: file, title: "profile \(file)") {
      Terminal.write(bytes: $0, to: 2)
    }
    script.arguments = arguments
    script.root = file.folder
    script.seed = seed
    script.profiles = true
    script.limits.cpu = try cpu.map { try Quantity.duration($0, option: "--cpu") } ?? .seconds(600)
    if let memory { script.limits.memory = try Quantity.bytes(memory, option: "--memory") }
    script.onLog = { Terminal.note($0) }
    let report = try Interruption.watch { interruption in
      script.onStart = { interruption.canceller = $0 }
      return try script.execute(.write(.dry), in: place)
    }
    if let profile = report.profile {
      Terminal.print(ProfileText(profile, in: place.language).text)
      if let folded { try write(profile, to: folded) }
    }
    switch report.outcome {
    case .succeeded: return
    case .failed(let failure): Terminal.note(failure.rendering.text(in: place.language))
    case .limited(let limit, let failure): Terminal.note(LimitReport(limit, at: failure).text(in: place.language))
    case .cancelled: Terminal.note(Phrase("cancelled", zh: "已取消").text(in: place.language))
    }
    throw CommandEnd(code: ExitCode(report.outcome))
  }

  private func write(_ profile: Profile, to path: String) throws {
    do {
      try Data(profile.folded.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw UsageError.unwritable(path)
    }
  }
}
