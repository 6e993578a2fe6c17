import Domain
import Foundation
import GRDB
import Testing

@testable import Storage

/// Movements that are written after their day: what was on a day stays as it was, and what could not be then is refused.
@Suite struct PointsOnEarlierDaysTests {
  private let book: BookOnDisk

  init() throws {
    book = try BookOnDisk()
    try book.run { session in
      try session.add("customers", ["code": .text("A"), "name": .text("A")])
      try session.add("orders", ["code": .text("A1"), "customer": .text("A"), "ordered_on": .text("2026-01-01")])
    }
  }

  private func request(_ points: Int64 = 1, on day: String, isOfOrder: Bool = false) throws -> PointRequest {
    var wallet = PointWallet("points")
    wallet.expiry = .fixed(try CivilDate("2026-01-31"))
    return try request(points, on: CivilDate(day), wallet, isOfOrder: isOfOrder)
  }

  private func request(
    _ points: Int64, on day: CivilDate, _ wallet: PointWallet, isOfOrder: Bool
  ) throws -> PointRequest {
    var request = PointRequest(.code("A"), wallet, points, on: day, source: "test", by: "tester")
    request.order = isOfOrder ? .code("A1") : nil
    request.base = isOfOrder ? 1000 : nil
    return request
  }

  private func balance(on day: String) throws -> PointBalance {
    try book.file.read { try $0.pointBalances(of: .code("A"), on: CivilDate(day)).first ?? PointBalance("points") }
  }

