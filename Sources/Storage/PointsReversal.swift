public import Domain
import GRDB

/// What takes movements of points back.
extension BookSession {
  public func reverse(
    _ order: RecordKey, amount: Int64?, _ request: PointRequest, wallets: [PointWallet]
  ) throws -> [Int64] {
    guard let orderID = try id(of: order, in: .orders) else { throw BookError.notFound(order, entity: .orders) }
    let code = try self.code(of: .id(orderID), in: .orders) ?? "\(order)"
    if let amount, amount <= 0 {
      let currency = try currency(of: order, in: .orders)
      throw PointsError.negativeReturn(Money(minorUnits: amount, currency), order: code)
    }
    let earned = try Row.fetchAll(
      db,
      sql: """
        SELECT id, customer_id, wallet, points, base, \(Self.isReward) AS is_reward FROM point_movements
        WHERE order_id = ? AND kind = 'earn' ORDER BY wallet, customer_id, id
        """, arguments: [orderID]
    ).map(EarnedPoints.init)
    let spent = try Row.fetchAll(
      db,
      sql: """
        SELECT m.id, m.customer_id, m.wallet, m.moved_on, -m.points - \(Self.restored) AS left FROM point_movements m
        WHERE m.order_id = ? AND m.kind = 'spend' ORDER BY m.id
        """, arguments: [orderID])
    if earned.isEmpty, spent.isEmpty { throw PointsError.nothingEarned(order: code) }
    func wallet(_ name: String) throws -> PointWallet {
      guard let wallet = wallets.first(where: { $0.name == name }) else {
        throw PointsError.unknownWallet(name, order: code)
      }
      return wallet
    }
    return try atomically {
      var movements: [Int64] = []
      if amount == nil {
        // What was paid in points comes back first: what the order earned may have to be taken from it.
        for row in spent where row["left"] as Int64 > 0 {
          var restoring = request
          (restoring.customer, restoring.wallet) = (.id(row["customer_id"]), try wallet(row["wallet"]))
          restoring.order = .id(orderID)
          restoring.reference = nil
          restoring.day = max(request.day, try CivilDate(row["moved_on"] as String))
          movements.append(try restore(row["id"], points: nil, restoring))
        }
      }
      let own = earned.filter { !$0.isReward }
      for (account, points) in Dictionary(grouping: own, by: \.account).sorted(by: { $0.key < $1.key }) {
        var reversing = request
        (reversing.customer, reversing.wallet) = (.id(account.customer), try wallet(account.wallet))
        reversing.order = .id(orderID)
        reversing.base = amount
        movements.append(try reverse(points, reversing))
      }
      for reward in earned where reward.isReward {
        if let amount, try !isWhole(reward, of: orderID, returned: amount) { continue }
        var reversing = request
        (reversing.customer, reversing.wallet) = (.id(reward.account.customer), try wallet(reward.account.wallet))
        reversing.order = .id(orderID)
        if let movement = try reverse(reward, reversing) { movements.append(movement) }
      }
      return movements
    }
  }

  /// Takes back what an order earned in one wallet.
  private func reverse(_ earned: [EarnedPoints], _ request: PointRequest) throws -> Int64 {
    let account = try PointAccount(request, self)
    if let known = try knownReversal(request, account) { return known }
    let before = try Row.fetchOne(
      db,
      sql: """
        SELECT coalesce(sum(base), 0) AS base, -coalesce(sum(desired), 0) AS desired, count(*) - count(base) AS whole
        FROM point_movements
        WHERE order_id = ? AND kind = 'reverse' AND wallet = ? AND customer_id = ? AND origin_id IS NULL
        """, arguments: [try id(of: request.order ?? .id(0), in: .orders), account.wallet.name, account.customer])
    let isWhole = request.base == nil || (before?["whole"] ?? 0 as Int64) > 0
    let (sum, overflow) = (before?["base"] ?? 0 as Int64).addingReportingOverflow(request.base ?? 0)
    let returned = isWhole || overflow ? nil : sum
    let target = earned.reduce(0 as Int64) {
      $0 + PointReversal.reversed(of: $1.points, base: $1.base, returned: returned)
    }
    return try takeBack(max(0, target - (before?["desired"] ?? 0 as Int64)), of: earned, request, account)
  }

  /// Takes a reward back that another customer earned by the order, once; nil where that was done before.
  private func reverse(_ reward: EarnedPoints, _ request: PointRequest) throws -> Int64? {
    let known = try Int64.fetchOne(
      db, sql: "SELECT id FROM point_movements WHERE origin_id = ? AND kind = 'reverse'", arguments: [reward.id])
    if known != nil { return nil }
    var request = request
    request.source = "referral"
    request.reference = PointReference.movement(reward.id).description
    return try takeBack(reward.points, of: [reward], origin: reward.id, request, PointAccount(request, self))
  }

