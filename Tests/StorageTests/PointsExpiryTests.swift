import Domain
import Testing

@testable import Storage

/// Expiry is a matter of the day: whether it was booked changes nothing that a customer has or owes.
@Suite struct PointsExpiryTests {
  private let book: BookOnDisk

  init() throws {
    book = try BookOnDisk()
    try book.run { session in
      try session.add("customers", ["code": .text("A"), "name": .text("A")])
      for code in ["A1", "A2"] {
        try session.add("orders", ["code": .text(code), "customer": .text("A"), "ordered_on": .text("2026-01-01")])
      }
    }
  }

  private func request(
    _ points: Int64 = 1, on day: String, through last: String = "2026-01-31", order: String? = nil
  ) throws -> PointRequest {
    var wallet = PointWallet("points")
    wallet.expiry = .fixed(try CivilDate(last))
    var request = PointRequest(.code("A"), wallet, points, on: try CivilDate(day), source: "test", by: "tester")
    request.order = order.map { .code($0) }
    request.base = order == nil ? nil : 1000
    return request
  }

  private func earn(_ points: Int64, on day: String, through last: String = "2026-01-31", order: String? = nil) throws {
    _ = try book.run { try $0.earn(request(points, on: day, through: last, order: order)) }
  }

  private func reverse(_ amount: Int64?, on day: String) throws {
    _ = try book.run {
      let request = try request(on: day)
      return try $0.reverse(.code("A1"), amount: amount, request, wallets: [request.wallet])
    }
  }

  private func expire(on day: String) throws {
    _ = try book.run { try $0.expirePoints(on: CivilDate(day), by: "tester") }
  }

  private func balance(on day: String) throws -> PointBalance {
    try book.file.read { try $0.pointBalances(of: .code("A"), on: CivilDate(day)).first ?? PointBalance("points") }
  }

  private func isSound() throws -> Bool {
    try book.file.examine().first { $0.check == "points" }?.verdict == .ok
  }

  /// 100 points of which 30 were used, so that 70 expire. Returned are 500, 400 and the last 100 of 1000: of 50, 40 and 10
  /// points, 50, 20 and none had expired unused, so that 20 and 10 are owed.
  @Test(arguments: [[], ["02-02"], ["02-11"], ["02-02", "02-11", "02-21"]])
  func `points that expired unused are not owed after a return, and count once`(_ booked: [String]) throws {
    try earn(100, on: "2026-01-01", order: "A1")
    _ = try book.run { try $0.spend(request(30, on: "2026-01-10")) }
    var owed: [Int64] = []
    for (amount, day) in [(500, "02-10"), (400, "02-20"), (nil, "02-25")] as [(Int64?, String)] {
      for booking in booked where booking < day { try expire(on: "2026-\(booking)") }
      try reverse(amount, on: "2026-\(day)")
      owed.append(try balance(on: "2026-\(day)").debt)
    }
    try expire(on: "2026-03-01")
    #expect(owed == [0, 20, 30])
    #expect(
      try book.sql(
        """
        SELECT group_concat(kind || ' ' || points || ' of ' || desired, ', ') FROM (SELECT kind, sum(points) AS points,
          sum(desired) AS desired FROM point_movements GROUP BY kind ORDER BY kind)
        """)
        == "earn 100 of 100, \(booked.isEmpty ? "" : "expire 0 of 0, ")reverse -100 of -100, spend -30 of -30")
    #expect(try isSound())
  }

  @Test func `booked expiry of which a return took points is not taken back before the return`() throws {
    try earn(100, on: "2026-01-01", order: "A1")
    let booking = try book.run { try $0.expirePoints(on: CivilDate("2026-02-01"), by: "tester") }.id
    let returning = try book.run {
      let request = try request(on: "2026-02-10")
      return try $0.reverse(.code("A1"), amount: 400, request, wallets: [request.wallet])
    }.id
    #expect(throws: (any Error).self) { try book.undo(booking) }
    try book.undo(returning)
    try book.undo(booking)
    #expect(try balance(on: "2026-02-10").expired == 100)
    #expect(try isSound())
  }

  @Test(arguments: [false, true])
  func `a return takes points that expired, and leaves those that the customer can use`(_ isBooked: Bool) throws {
    try earn(100, on: "2026-01-01", order: "A1")
    try earn(40, on: "2026-01-05", through: "2026-12-31", order: "A2")
    if isBooked { try expire(on: "2026-02-01") }
    try reverse(600, on: "2026-02-10")
    #expect(try balance(on: "2026-02-10").usable == 40)
    try expire(on: "2026-03-01")
    #expect(try book.sql("SELECT sum(points) FROM point_movements WHERE kind = 'expire'") == "-40")
    #expect(try isSound())
  }
}
