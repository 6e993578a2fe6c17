import ArgumentParser
import Automation
import Foundation
import Isolation
import LuaRuntime
import Storage
import Wording

/// Within which limits scripts run, and whether in a process of their own, which the operating system confines.
///
/// The process that a person starts hands the command over to a second one: the same command with `--confined` in the
/// place of `--isolated`. That one opens the book, confines itself, and does the work.
struct LimitOptions: ParsableArguments {
  @Option(help: .text("Memory that the script may hold: 256MB.", zh: "脚本可占用的内存：256MB。")) var memory: String?
  @Option(help: .text("Processor time: 30s.", zh: "处理器时间：30s。")) var cpu: String?
  @Option(help: .text("Time by the clock: 5m.", zh: "实际时间：5m。")) var wall: String?
  @Option(help: .text("Lua instructions: 500M. Counting halves the speed.", zh: "Lua 指令数：500M。计数会使速度减半。")) var steps:
    String?
  @Option(help: .text("What it may print: 10MB.", zh: "可打印的数据量：10MB。")) var output: String?

  @Flag(
    help: .text(
      "Run in a process of its own that the system confines: limited in memory and processor time, without network and other programs, with no files but the book, those beside it that belong to it, and the script's folder to read. Refused where the system cannot; files are confined where it has Landlock (see patron doctor).",
      zh:
        "在由系统限制的独立进程中运行：限制内存和处理器时间，不能联网或启动其他程序，除账簿及其附属文件、脚本所在文件夹（只读）外不能访问任何文件。系统不支持时拒绝运行；限制文件访问需要 Landlock（见 patron doctor）。"
    ))
  var isolated = false

  @Option(help: .hidden) var confined: Int32?

  /// Puts the limits that were given in place of others.
  func apply(to limits: inout Limits) throws {
    if let memory { limits.memory = try Quantity.bytes(memory, option: "--memory") }
    if let output { limits.output = try Quantity.bytes(output, option: "--output") }
    if let cpu { limits.cpu = try Quantity.duration(cpu, option: "--cpu") }
    if let wall { limits.wall = try Quantity.duration(wall, option: "--wall") }
    if let steps { limits.steps = try Quantity.count(steps, option: "--steps") }
  }

  /// Where isolation is asked for, leaves the command to a process of its own and ends as that ends.
  ///
  /// - Parameter access: What the command does to the book.
  func handOver(_ place: Workplace, for access: BookFile.Access) throws {
    guard isolated else { return }
    if Safeguards.ofMachine.landlock == 0 {
      Terminal.note(
        Phrase(
          "this system has no Landlock: the run is confined, but not to its files",
          zh: "本系统没有 Landlock：运行已受限制，但可访问的文件不受限制"
        ).text(in: place.language))
    }
    // What stands behind a `--` is the script's.
    var arguments = Array(CommandLine.arguments.dropFirst())
    if let index = arguments.firstIndex(of: "--isolated") {
      arguments[index] = "--confined=\(ProcessInfo.processInfo.processIdentifier)"
    }
    let ending = Result { () throws(IsolationError) in try IsolatedProcess(arguments: arguments).run() }
    // A confined process cannot remove the log and shared memory of a book that it closes as the last.
    if access == .write { _ = try? HeldBook(place.bookPath, for: .write, patience: BookFile.Patience(seconds: 0)) }
    switch try ending.get() {
    case .exited(let code): throw CommandEnd(code: ExitCode(code))
    case .signalled(let number):
      IsolatedProcess.end(by: number)
      throw CommandEnd(code: .cancelled)
    }
  }

  /// Does the work, confined where this is the process of its own.
  ///
  /// - Parameters:
  ///   - place: Where the book is.
  ///   - access: What is done to it.
  ///   - folder: Where scripts are, to be read.
  ///   - limits: What each script may use.
  ///   - states: How many Lua states are at work at once.
  ///   - count: How many scripts run, one after the other; nil stands for a book in memory.
  ///   - body: The work.
  func confining<Result>(
    _ place: Workplace, for access: BookFile.Access, reading folder: String?, limits: Limits, states: Int = 1,
    count: (HeldBook?) throws -> Int = { _ in 1 }, _ body: () throws -> Result
  ) throws -> Result {
    guard let confined else { return try body() }
    var confinement = Confinement()
    confinement.memory = limits.memory
    confinement.states = states
    let held =
      place.bookPath == ":memory:"
      ? nil : try HeldBook(place.bookPath, for: access, patience: place.patience)
    let count = try count(held)
    confinement.processorTime = limits.cpu.map { $0 * count }
    confinement.readable = folder.map { [$0] } ?? []
    confinement.scratch = ProcessInfo.processInfo.environment["TMPDIR"]
    if let held {
      confinement.files = held.companions
      switch access {
      case .read: confinement.readable.append(held.file)
      case .write: confinement.files.append(held.file)
      }
    }
    try confinement.apply(startedBy: confined)
    return try withExtendedLifetime(held, body)
  }
}
