import Foundation
import Glibc
import Testing

/// A script that tries to get round the limits or out of the sandbox, with what must come of it.
///
/// Its first line is `-- expect: ` and the outcomes that are right, by `|`: `ok`, `error`, `error-limit-memory`,
/// `error-limit-time`, `error-limit-output`, or `nil-global:NAME`, which is `ok` for a script that looks for the name.
/// A second line `-- run: 2` has two runs of one process follow each other.
struct Attack: CustomTestStringConvertible, Sendable {
  let name: String
  let path: String
  let source: String
  let expected: [String]
  let isTwice: Bool

  var testDescription: String { name }

  /// What a run may use.
  static let memory = 64 << 20, cpu = 1, output = 1 << 20

  /// All of them, by name.
  static let all: [Attack] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Attacks")
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "lua" }.compactMap(Attack.init).sorted { $0.name < $1.name }
  }()

  private init?(_ file: URL) {
    guard let source = try? String(contentsOf: file, encoding: .utf8) else { return nil }
    let lines = source.split(separator: "\n")
    let mark = "-- expect: "
    guard let first = lines.first, first.hasPrefix(mark) else { return nil }
    name = file.deletingPathExtension().lastPathComponent
    path = file.path
    self.source = source
    expected = first.dropFirst(mark.count).split(separator: "|").map { $0.hasPrefix("nil-global:") ? "ok" : String($0) }
    isTwice = lines.dropFirst().first == "-- run: 2"
  }
}

/// How an attack ended, as the system saw it.
struct Aftermath {
  /// In the words of ``Attack/expected``; `crash` or `hang` where the program did not end by itself.
  let outcome: String
  /// Processor seconds of the whole process, its start and its end included.
  let seconds: Double
  /// The most memory that was resident, in bytes.
  let peak: Int

  /// After so many seconds by the clock a process is taken to hang: a busy machine takes its time.
  private static let patience = 120

  /// The program under test: beside these tests, or where `PATRON_PROGRAM` says.
  private static let program: String = {
    if let path = ProcessInfo.processInfo.environment["PATRON_PROGRAM"] { return path }
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let bundle = ProcessInfo.processInfo.arguments.first { $0.hasSuffix(".xctest") }
    return URL(filePath: bundle ?? tests).deletingLastPathComponent().appending(path: "patron").path
  }()

  /// Starts a program, and ends its output with its status, processor seconds and peak in KiB. A process begins with the
  /// peak of the one that starts it, which therefore must be small.
  private static let measurement = """
    import os, sys
    child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
    _, status, usage = os.wait4(child, 0)
    os.write(1, b"\\n%d %f %d\\n" % (status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss))
    """

  /// Runs the attack in a process of its own.
  init(of attack: Attack) throws {
    let output = FileManager.default.temporaryDirectory.appending(path: "patron-attack-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: output) }
    let words = [
      "python3", "-c", Self.measurement, "timeout", "-s", "KILL", "\(Self.patience)", Self.program, "run", attack.path,
      "--no-book",
      "--memory", "\(Attack.memory >> 20)MB", "--cpu", "\(Attack.cpu)s", "--output", "\(Attack.output >> 20)MB",
      "--json",
    ]
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output.path, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var arguments = words.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var child = pid_t()
    try #require(posix_spawnp(&child, words[0], &actions, nil, &arguments, environ) == 0)
    var ended: Int32 = 0
    try #require(waitpid(child, &ended, 0) == child)
    let lines = try Data(contentsOf: output).split(separator: UInt8(ascii: "\n"))
    let figures = String(decoding: lines.last ?? Data(), as: UTF8.self).split(separator: " ").compactMap { Double($0) }
    try #require(figures.count == 3, "nothing was measured: \(ended)")
    seconds = figures[1]
    peak = Int(figures[2]) << 10
    let status = Int32(figures[0])
    let lastLine = lines.dropLast().last ?? Data()
    // A signal that ended it, which timeout passes on as it is or as 128 and its number.
    let signal = status & 0x7f != 0 ? status & 0x7f : (status >> 8) - 128
    outcome = signal == SIGKILL ? "hang" : signal > 0 ? "crash" : Self.outcome(in: lastLine)
  }

  /// What the line of JSON says that ends the output.
  private static func outcome(in line: Data) -> String {
    struct Document: Decodable {
      let status: String
      let limit: String?
    }
    guard let document = try? JSONDecoder().decode(Document.self, from: line) else { return "no outcome" }
    return switch (document.status, document.limit) {
    case ("succeeded", nil): "ok"
    case ("failed", nil): "error"
    case ("limited", "cpu"?): "error-limit-time"
    case ("limited", let limit?): "error-limit-\(limit)"
    case (let other, _): other
    }
  }
}
