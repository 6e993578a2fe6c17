import Domain
import GRDB
import Testing

@testable import Storage

@Suite struct PointsLedgerTests {
  private let book: BookOnDisk
  private var wallet = PointWallet("points")

  init() throws {
    book = try BookOnDisk()
    try book.run { session in
      for code in ["A", "B"] {
        try session.add("customers", ["code": .text(code), "name": .text(code)])
        for number in 1...2 {
          try session.add(
            "orders",
            ["code": .text("\(code)\(number)"), "customer": .text(code), "ordered_on": .text("2026-01-01")])
        }
      }
    }
  }

  private func request(
    _ points: Int64, of customer: String = "A", on day: String = "2026-01-15", reference: String? = nil,
    order: String? = nil, base: Int64? = nil
  ) throws -> PointRequest {
    var request = PointRequest(
      .code(customer), wallet, points, on: try CivilDate(day), source: "test", reference: reference, by: "tester")
    request.order = order.map { .code($0) }
    request.base = base
    request.reason = "test"
    return request
  }

  private func balance(_ customer: String = "A", on day: String = "2026-01-15") throws -> PointBalance {
    try book.file.read { session in
      try session.pointBalances(of: .code(customer), on: CivilDate(day)).first ?? PointBalance("points")
    }
  }

  private func isSound() throws -> Bool {
    try book.file.examine().first { $0.check == "points" }?.verdict == .ok
  }

  /// nopCommerce issue 5595: an order pays with 50 points and earns 21; cancelled, it takes 21 back and returns 50.
  @Test func `a cancelled order takes back what it earned and returns what it was paid in`() throws {
    let wallet = wallet
    try book.run { session in
      _ = try session.earn(request(50))
      _ = try session.spend(request(50, order: "A1"))
      _ = try session.earn(request(21, order: "A1", base: 2100))
      _ = try session.reverse(.code("A1"), amount: nil, request(1), wallets: [wallet])
    }
    #expect(try balance().usable == 50)
    #expect(try balance().balance == 50)
    #expect(try isSound())
    // Once more changes nothing.
    try book.run { _ = try $0.reverse(.code("A1"), amount: nil, request(1), wallets: [wallet]) }
    #expect(try balance().balance == 50)
  }

  /// ERPNext issue 59050: 106 points earned by one kind of document and 50 used by another: one movement of −50 exists.
  @Test func `points of one document are used by another`() throws {
    try book.run { session in
      _ = try session.earn(request(106, order: "A1"))
      _ = try session.spend(request(50, order: "A2"))
    }
    #expect(try book.sql("SELECT group_concat(points) FROM point_movements") == "106,-50")
    #expect(try book.sql("SELECT remaining FROM point_lots") == "56")
    #expect(try balance().usable == 56)
  }

  /// Salesforce loyalty management: a reinstatement window of 10 days on 15 January 2026 brings back points that expired
  /// on or after 5 January 2026.
  @Test(arguments: [("2026-01-05", 40), ("2026-01-04", 0), ("2026-01-20", 40)])
  func `cancelled spendings come back if they expired within the window`(_ last: String, _ usable: Int64) throws {
    var wallet = wallet
    wallet.expiry = .fixed(try CivilDate(last))
    wallet.reinstatement = 10
    try book.run { session in
      var earning = try request(40, on: "2026-01-01")
      earning.wallet = wallet
      _ = try session.earn(earning)
      let spending = try session.spend(request(40, on: "2026-01-02"))
      var cancelling = try request(1, on: "2026-01-15")
      cancelling.wallet = wallet
      _ = try session.restore(spending, points: nil, cancelling)
    }
    #expect(try balance().usable == usable)
    #expect(try balance(on: "2026-01-25").usable == (last == "2026-01-20" ? 0 : usable))
    #expect(try balance(on: "2026-01-26").usable == 0)
    #expect(try isSound())
  }

