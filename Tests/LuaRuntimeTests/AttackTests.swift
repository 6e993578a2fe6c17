import Foundation
import LuaRuntime
import Testing

/// Every vector that is known, against the built program.
@Suite struct AttackTests {
  private static let isSlow = ProcessInfo.processInfo.environment["PATRON_SLOW"] != nil
  /// Every tenth of them where time is short.
  private static let chosen = Attack.all.enumerated().filter { isSlow || $0.offset % 10 == 0 }.map(\.element)

  @Test func `there are attacks, and each says what must come of it`() {
    let outcomes: Set = [
      "ok", "error", "error-limit-memory", "error-limit-time", "error-limit-output",
    ]
    #expect(Attack.all.count > 130)
    for attack in Attack.all {
      #expect(!attack.expected.isEmpty && outcomes.isSuperset(of: attack.expected), "\(attack.name)")
    }
  }

  @Test(arguments: chosen.filter { !$0.isTwice })
  func `an attack is contained`(attack: Attack) throws {
    let aftermath = try Aftermath(of: attack)
    try Self.report(attack, aftermath.outcome, aftermath.seconds, aftermath.peak)
    #expect(attack.expected.contains(aftermath.outcome))
    #expect(aftermath.seconds <= Double(Attack.cpu) + 0.5)
    #expect(aftermath.peak <= 4 * Attack.memory + 64 << 20)
  }

  @Test(arguments: chosen.filter(\.isTwice))
  func `a run leaves nothing for the next one in its process`(attack: Attack) throws {
    let limits = Limits(memory: Attack.memory, cpu: .seconds(Attack.cpu), output: Attack.output)
    let runs = try (1...2).map { _ in try Run(attack.source, limits: limits) }
    for run in runs {
      let outcome = Self.word(for: run.outcome)
      try Self.report(attack, outcome, run.cpu / .seconds(1), run.peak)
      #expect(attack.expected.contains(outcome))
      #expect(run.cpu <= .seconds(Attack.cpu) + .milliseconds(500))
    }
    #expect(runs[0].printed == runs[1].printed)
  }

  private static func word(for outcome: ScriptOutcome) -> String {
    switch outcome {
    case .succeeded: "ok"
    case .failed: "error"
    case .limited(.cpu, _): "error-limit-time"
    case .limited(let limit, _): "error-limit-\(limit.rawValue)"
    case .cancelled: "cancelled"
    }
  }

  /// Adds a line to the table that `PATRON_ATTACKS` names: vector, what was expected, outcome, seconds, MiB.
  private static func report(_ attack: Attack, _ outcome: String, _ seconds: Double, _ peak: Int) throws {
    guard let path = ProcessInfo.processInfo.environment["PATRON_ATTACKS"] else { return }
    let hundredths = Int((seconds * 100).rounded())
    let cpu = "\(hundredths / 100).\(hundredths % 100 / 10)\(hundredths % 10)"
    let line = [attack.name, attack.expected.joined(separator: "|"), outcome, cpu, "\(peak >> 20)"]
    let table = try #require(fopen(path, "a"))
    defer { fclose(table) }
    fputs(line.joined(separator: "\t") + "\n", table)
  }
}
