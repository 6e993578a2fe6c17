public import Domain
import GRDB

/// What moves points. Each of these is done wholly or not at all.
extension BookSession: PointsLedger {
  public func earn(_ request: PointRequest) throws -> Int64 {
    let account = try PointAccount(request, self)
    try check(request.points, account)
    if !request.isProven, let known = try repeated(request, .earn, request.points, account) { return known }
    let (active, last) = try days(of: account, earned: request.day)
    func write() throws -> Int64 {
      let granted = min(max(0, request.granted ?? request.points), request.points)
      let movement = try post(.earn, granted, desired: request.points, request, account)
      if granted > 0 {
        try addLot(granted, of: movement, account, earned: request.day, active: active, last: last)
        try extend(account, request)
      }
      return movement.id
    }
    return try request.isProven ? write() : atomically(write)
  }

  public func spend(_ request: PointRequest) throws -> Int64 {
    let account = try PointAccount(request, self)
    try check(request.points, account)
    if let known = try repeated(request, .spend, -request.points, account) { return known }
    guard account.wallet.isRedeemable else {
      throw PointsError.notRedeemable(try place(account))
    }
    let draws = try usable(request.points, request.day, account)
    return try atomically {
      let movement = try post(.spend, -request.points, desired: -request.points, request, account)
      try draw(draws, by: movement, request, account)
      try extend(account, request)
      return movement.id
    }
  }

  public func adjust(_ request: PointRequest) throws -> Int64 {
    let account = try PointAccount(request, self)
    if request.reason?.isEmpty ?? true { throw PointsError.noReason(try place(account)) }
    let size = request.points.magnitude
    guard size > 0, size <= PointRequest.limit.magnitude else { return try refuse(request.points, account) }
    if let known = try repeated(request, .adjust, request.points, account) { return known }
    if request.points > 0 {
      let (_, last) = try days(of: account, earned: request.day, isAtOnce: true)
      return try atomically {
        let movement = try post(.adjust, request.points, desired: request.points, request, account)
        try addLot(request.points, of: movement, account, earned: request.day, active: request.day, last: last)
        return movement.id
      }
    }
    let needed = -request.points
    let draws =
      try request.allowsDebt
      ? lots(account, on: request.day).inUseOrder(account.wallet.burn, on: request.day).drawn(needed)
      : usable(needed, request.day, account)
    return try atomically {
      let movement = try post(
        .adjust, request.points, desired: request.points, debt: needed - draws.total, request, account)
      try draw(draws, by: movement, request, account)
      return movement.id
    }
  }

  public func transfer(_ request: PointRequest, to customer: RecordKey) throws -> (out: Int64, in: Int64) {
    let account = try PointAccount(request, self)
    var toOther = request
    toOther.customer = customer
    let other = try PointAccount(toOther, self)
    if other.customer == account.customer { throw PointsError.toItself(try code(of: account.customer)) }
    try check(request.points, account)
    if let known = try repeated(request, .transferOut, -request.points, account),
      let half = try repeated(toOther, .transferIn, request.points, other)
    {
      return (known, half)
    }
    guard account.wallet.isRedeemable else {
      throw PointsError.notRedeemable(try place(account))
    }
    let draws = try usable(request.points, request.day, account)
    return try atomically {
      let out = try post(.transferOut, -request.points, desired: -request.points, request, account)
      let lots = try draws.map { ($0.points, try lot($0.lot)) }
      try draw(draws, by: out, request, account)
      try extend(account, request)
      let arrival = try post(
        .transferIn, request.points, desired: request.points, origin: out.id, toOther, other)
      for (points, lot) in lots {
        try addLot(points, of: arrival, other, earned: lot.earnedOn, active: lot.activeOn, last: lot.expiresOn)
      }
      return (out.id, arrival.id)
    }
  }

  public func activate(_ movement: Int64, _ request: PointRequest) throws -> Int64 {
    let account = try PointAccount(request, self)
    let waiting = try lots("l.movement_id = ? AND l.active_on IS NULL", [movement])
    if waiting.isEmpty {
      let known = try Int64.fetchOne(
        db, sql: "SELECT id FROM point_movements WHERE origin_id = ? AND kind = 'activate'", arguments: [movement])
      guard let known else { throw PointsError.notPending(movement) }
      return known
    }
    if let lot = waiting.first(where: { request.day < $0.earnedOn }) {
      throw PointsError.beforeMovement(movement, on: lot.earnedOn, asked: request.day)
    }
    return try atomically {
      let activation = try post(.activate, 0, desired: 0, origin: movement, request, account)
      let joined = try joined(account) ?? request.day
      for lot in waiting {
        let last = try account.wallet.expiry.lastDay(earned: lot.earnedOn, active: request.day, joined: joined)
        // A lot that activity has kept alive keeps the later day.
        let kept = [last, lot.expiresOn].compactMap { $0 }.max()
        if let kept, kept < request.day {
          throw PointsError.expiresBeforeActivation(kept, try place(account), active: request.day)
        }
        try db.execute(
          sql: "UPDATE point_lots SET active_on = ?, expires_on = ? WHERE id = ?",
          arguments: [request.day.description, kept?.description, lot.id])
      }
      return activation.id
    }
  }

  public func expirePoints(on day: CivilDate, by operatorName: String) throws -> [ExpiredPoints] {
    try atomically {
      let due = try lots("l.remaining > 0 AND l.expires_on < ? ORDER BY l.expires_on, l.id", [day.description])
      var expired: [String: ExpiredPoints] = [:]
      for lot in due {
        let next = try lot.expiresOn?.adding(days: 1) ?? day
        try expire(lot.remaining, of: lot, on: next, by: operatorName)
        // A wallet may hold another unit in another customer's ledger: what is told apart is added up apart.
        let key = "\(lot.wallet) \(lot.currency ?? "")"
        var sum =
          expired[key] ?? ExpiredPoints(wallet: lot.wallet, currency: lot.currency, lots: 0, points: 0)
        sum.lots += 1
        sum.points = sum.points.addingReportingOverflow(lot.remaining).partialValue
        expired[key] = sum
      }
      return expired.sorted { $0.key < $1.key }.map(\.value)
    }
  }

  /// Writes that so much of a lot has expired.
  func expire(_ points: Int64, of lot: PointLot, on day: CivilDate, by operatorName: String) throws {
    let customer = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT customer_id FROM point_lots WHERE id = ?"), arguments: [lot.id])
    guard let customer else { return }
    let wallet = PointWallet(lot.wallet, currency: lot.currency.flatMap { Currency($0) })
    let request = PointRequest(.id(customer), wallet, points, on: day, source: "expiry", by: operatorName)
    let account = PointAccount(customer: customer, wallet: wallet)
    let movement = try post(.expire, -points, desired: -points, origin: lot.movement, request, account)
    try use([PointDraw(lot: lot.id, points: points)], by: movement.id, on: day)
  }
}
