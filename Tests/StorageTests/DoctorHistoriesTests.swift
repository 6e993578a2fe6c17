import Domain
import GRDB
import Testing
import Wording

@testable import Storage

/// What the doctor finds in ledgers and histories, which nobody can correct by hand.
@Suite struct DoctorHistoriesTests {
  private let book: BookOnDisk

  /// A book with a row in every ledger and history.
  init() throws {
    book = try BookOnDisk()
    try book.run { session in
      try session.add("customers", ["code": .text("A"), "name": .text("A")])
      try session.add("groups", ["code": .text("G"), "name": .text("G")])
      try session.add("rewards", ["code": .text("R"), "name": .text("R"), "points": .integer(5)])
      let day = try CivilDate("2026-01-15")
      let at = try Instant("2026-01-15T08:00:00Z")
      let ladder = try session.addVersion(
        kind: "tier_policy", name: "value", hash: "h", file: "value.lua", source: "", modules: [])
      try session.activate(ladder)
      var earning = PointRequest(.code("A"), PointWallet("points"), 10, on: day, source: "test", by: "tester")
      _ = try session.earn(earning)
      earning.points = 0
      _ = try session.issueReward(.code("R"), earning)
      _ = try session.overrideTier(
        of: .code("A"), on: ladder, to: "gold", until: day, reason: "test", asOf: day, by: "tester")
      _ = try session.overrideTier(
        of: .code("A"), on: ladder, to: "silver", until: day, reason: "test", asOf: day, by: "tester")
      let limit = CreditChange(.limit, asOf: day, at: at, by: "tester", reason: "test", amount: nil)
      try session.changeGroupLimit(.code("G"), limit)
      _ = try session.changeCredit(session.creditProfile(of: .code("A")), limit, always: true)
      try session.db.execute(
        sql: """
          INSERT INTO credit_checks VALUES (1, 1, NULL, 'order', 1, '2026-01-15', '2026-01-15T08:00:00Z', 'tester', 'CNY',
            1, 'allow', 'test', NULL, NULL, '[]');
          INSERT INTO scores VALUES (1, 1, 1, 1, 1, '2026-01-15', 1, NULL, 1, NULL, '[]', '{}');
          """)
    }
  }

  private func finding(_ check: String) throws -> Finding? { try book.file.examine().first { $0.check == check } }

  @Test func `a sound book has nothing wrong in its ledgers and histories`() throws {
    #expect(try finding("ledger-values")?.verdict == .ok)
    #expect(try finding("tier-changes")?.verdict == .ok)
  }

  @Test(arguments: [
    ("point_movements", "moved_on", "2026-02-31"), ("point_movements", "kind", "gift"),
    ("point_lots", "expires_on", "soon"), ("point_lots", "earned_on", "2026-1-5"),
    ("point_uses", "used_on", "15.01.2026"), ("reward_events", "happened_on", "2026-13-01"),
    ("reward_events", "event", "lost"), ("credit_changes", "as_of", ""), ("credit_changes", "kind", "wish"),
    ("credit_changes", "at", "2026-01-15 08:00"), ("credit_changes", "valid_until", "2026-02-30"),
    ("group_limits", "as_of", "2026-00-10"), ("group_limits", "kind", "hold"),
    ("group_limits", "at", "2026-01-15T25:00:00Z"), ("credit_checks", "stage", "payment"),
    ("credit_checks", "outcome", "maybe"), ("tier_changes", "effective_on", "yesterday"),
    ("tier_changes", "kind", "jumped"), ("tier_overrides", "until_on", "2026-04-31"),
    ("tier_standings", "since", "2026-01"), ("scores", "as_of", "2026-06-31"),
  ])
  func `a day or a word that is none is found with its table, row and value`(
    _ table: String, _ column: String, _ value: String
  ) throws {
    try book.run { session in
      try session.atomically {
        try session.db.execute(sql: "UPDATE \(table) SET \(column) = ? WHERE id = 1", arguments: [value])
      }
    }
    let found = try #require(try finding("ledger-values"))
    #expect(found.verdict == .fail)
    #expect(found.fact.english == "\(table) #1: \(column) '\(value)'")
    #expect(found.remedy != nil)
  }

  @Test func `a change of tier that does not start where the one before ended is found`() throws {
    try book.run { session in
      try session.atomically {
        try session.db.execute(sql: "UPDATE tier_changes SET from_tier = 'bronze' WHERE id = 2")
      }
    }
    let found = try #require(try finding("tier-changes"))
    #expect(found.verdict == .fail)
    #expect(found.fact.english == "tier_changes #2: from_tier 'bronze', 'gold' before it")
    try book.run { session in
      try session.atomically {
        try session.db.execute(sql: "UPDATE tier_changes SET from_tier = NULL WHERE id = 2")
      }
    }
    #expect(try finding("tier-changes")?.fact.english == "tier_changes #2: from_tier nil, 'gold' before it")
  }
}
