import ArgumentParser
import Automation
import Console
import Domain
import Foundation
import LineReading
import LuaRuntime
import Storage
import Wording

struct ReplCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    "repl",
    Phrase(
      "Begins a session: lines of Lua, whose changes are a preview until :commit.",
      zh: "开始交互会话：逐行输入 Lua，改动先作为预览，:commit 后才保存。"))

  @OptionGroup var options: BookOptions
  @OptionGroup var limits: LimitOptions
  @Option(help: .text("Where random numbers start.", zh: "随机数的起点。")) var seed: Int64?
  @Flag(help: .text("Keep the changes of each line at once.", zh: "每行的改动立即保存。")) var auto = false
  @Flag(help: .text("Refuse to write.", zh: "拒绝写入。")) var readOnly = false
  @Flag(help: .text("Begin with an empty book in memory.", zh: "使用内存中的空账簿。")) var noBook = false
  @Flag(help: .text("Do not run the start-up file.", zh: "不运行启动文件。")) var noStartUp = false

  func run() throws {
    var place = try options.workplace()
    if noBook { place.bookPath = ":memory:" }
    try limits.handOver(place, for: readOnly ? .read : .write)
    var scriptLimits = Limits(memory: 256 << 20, cpu: .seconds(60), output: 10 << 20)
    try limits.apply(to: &scriptLimits)
    let mode: ReplSession.Mode = readOnly ? .reading : auto ? .auto : .preview
    // Commands of the program that are typed work where the session does.
    setenv("PATRON_BOOK", place.bookPath, 1)
    setenv("PATRON_OPERATOR", place.operatorName, 1)
    setenv("PATRON_LANG", place.language.rawValue, 1)
    let code = try Interruption.watch(isSession: isatty(0) == 1) { interruption in
      try ScriptThread.run { try converse(in: place, mode, scriptLimits, interruption) }
    }
    if code != .succeeded { throw CommandEnd(code: code) }
  }

  /// The session, on the thread that its scripts run on, and the code for how it ended.
  private func converse(
    in place: Workplace, _ mode: ReplSession.Mode, _ scriptLimits: Limits, _ interruption: Interruption
  ) throws -> ExitCode {
    let session = try ReplSession(
      in: place, mode: mode, limits: scriptLimits,
      seed: seed.map { UInt64(bitPattern: $0) } ?? .random(in: .min ... .max), root: ".",
      output: { Terminal.write(bytes: $0) }, onLog: { Terminal.note($0) })
    let repl = Repl(session, surroundings(interruption, asOf: place.asOf))
    greet(place)
    if !noStartUp, let path = Self.startUpFile, FileManager.default.fileExists(atPath: path) {
      repl.begin(with: try SourceText.read(path), from: path)
    }
    return ExitCode(try repl.run())
  }

  private func greet(_ place: Workplace) {
    guard isatty(0) == 1 else { return }
    Terminal.note(
      Phrase(
        "\(place.bookPath): changes are a preview until :commit. :help tells more, Ctrl-D leaves.",
        zh: "\(place.bookPath)：改动先作为预览，:commit 后才保存。:help 查看帮助，Ctrl-D 离开。"
      ).text(in: place.language))
  }

  private func surroundings(_ interruption: Interruption, asOf date: CivilDate?) -> Repl.Surroundings {
    let device = TerminalDevice.system(term: Environment.value("TERM"))
    return Repl.Surroundings(
      device: device, print: { Terminal.print($0) }, note: { Terminal.note($0) },
      page: { Pager(rows: device.kind == .full ? device.size().rows : nil).show($0) },
      interruptibly: { try interruption.stopping($0, $1) },
      perform: { arguments, preview in
        interruption.begin()
        return try BookOptions.$session.withValue(.init(preview: preview, asOf: date)) {
          try PatronCommand.perform(arguments).rawValue
        }
      },
      edit: { try ExternalEditor().edit($0) },
      setLimit: { name, value, limits in
        switch name {
        case "cpu": limits.cpu = try Quantity.duration(value, option: ":limit cpu")
        case "wall": limits.wall = try Quantity.duration(value, option: ":limit wall")
        case "memory":
          let bytes = try Quantity.bytes(value, option: ":limit memory")
          guard bytes >= 1 << 20 else {
            throw UsageError.value(
              option: ":limit memory", given: value, expected: Phrase("1MB or more", zh: "不小于 1MB"))
          }
          limits.memory = bytes
        default:
          throw UsageError.value(
            option: ":limit", given: name, expected: Phrase("cpu, wall or memory", zh: " cpu、wall 或 memory"))
        }
      },
      read: { try SourceText.read($0) },
      write: { path, text in
        do {
          try Data(text.utf8).write(to: URL(filePath: path), options: .withoutOverwriting)
        } catch CocoaError.fileWriteFileExists {
          throw ConsoleError.exists(path)
        } catch {
          throw ConsoleError.unwritable(path)
        }
      },
      names: { folder in
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { !$0.hasPrefix(".") }
      },
      // A session within a session would hide what the outer one has gathered.
      commands: PatronCommand.configuration.subcommands.map { $0._commandName }.filter { $0 != "repl" },
      historyFile: Self.folder("XDG_STATE_HOME", else: ".local/state").map {
        HistoryOnDisk(path: "\($0)/history")
      },
      inColor: Environment.value("NO_COLOR") == nil)
  }

  private static var startUpFile: String? {
    folder("XDG_CONFIG_HOME", else: ".config").map { "\($0)/repl.lua" }
  }

  /// Patron's folder among those of a kind that a person's programs have.
  private static func folder(_ variable: String, else usual: String) -> String? {
    let base = Environment.value(variable) ?? Environment.value("HOME").map { "\($0)/\(usual)" }
    return base.map { "\($0)/patron" }
  }
}