  /// Whether nothing is left of an order that earned a reward.
  private func isWhole(_ reward: EarnedPoints, of order: Int64, returned: Int64) throws -> Bool {
    let sum = try Int64.fetchOne(
      db,
      sql: """
        SELECT max(
          coalesce((SELECT sum(r.amount) FROM returns r JOIN orders o ON o.id = r.order_id
            WHERE o.id = ?1 AND r.currency = o.currency), 0),
          coalesce((SELECT max(base) FROM (SELECT sum(base) AS base FROM point_movements
            WHERE order_id = ?1 AND kind = 'reverse' AND origin_id IS NULL GROUP BY wallet, customer_id)), 0))
        """, arguments: [order])
    guard let base = reward.base, base > 0 else { return false }
    return max(returned, sum ?? 0) >= base
  }

  /// Takes back as many points as there are, those among them that expired unused; by the wallet's rules, the rest is
  /// owed or written off.
  private func takeBack(
    _ desired: Int64, of earned: [EarnedPoints], origin: Int64? = nil, _ request: PointRequest, _ account: PointAccount
  ) throws -> Int64 {
    let draws = try lotsToReverse(earned, account, on: request.day).drawn(desired)
    let missing = desired - draws.total
    let debt = account.wallet.shortage == .debt ? missing : 0
    let movement = try post(
      .reverse, -draws.total - debt, desired: -desired, debt: debt, origin: origin, request, account)
    for draw in draws {
      let day = max(request.day, try lastArrival(in: draw.lot))
      try self.draw([draw], by: PostedMovement(id: movement.id, day: day), request, account)
    }
    return movement.id
  }

  /// The lots that points are taken back from: those that the order made, or that came of them when a spending came back,
  /// pending ones first, then the customer's others, pending ones last. Of the order's own that is whatever nobody used, also what has expired, booked or not: expiry is a
  /// matter of the day, and nobody owes points that were never used.
  private func lotsToReverse(_ earned: [EarnedPoints], _ account: PointAccount, on day: CivilDate) throws -> [PointLot]
  {
    let own = try lots(
      """
      (l.movement_id IN (SELECT value FROM json_each(?1)) OR EXISTS (
        SELECT 1 FROM point_uses u JOIN point_lots o ON o.id = u.lot_id
        WHERE u.movement_id = l.movement_id AND u.points = l.points AND o.earned_on = l.earned_on
          AND o.movement_id IN (SELECT value FROM json_each(?1))))
      AND l.customer_id = ?2 AND l.wallet = ?3 AND left > 0
      """,
      ["[\(earned.map { "\($0.id)" }.joined(separator: ","))]", account.customer, account.wallet.name],
      left: Self.unused
    ).inBurnOrder(account.wallet.burn)
    let pending = own.filter { $0.isPending(on: day) }
    if account.wallet.shortage == .onlyPending { return pending }
    let known = Set(own.map(\.id))
    let others = try lots(account, on: day).filter { !known.contains($0.id) }
    return pending + own.filter { !$0.isPending(on: day) } + others.inUseOrder(account.wallet.burn, on: day)
  }

  /// The last day on which points came into a lot, or back into it.
  private func lastArrival(in lot: Int64) throws -> CivilDate {
    let day = try String.fetchOne(
      db,
      sql: """
        SELECT max(m.moved_on, coalesce((
          SELECT max(b.used_on) FROM point_uses b JOIN point_movements r ON r.id = b.movement_id
          WHERE b.lot_id = l.id AND b.points < 0 AND r.kind <> 'expire'), m.moved_on))
        FROM point_lots l JOIN point_movements m ON m.id = l.movement_id WHERE l.id = ?
        """, arguments: [lot])
    guard let day else { throw BookFileError.damaged("book", "point_lots #\(lot)") }
    return try CivilDate(day)
  }

