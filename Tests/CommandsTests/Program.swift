import Foundation
import Testing

/// The built program, run as a person runs it, in a folder of its own that goes when this does.
final class Program {
  /// How a run ended.
  struct Ending {
    let code: Int32
    let output: String
    let errors: String

    /// The last line of standard output.
    var lastLine: String { output.split(separator: "\n").last.map(String.init) ?? "" }
  }

  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "patron-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// A folder with an empty book in it.
  static func withBook() throws -> Program {
    let program = try Program()
    try #require(try program.run("init").code == 0)
    return program
  }

  /// The program beside these tests.
  static let path: String = {
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(filePath: tests).deletingLastPathComponent().appending(path: "patron").path
  }()

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  func text(of name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
  }

  /// Runs a script from a file of that name.
  func script(_ text: String, named name: String = "script.lua", _ options: String...) throws -> Ending {
    try write(text, to: name)
    return try finish(start(["run", name] + options))
  }

  /// Runs the program with those arguments to its end.
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Ending {
    try finish(start(arguments, environment: environment))
  }

  /// Runs a line of shell in the folder, `$PATRON` being the program.
  func shell(_ line: String) throws -> Ending {
    try finish(start(["-c", line], at: "/bin/sh"))
  }

  /// A process under way.
  struct Started {
    let process: Process
    let output: FileHandle
    let errors: URL
  }

  func start(
    _ arguments: [String], at path: String = Program.path, environment: [String: String] = [:]
  ) throws -> Started {
    let process = Process()
    // It ends with the thread that waits for it, also where these tests are killed.
    process.executableURL = URL(filePath: "/usr/bin/setpriv")
    process.arguments = ["--pdeathsig", "KILL", "--", path] + arguments
    process.currentDirectoryURL = folder
    let common = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "PATRON": Program.path, "PATRON_OPERATOR": "Li Wei"]
    process.environment = common.merging(environment) { $1 }
    // Errors go to a file, so that reading one stream to its end never waits for the other.
    let errors = folder.appending(path: "errors-\(UUID().uuidString)")
    try Data().write(to: errors)
    process.standardError = try FileHandle(forWritingTo: errors)
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return Started(process: process, output: output.fileHandleForReading, errors: errors)
  }

  func finish(_ started: Started) throws -> Ending {
    let output = try started.output.readToEnd() ?? Data()
    started.process.waitUntilExit()
    return Ending(
      code: started.process.terminationStatus, output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: started.errors), as: UTF8.self))
  }

  /// The codes of the book's customers.
  func codes() throws -> [String] {
    let ending = try run("eval", "for c in customers.each{} do print(c.code) end")
    #expect(ending.code == 0, "\(ending.errors)")
    return ending.output.split(separator: "\n").map(String.init)
  }
}

/// Whether this process may mount file systems, which makes full disks and read-only folders.
let canMount: Bool = {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/unshare")
  process.arguments = ["-m", "mount", "-t", "tmpfs", "tmpfs", "/tmp"]
  process.standardError = FileHandle.nullDevice
  do {
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus == 0
  } catch {
    return false
  }
}()
