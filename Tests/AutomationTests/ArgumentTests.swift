import Automation
import Domain
import Foundation
import LuaRuntime
import ScriptModel
import Scripting
import Storage
import Testing
import Wording

/// Every declared function with values of every type, on one book that lives through all of it.
struct ArgumentTests {
  private static let seconds =
    ProcessInfo.processInfo.environment["PATRON_SLOW"] == nil
    ? 3 : Double(ProcessInfo.processInfo.environment["PATRON_FUZZ_SECONDS"] ?? "") ?? 60

  @Test func `whatever the arguments, a call gives a value or an error that says what is wrong`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "arguments-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "book.db").path
    let book = try BookFile.create(at: path, profile: BookProfile(name: "", baseCurrency: .cny, timeZone: "UTC"))
    withExtendedLifetime(book) {}
    #expect(try run(SampleBook.script, at: path, .english, dry: false).outcome == .succeeded)

    let first = UInt64.random(in: 0 ... .max)
    let start = ContinuousClock.now
    var seed = first
    var called: Set<Substring> = []
    var calls = 0
    repeat {
      var random = RandomCalls(seed: seed)
      let made = random.script(calls: 40)
      // Every other script is taken back, so that the book keeps its records for long.
      let ended = try run(made.source, at: path, seed % 3 == 0 ? .chinese : .english, dry: seed % 2 == 0)
      let defects = ended.printed.split(separator: "\n").filter { $0.hasPrefix("defect\t") }.map { line in
        let number = line.split(separator: "\t").dropFirst().first.flatMap { Int($0) } ?? -1
        return "\(made.calls.indices.contains(number) ? made.calls[number] : ""): \(line)"
      }
      #expect(defects == [], "seed \(seed)")
      if case .failed(let failure) = ended.outcome {
        Issue.record("seed \(seed): \(failure.rendering.english)")
      }
      called.formUnion(made.calls.compactMap { $0.split(separator: "(").first })
      calls += made.calls.count
      seed &+= 1
    } while start.duration(to: .now) < .seconds(Self.seconds)

    print(
      "\(calls) calls of \(called.count) of \(PatronCatalog.ofScripts.functions.count) functions from seed \(first)")
    let findings = try SampleBook.place(book: path).open(for: .read).examine()
    #expect(findings.filter { $0.verdict == .fail }.map(\.check) == [], "seeds \(first)..<\(seed)")
  }

  @Test(arguments: [
    ("{ tier = print }", "where has function() … end in 'tier', where a value belongs"),
    ("{ tier = { [\"<\"] = {} } }", "where has {} in 'tier', where a value belongs"),
    ("{ tier = { { 1 } } }", "where has { 1 } in 'tier', where a value belongs"),
    ("{ tier = order_lines.list()[1] }", "where has a record without a code in 'tier'"),
  ])
  func `a condition that compares with no value is refused by its field`(condition: String, message: String) throws {
    let failure = try #require(try SampleBook.run("return customers.list { where = \(condition) }").failure)
    #expect(failure.code == "bad-filter")
    #expect(failure.message == message)
  }

  private func run(_ source: String, at path: String, _ language: Language, dry: Bool) throws -> (
    outcome: ScriptOutcome, printed: String
  ) {
    var bytes: [UInt8] = []
    var script = ScriptRun(source: source, name: "calls.lua", title: "calls") { bytes += $0 }
    script.seed = 1
    script.limits = Limits(memory: 64 << 20, cpu: .seconds(20), output: 1 << 20)
    let report = try script.execute(.write(dry ? .dry : .live), in: SampleBook.place(language, book: path))
    return (report.outcome, String(decoding: bytes, as: UTF8.self))
  }
}