  @Test func `what came back later cannot be spent on an earlier day, and nothing comes back before it was spent`()
    throws
  {
    let spending = try book.run {
      _ = try $0.earn(request(100, on: "2026-01-02"))
      return try $0.spend(request(100, on: "2026-01-10"))
    }.result
    let early = #expect(throws: PointsError.self) {
      try book.run { try $0.restore(spending, points: nil, request(on: "2026-01-09")) }
    }
    #expect(early?.code == "before-movement")
    _ = try book.run { try $0.restore(spending, points: nil, request(on: "2026-01-20")) }
    for day in ["2026-01-05", "2026-01-15"] {
      let error = #expect(throws: PointsError.self) { try book.run { try $0.spend(request(100, on: day)) } }
      #expect(error?.code == "insufficient-points")
    }
    _ = try book.run { try $0.spend(request(100, on: "2026-01-20")) }
    #expect(try balance(on: "2026-01-15").balance == 0)
  }

  @Test(arguments: [false, true])
  func `points are spent on a day on which they were alive, though they have expired since`(_ isBooked: Bool) throws {
    try book.run { session in
      _ = try session.earn(request(100, on: "2026-01-02"))
      if isBooked { _ = try session.expirePoints(on: CivilDate("2026-02-05"), by: "tester") }
      _ = try session.spend(request(30, on: "2026-01-20"))
      _ = try session.expirePoints(on: CivilDate("2026-02-06"), by: "tester")
    }
    #expect(try balance(on: "2026-01-25").usable == 70)
    #expect(try balance(on: "2026-02-06").balance == 0)
    #expect(try book.sql("SELECT sum(points) FROM point_movements WHERE kind = 'expire'") == "-70")
  }

  @Test(arguments: [false, true])
  func `points that activity keeps alive are alive though their expiry was booked before it was known of`(
    _ isBooked: Bool
  ) throws {
    var wallet = PointWallet("points")
    wallet.expiry = .lastActivity(try TimeSpan("6m"))
    try book.run { session in
      _ = try session.earn(request(10, on: CivilDate("2026-01-01"), wallet, isOfOrder: false))
      if isBooked { _ = try session.expirePoints(on: CivilDate("2026-10-01"), by: "tester") }
      _ = try session.earn(request(1, on: CivilDate("2026-06-20"), wallet, isOfOrder: false))
    }
    #expect(try balance(on: "2026-10-02").usable == 11)
    #expect(try balance(on: "2026-12-20").usable == 11)
    #expect(try balance(on: "2026-12-21").usable == 0)
  }

  @Test func `points that have come back after their time and expired again unused are not owed`() throws {
    var wallet = PointWallet("points")
    wallet.expiry = .fixed(try CivilDate("2026-06-30"))
    wallet.reinstatement = 30
    try book.run { session in
      func request(_ points: Int64, _ day: String) throws -> PointRequest {
        try self.request(points, on: CivilDate(day), wallet, isOfOrder: true)
      }
      _ = try session.earn(request(100, "2026-01-01"))
      var spending = try request(60, "2026-06-30")
      spending.order = nil
      let spent = try session.spend(spending)
      _ = try session.restore(spent, points: nil, request(60, "2026-07-10"))
      _ = try session.reverse(.code("A1"), amount: nil, request(1, "2026-11-22"), wallets: [wallet])
    }
    #expect(try balance(on: "2026-11-22").debt == 0)
  }

  @Test func `points for a day to come do not let more be used before it than there is`() throws {
    var wallet = PointWallet("points")
    wallet.expiry = .never
    try book.run { session in
      func request(_ points: Int64, _ day: String) throws -> PointRequest {
        try self.request(points, on: CivilDate(day), wallet, isOfOrder: false)
      }
      var owing = try request(-50, "2026-01-01")
      (owing.reason, owing.allowsDebt) = ("test", true)
      _ = try session.adjust(owing)
      _ = try session.earn(request(100, "2026-12-25"))
      _ = try session.earn(request(50, "2026-01-02"))
    }
    #expect(try balance(on: "2026-01-02").usable == 0)
    let error = #expect(throws: PointsError.self) {
      try book.run { try $0.spend(request(50, on: CivilDate("2026-01-02"), wallet, isOfOrder: false)) }
    }
    #expect(error?.code == "insufficient-points")
  }

  @Test func `what was over before a debt arose does not pay it`() throws {
    var wallet = PointWallet("points")
    wallet.expiry = .fixed(try CivilDate("2026-07-01"))
    try book.run { session in
      var owing = try request(-50, on: CivilDate("2026-11-01"), wallet, isOfOrder: false)
      (owing.reason, owing.allowsDebt) = ("test", true)
      _ = try session.adjust(owing)
      _ = try session.earn(request(100, on: CivilDate("2026-01-01"), wallet, isOfOrder: false))
    }
    #expect(try balance(on: "2026-11-02").debt == 50)
  }

  /// The 100 points were spent from the 10th to the 20th: a return of the 15th finds them again on the 20th.
  @Test func `a return of a day on which its points were spent is owed until they came back`() throws {
    try book.run { session in
      _ = try session.earn(request(100, on: "2026-01-02", isOfOrder: true))
      let spending = try session.spend(request(100, on: "2026-01-10"))
      _ = try session.restore(spending, points: nil, request(on: "2026-01-20"))
      let returning = try request(on: "2026-01-15")
      _ = try session.reverse(.code("A1"), amount: 600, returning, wallets: [returning.wallet])
    }
    #expect(try balance(on: "2026-01-16").debt == 60)
    #expect(try balance(on: "2026-01-20").debt == 0)
    #expect(try balance(on: "2026-01-20").usable == 40)
  }

  @Test
  func
    `movements of earlier days come to the same with and without booked expiry, and leave no lot below 0 on any day`()
    throws
  {
    var (swept, refused): (UInt64, UInt64) = (0, 0)
    for seed in 0..<Self.seeds {
      let often = try outcome(of: seed, booksExpiry: true)
      let never = try outcome(of: seed, booksExpiry: false)
      #expect(often.steps == never.steps, "seed \(seed)")
      #expect(often.wrong + never.wrong == [], "seed \(seed): \(often.steps)")
      swept += often.swept > 0 ? 1 : 0
      refused += UInt64(often.steps.count { $0.contains("insufficient") })
    }
    #expect(swept > Self.seeds / 2 && refused > Self.seeds / 4, "\(swept) with expiry, \(refused) refused")
  }

  private static let seeds: UInt64 = ProcessInfo.processInfo.environment["PATRON_SLOW"] == nil ? 24 : 2_000

  private struct Outcome {
    var steps: [String] = []
    var wrong: [String] = []
    var swept = 0
  }

  private struct TakenBack: Error {}

  private func outcome(of seed: UInt64, booksExpiry: Bool) throws -> Outcome {
    var outcome = Outcome()
    do {
      try book.run { session in
        try play(seed, booksExpiry, session, &outcome)
        outcome.wrong = try session.tornPoints() + Self.lotsOutOfBounds(session)
        throw TakenBack()
      }
    } catch is TakenBack {}
    return outcome
  }

  private func play(_ seed: UInt64, _ booksExpiry: Bool, _ session: BookSession, _ outcome: inout Outcome) throws {
    var random = SeededGenerator(seed: seed)
    var wallet = PointWallet("points")
    let span = try TimeSpan("9d")
    wallet.expiry = random.chance(30) ? .lastActivity(span) : .rolling(span, fromActivation: false, through: nil)
    wallet.burn = random.pick(PointWallet.BurnOrder.allCases)
    wallet.shortage = random.pick(PointWallet.Shortage.allCases)
    wallet.reinstatement = random.pick([0, 4])
    var day = try #require(CivilDate(daysSinceEpoch: 20_000))
    var spendings: [Int64] = []
    for _ in 0..<14 {
      day = try day.adding(days: Int.random(in: 0...4, using: &random))
      if booksExpiry { outcome.swept += try session.expirePoints(on: day, by: "tester").count }
      let late = try day.adding(days: random.chance(50) ? -Int.random(in: 0...12, using: &random) : 0)
      var request = try request(
        Int64.random(in: 1...40, using: &random), on: late, wallet, isOfOrder: random.chance(50))
      request.reason = "test"
      let spending = spendings.isEmpty ? nil : random.pick(spendings)
      let choice = Int.random(in: 0..<10, using: &random)
      do {
        switch choice {
        case ..<4: _ = try session.earn(request)
        case ..<7: spendings.append(try session.spend(request))
        case 7: _ = try spending.map { try session.restore($0, points: nil, request) }
        case 8: _ = try session.reverse(.code("A1"), amount: request.points * 20, request, wallets: [wallet])
        default:
          request.points = -request.points
          _ = try session.adjust(request)
        }
        outcome.steps.append("\(choice) \(late) done")
      } catch let error as PointsError {
        outcome.steps.append("\(choice) \(late) \(error.code)")
      }
      let balance = try session.pointBalances(of: .code("A"), on: day).first ?? PointBalance("points")
      outcome.steps.append("\(day) \(balance.balance - balance.expired) \(balance.usable) \(balance.debt)")
    }
  }

  /// Lots of which on some day less than nothing was left, or more than there ever was.
  private static func lotsOutOfBounds(_ session: BookSession) throws -> [String] {
    try String.fetchAll(
      session.db,
      sql: """
        SELECT 'lot #' || l.id || ' on ' || d.used_on FROM point_lots l JOIN point_uses d ON d.lot_id = l.id
        JOIN point_movements m ON m.id = l.movement_id
        WHERE d.used_on < m.moved_on OR l.points - (
          SELECT sum(u.points) FROM point_uses u WHERE u.lot_id = l.id AND u.used_on <= d.used_on) NOT BETWEEN 0 AND l.points
        """)
  }
}