  @Test func `spent points return to the lots they came from, with their days`() throws {
    var wallet = wallet
    wallet.expiry = .rolling(TimeSpan(1, .month), fromActivation: false, through: nil)
    try book.run { session in
      for day in ["2026-01-01", "2026-01-10"] {
        var earning = try request(100, on: day)
        earning.wallet = wallet
        _ = try session.earn(earning)
      }
      let spending = try session.spend(request(150))
      _ = try session.restore(spending, points: 60, request(1))
    }
    #expect(
      try book.sql("SELECT group_concat(expires_on || ' ' || remaining) FROM point_lots")
        == "2026-02-01 10,2026-02-10 100")
    #expect(try balance(on: "2026-02-02").usable == 100)
  }

  @Test func `an expired lot is unusable before it is swept, and swept once`() throws {
    var wallet = wallet
    wallet.expiry = .fixed(try CivilDate("2026-01-14"))
    try book.run { session in
      var earning = try request(40, on: "2026-01-01")
      earning.wallet = wallet
      _ = try session.earn(earning)
    }
    #expect(try balance(on: "2026-01-14").usable == 40)
    #expect(try balance().usable == 0)
    let error = #expect(throws: PointsError.self) { try book.run { try $0.spend(request(1)) } }
    #expect(error?.code == "insufficient-points")
    for expected in [1, 0] {
      let swept = try book.run { try $0.expirePoints(on: CivilDate("2026-03-01"), by: "tester").count }.result
      #expect(swept == expected)
    }
    #expect(
      try book.sql("SELECT kind || points || moved_on FROM point_movements WHERE points < 0") == "expire-402026-01-15")
    #expect(try balance().balance == 0)
  }

  @Test func `a reference means one movement, and another body is refused`() throws {
    let first = try book.run { try $0.earn(request(10, reference: "R")) }.result
    #expect(try book.run { try $0.earn(request(10, reference: "R")) }.result == first)
    for other in [try request(11, reference: "R"), try request(10, of: "B", reference: "R")] {
      let error = #expect(throws: PointsError.self) { try book.run { try $0.earn(other) } }
      #expect(error?.code == "other-body")
    }
    #expect(try book.run { try $0.spend(request(10, reference: "R")) }.result != first)
    #expect(try balance().balance == 0)
  }

  @Test func `a shortage is owed and paid by the next points, or written off, and never dropped`() throws {
    for shortage in PointWallet.Shortage.allCases {
      let book = try BookOnDisk()
      var wallet = wallet
      wallet.shortage = shortage
      let found = try book.run { session -> [Int64] in
        try session.add("customers", ["code": .text("A"), "name": .text("A")])
        try session.add("orders", ["code": .text("A1"), "customer": .text("A"), "ordered_on": .text("2026-01-01")])
        _ = try session.earn(request(100, order: "A1", base: 1000))
        _ = try session.spend(request(80))
        _ = try session.reverse(.code("A1"), amount: 500, request(1), wallets: [wallet])
        let balance = try session.pointBalances(of: .code("A"), on: CivilDate("2026-01-15"))[0]
        _ = try session.earn(request(50))
        let after = try session.pointBalances(of: .code("A"), on: CivilDate("2026-01-15"))[0]
        return [balance.balance, balance.debt, after.usable]
      }.result
      let expected: [Int64] = shortage == .debt ? [-30, 30, 20] : shortage == .writeOff ? [0, 0, 50] : [20, 0, 70]
      #expect(found == expected, "\(shortage)")
      #expect(try book.sql("SELECT desired FROM point_movements WHERE kind = 'reverse'") == "-50")
      #expect(try book.file.examine().first { $0.check == "points" }?.verdict == .ok)
    }
  }

  @Test func `what cannot be is refused by name and writes nothing`() throws {
    let before = try book.facts()
    var fixed = try request(5)
    fixed.wallet.expiry = .fixed(try CivilDate("2026-01-14"))
    var status = try request(5)
    status.wallet.isRedeemable = false
    var silent = try request(5)
    silent.reason = nil
    let attempts: [(String, (BookSession) throws -> Int64)] = [
      ("points-not-above-0", { try $0.earn(request(0)) }), ("points-not-above-0", { try $0.earn(request(-5)) }),
      ("points-not-above-0", { try $0.spend(request(-5)) }),
      ("too-many-points", { try $0.earn(request(PointRequest.limit + 1)) }),
      ("too-many-points", { try $0.adjust(request(.min)) }), ("not-found", { try $0.earn(request(5, of: "Z")) }),
      ("not-found", { try $0.earn(request(5, order: "Z9")) }), ("expiry-before-earning", { try $0.earn(fixed) }),
      ("wallet-not-redeemable", { try $0.spend(status) }), ("missing-reason", { try $0.adjust(silent) }),
      ("insufficient-points", { try $0.spend(request(5)) }),
      ("transfer-to-itself", { try $0.transfer(request(5), to: .code("A")).out }),
      ("unknown-movement", { try $0.restore(99, points: nil, request(1)) }),
    ]
    for (code, attempt) in attempts {
      let error = #expect(throws: (any Error).self) { try book.run(attempt) }
      #expect(
        (error as? PointsError)?.code ?? (error as? BookError)?.code == code, "\(code): \(String(describing: error))")
    }
    #expect(try book.facts() == before)
    try book.run { _ = try $0.earn(request(5)) }
    var cash = try request(5)
    cash.wallet.currency = .cny
    #expect(throws: PointsError.otherUnit(wallet: "points", customer: "A")) { try book.run { try $0.earn(cash) } }
  }

  @Test func `a transfer keeps the days of each lot and has two halves`() throws {
    var wallet = wallet
    wallet.expiry = .rolling(TimeSpan(1, .month), fromActivation: false, through: nil)
    try book.run { session in
      for day in ["2026-01-01", "2026-01-10"] {
        var earning = try request(100, on: day)
        earning.wallet = wallet
        _ = try session.earn(earning)
      }
      _ = try session.transfer(request(150), to: .code("B"))
    }
    let lots = try book.file.read { try $0.pointLots(of: .code("B"), wallet: nil) }
    #expect(lots.map { "\($0.expiresOn?.description ?? "") \($0.remaining)" } == ["2026-02-01 100", "2026-02-10 50"])
    #expect(try balance("B").usable == 150)
    #expect(try balance("A").usable == 50)
    #expect(try isSound())
  }

  @Test func `points follow a merge, and parting gives them back`() throws {
    try book.run { session in
      _ = try session.earn(request(30))
      _ = try session.spend(request(10))
      _ = try session.earn(request(5, of: "B"))
    }
    let before = try book.facts().sorted()
    let merge = try book.run { try $0.merge(.code("A"), into: .code("B"), MergeChoices()) }.id
    #expect(try balance("B").usable == 25)
    #expect(try isSound())
    try book.run { try $0.unmerge(.code("A")) }
    #expect(try book.facts().sorted() == before)
    #expect(try balance("A").usable == 20)
    _ = merge
    let again = try book.run { try $0.merge(.code("A"), into: .code("B"), MergeChoices()) }.id
    try book.undo(again)
    #expect(try book.facts().sorted() == before)
    #expect(try isSound())
  }

  @Test func `customers who have used each other's points are not parted, nor is their merge undone`() throws {
    try book.run { _ = try $0.earn(request(30)) }
    let merge = try book.run { try $0.merge(.code("A"), into: .code("B"), MergeChoices()) }.id
    try book.run { _ = try $0.spend(request(10, of: "B")) }
    let before = try book.facts()
    #expect(throws: MergeError.self) { try book.run { try $0.unmerge(.code("A")) } }
    #expect(throws: RunError.self) { try book.undo(merge) }
    #expect(try book.facts() == before)
  }

  @Test func `a run of points is undone wholly, and not when later movements stand on it`() throws {
    let before = try book.facts().sorted()
    let earning = try book.run { _ = try $0.earn(request(30)) }.id
    let spending = try book.run { _ = try $0.spend(request(10)) }.id
    #expect(throws: RunError.self) { try book.undo(earning) }
    #expect(try balance().usable == 20)
    try book.undo(spending)
    #expect(try balance().usable == 30)
    try book.undo(earning)
    #expect(try book.facts().sorted() == before)
    #expect(try isSound())
  }

  @Test func `wrong caches are found and put right, and a torn ledger is not`() throws {
    try book.run { _ = try $0.earn(request(30)) }
    try book.run { session in
      try session.atomically {
        try session.db.execute(sql: "UPDATE point_balances SET balance = 7")
        try session.db.execute(sql: "UPDATE point_lots SET remaining = 3")
      }
    }
    #expect(try book.file.examine().first { $0.check == "points" }?.verdict == .fail)
    #expect(try book.run { try $0.rebuildPoints() }.result == PointRebuild(balances: 1, corrected: 2))
    #expect(try isSound())
    #expect(try balance().usable == 30)
    try book.run { session in
      try session.atomically { try session.db.execute(sql: "UPDATE point_movements SET points = 31") }
    }
    #expect(throws: PointsError.self) { try book.run { try $0.rebuildPoints() } }
  }

  @Test(arguments: [
    ("UPDATE point_movements SET points = 11 WHERE kind = 'restore'", "point_movements #2"),
    ("UPDATE point_movements SET origin_id = NULL WHERE kind = 'transfer_in'", "point_movements #4"),
    ("UPDATE point_movements SET points = -31 WHERE kind = 'reverse'", "orders #1 points"),
    ("UPDATE point_lots SET expires_on = '2025-12-31' WHERE id = 1", "point_lots #1"),
    ("UPDATE point_uses SET used_on = '2025-12-31' WHERE id = 1", "point_uses #1"),
  ])
  func `more given or taken back than there was, half a transfer and expiry before earning are found`(
    _ damage: String, _ place: String
  ) throws {
    try book.run { session in
      _ = try session.earn(request(30, order: "A1", base: 1000))
      let spent = try session.spend(request(10))
      _ = try session.restore(spent, points: 4, request(1))
      _ = try session.transfer(request(5), to: .code("B"))
      _ = try session.reverse(.code("A1"), amount: 100, request(1), wallets: [wallet])
    }
    #expect(try isSound())
    try book.run { session in try session.atomically { try session.db.execute(sql: damage) } }
    #expect(try book.file.read { try $0.tornPoints() }.contains(place))
    #expect(try book.file.examine().first { $0.check == "points" }?.verdict == .fail)
  }

  @Test(arguments: [
    ("rewards", "UPDATE reward_events SET movement_id = 1"),
    ("rewards", "UPDATE reward_events SET event = 'cancelled'"),
    (
      "rewards",
      "INSERT INTO reward_events SELECT 9, 1, 1, code, 'cancelled', movement_id, happened_on, 1 FROM reward_events"
    ),
    ("reward-stock", "UPDATE rewards SET stock = 0"),
    ("referrals", "UPDATE customers SET referrer_id = 3 - id"),
    ("referrals", "UPDATE customers SET referrer_id = id WHERE id = 2"),
  ])
  func `a reward that was not paid or ended in no known way, and referrals in a circle, are found`(
    _ check: String, _ damage: String
  ) throws {
    try book.run { session in
      try session.add(
        "rewards", ["code": .text("W"), "name": .text("W"), "points": .integer(10), "stock": .integer(1)])
      _ = try session.earn(request(30))
      _ = try session.issueReward(.code("W"), request(0))
    }
    #expect(try book.file.examine().first { $0.check == check }?.verdict == .ok)
    try book.run { session in try session.atomically { try session.db.execute(sql: damage) } }
    let verdict = try book.file.examine().first { $0.check == check }?.verdict
    #expect(verdict == (check == "rewards" ? .fail : .warn))
  }

  @Test func `pending points wait for their day or their event`() throws {
    var wallet = wallet
    wallet.pending = .event
    wallet.expiry = .rolling(TimeSpan(1, .month), fromActivation: true, through: nil)
    let waiting = wallet
    try book.run { session in
      var earning = try request(40, on: "2026-01-01")
      earning.wallet = waiting
      let id = try session.earn(earning)
      #expect(throws: PointsError.self) { try session.spend(request(1)) }
      var activating = try request(1, on: "2026-01-10")
      activating.wallet = waiting
      _ = try session.activate(id, activating)
    }
    #expect(try balance(on: "2026-01-09").pending == 40)
    #expect(try balance().usable == 40)
    #expect(try balance(on: "2026-02-10").usable == 40)
    #expect(try balance(on: "2026-02-11").usable == 0)
  }
}
