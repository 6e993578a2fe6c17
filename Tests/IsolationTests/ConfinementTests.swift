import CConfine
import Foundation
import Testing

@testable import Isolation

/// A process that confines itself, and says what it can still do.
@Suite struct ConfinementTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "patron-confined-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder.appending(path: "made"), withIntermediateDirectories: true)
    for name in ["read", "written", "other"] { try Data("x".utf8).write(to: folder.appending(path: name)) }
  }

  /// Runs the probe beside these tests; what it said by what it tried, and the signal that ended it.
  private func probe(_ arguments: String...) throws -> (answers: [String: String], signal: Int32?, code: Int32) {
    defer { try? FileManager.default.removeItem(at: folder) }
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let process = Process()
    process.executableURL = URL(filePath: tests).deletingLastPathComponent().appending(path: "ConfinedProbe")
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    let pairs = text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    let answers = Dictionary(pairs.map { ($0[0], $0[1]) }) { first, _ in first }
    let isKilled = process.terminationReason == .uncaughtSignal
    return (answers, isKilled ? process.terminationStatus : nil, process.terminationStatus)
  }

  private func calls() throws -> [String: String] {
    let paths = ["read", "written", "made", "other"].map { folder.appending(path: $0).path }
    let (answers, signal, code) = try probe("calls", paths[0], paths[1], paths[2], paths[3])
    try #require(signal == nil && code == 0, "\(answers)")
    return answers
  }

  @Test(.enabled(if: confine_has_filter())) func `the system refuses all but what a run needs`() throws {
    let answers = try calls()
    let allowed: Set = ["kill-self", "read-limits", "thread"]
    // The C library falls back on something older where a call is not there.
    let absent: Set = ["clone3", "later-call"]
    let refused = [
      "socket-inet", "socket-inet6", "socket-unix", "socket-netlink", "socketpair", "connect", "bind", "listen",
      "sendto", "execve", "execveat", "fork", "clone-process", "namespace", "ptrace", "process-vm-read",
      "process-vm-write", "pidfd", "mount", "chroot", "bpf", "perf", "io-uring", "keyctl", "userfaultfd", "memfd",
      "setuid", "kill-parent", "own-signals", "type-into-terminal", "raise-limits", "code", "link", "rename", "folder",
      "mode",
      "thread-socket",
    ]
    for name in allowed { #expect(answers[name] == "ok", "\(name)") }
    for name in absent { #expect(answers[name] == "ENOSYS", "\(name)") }
    for name in refused { #expect(answers[name] == "EACCES", "\(name)") }
    #expect(answers["descriptor-3"] == "EBADF")
  }

  @Test(.enabled(if: confine_landlock() > 0)) func `only the files that were named can be opened`() throws {
    let answers = try calls()
    let allowed = [
      "read-readable", "write-writable", "make-in-folder", "remove-in-folder", "unnamed-in-folder",
    ]
    let refused = [
      "write-readable", "remove-writable", "read-other", "write-other", "remove-other", "make-other", "read-passwd",
    ]
    for name in allowed { #expect(answers[name] == "ok", "\(name)") }
    for name in refused { #expect(answers[name] == "EACCES", "\(name)") }
  }

  @Test func `processor time ends the process`() throws {
    #expect(try probe("spin", "1").signal == SIGXCPU)
  }

  @Test func `memory is refused beyond the address space`() throws {
    #expect(try probe("grow", "1000000").answers["grow"] == "ok")
    #expect(try probe("grow", "1000000000").answers["grow"] == "ENOMEM")
  }

  @Test func `limits are above those of the interpreter, and none overflows`() {
    var confinement = Confinement()
    #expect(confinement.addressSpace == .max && confinement.processorSeconds == .max)
    (confinement.memory, confinement.processorTime) = (64 << 20, .seconds(60))
    let mebibyte: UInt64 = 1 << 20
    // Four times the memory, and a gibibyte above what these tests have by now.
    #expect(confinement.addressSpace > 1280 * mebibyte)
    #expect((100...100_000).contains(confinement.processorSeconds))
    (confinement.memory, confinement.processorTime) = (.max, .seconds(Int64.max))
    #expect(confinement.addressSpace == .max)
    #expect(confinement.processorSeconds > UInt64(Int64.max))
  }
}