  /// The reversal that a request asked for before; an error where that asked for something else.
  private func knownReversal(_ request: PointRequest, _ account: PointAccount) throws -> Int64? {
    guard let reference = request.reference else { return nil }
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT id, customer_id, order_id, base, reason FROM point_movements
        WHERE source = ? AND reference = ? AND kind = 'reverse' AND wallet = ?
        """, arguments: [request.source, reference, account.wallet.name])
    guard let row else { return nil }
    let order = try request.order.flatMap { try id(of: $0, in: .orders) }
    guard row["customer_id"] == account.customer, row["order_id"] == order, row["base"] == request.base,
      row["reason"] == request.reason
    else {
      throw PointsError.otherBody(reference, source: request.source, kind: "reverse", wallet: account.wallet.name)
    }
    return row["id"]
  }

  public func restore(_ movement: Int64, points: Int64?, _ request: PointRequest) throws -> Int64 {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT m.kind, m.customer_id, m.order_id, m.moved_on, -m.points - \(Self.restored) AS left
        FROM point_movements m WHERE m.id = ?
        """, arguments: [movement])
    guard let row else { throw PointsError.unknownMovement(movement) }
    guard row["kind"] == PointMovement.Kind.spend.rawValue else {
      throw PointsError.unknownKind(movement, kind: row["kind"], expected: PointMovement.Kind.spend.rawValue)
    }
    let account = PointAccount(customer: row["customer_id"], wallet: request.wallet)
    var request = request
    request.order = (row["order_id"] as Int64?).map { .id($0) }
    if let known = try knownRestoration(of: movement, points, request) { return known }
    let day = try CivilDate(row["moved_on"] as String)
    guard request.day >= day else { throw PointsError.beforeMovement(movement, on: day, asked: request.day) }
    let left: Int64 = row["left"]
    let asked = points ?? left
    guard asked > 0, asked <= left else {
      throw PointsError.restoredAlready(movement, left: left, asked: asked, try place(account))
    }
    return try atomically {
      let restoration = try post(.restore, asked, desired: asked, origin: movement, request, account)
      var missing = asked
      for draw in try outstanding(of: movement) where missing > 0 {
        let part = min(missing, draw.points)
        try putBack(PointDraw(lot: draw.lot, points: part), by: restoration, request, account)
        missing -= part
      }
      return restoration.id
    }
  }

  /// Puts points back into their lot. Those that have expired since come back as a lot of their own within the window of
  /// the wallet, else they expire at once.
  private func putBack(
    _ draw: PointDraw, by restoration: PostedMovement, _ request: PointRequest, _ account: PointAccount
  ) throws {
    try use([PointDraw(lot: draw.lot, points: -draw.points)], by: restoration.id, on: request.day)
    let lot = try lot(draw.lot)
    guard let last = lot.expiresOn, lot.isExpired(on: request.day) else {
      if try debt(of: account) > 0 { try settle(account, from: draw, on: request.day, last: lot.expiresOn) }
      return
    }
    let window = account.wallet.reinstatement
    if window > 0, request.day.days(since: last) <= window {
      try use([draw], by: restoration.id, on: request.day)
      try addLot(
        draw.points, of: restoration, account, earned: lot.earnedOn, active: request.day,
        last: request.day.adding(days: window))
    } else {
      try expire(draw.points, of: lot, on: request.day, by: request.operatorName)
    }
  }

  /// What of a spending has not come back, by lot, what was drawn last first.
  private func outstanding(of movement: Int64) throws -> [PointDraw] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT lot_id, sum(points) AS left FROM (
          SELECT id, lot_id, points FROM point_uses WHERE movement_id = ?1
          UNION ALL
          SELECT u.id, u.lot_id, u.points FROM point_movements r JOIN point_uses u ON u.movement_id = r.id
          WHERE r.origin_id = ?1 AND r.kind = 'restore' AND u.points < 0
        ) GROUP BY lot_id HAVING left > 0 ORDER BY min(id) DESC
        """, arguments: [movement]
    ).map { PointDraw(lot: $0["lot_id"], points: $0["left"]) }
  }

  private func knownRestoration(of movement: Int64, _ points: Int64?, _ request: PointRequest) throws -> Int64? {
    guard let reference = request.reference else { return nil }
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT id, origin_id, desired, reason FROM point_movements
        WHERE source = ? AND reference = ? AND kind = 'restore' AND wallet = ?
        """, arguments: [request.source, reference, request.wallet.name])
    guard let row else { return nil }
    guard row["origin_id"] == movement, points == nil || row["desired"] == points, row["reason"] == request.reason
    else {
      throw PointsError.otherBody(reference, source: request.source, kind: "restore", wallet: request.wallet.name)
    }
    return row["id"]
  }

  /// Whether an earning is a reward for a referral: a rule gave it for a customer who came.
  static let isReward = "rule IS NOT NULL AND reference GLOB 'customer #*'"

  /// How much of the movement `m` has come back.
  static let restored =
    "coalesce((SELECT sum(r.points) FROM point_movements r WHERE r.origin_id = m.id AND r.kind = 'restore'), 0)"
}

/// What an order earned by one rule.
private struct EarnedPoints {
  struct Account: Hashable, Comparable {
    let wallet: String
    let customer: Int64

    static func < (first: Account, second: Account) -> Bool {
      (first.wallet, first.customer) < (second.wallet, second.customer)
    }
  }

  let id: Int64
  let account: Account
  let points: Int64
  let base: Int64?
  let isReward: Bool

  init(_ row: Row) {
    id = row["id"]
    account = Account(wallet: row["wallet"], customer: row["customer_id"])
    points = row["points"]
    base = row["base"]
    isReward = row["is_reward"]
  }
}
