import Domain
import GRDB

/// Whose points, and by which rules.
struct PointAccount {
  let customer: Int64
  let wallet: PointWallet

  init(customer: Int64, wallet: PointWallet) {
    self.customer = customer
    self.wallet = wallet
  }

  init(_ request: PointRequest, _ session: BookSession) throws {
    if request.isProven, case .id(let id) = request.customer {
      self.init(customer: id, wallet: request.wallet)
      return
    }
    let customers = try session.entity(Entity.customers.name)
    guard let id = try session.id(of: request.customer, in: customers) else {
      throw BookError.notFound(request.customer, entity: customers)
    }
    self.init(customer: id, wallet: request.wallet)
  }
}

/// A movement just written.
struct PostedMovement {
  let id: Int64
  let day: CivilDate
}

extension BookSession {
  func check(_ points: Int64, _ account: PointAccount) throws {
    guard (1...PointRequest.limit).contains(points) else { return try refuse(points, account) }
  }

  func refuse<Result>(_ points: Int64, _ account: PointAccount) throws -> Result {
    let place = try place(account)
    throw points > 0 || points < -PointRequest.limit
      ? PointsError.tooMany(points, place) : PointsError.notAbove0(points, place)
  }

  /// What a message names.
  func place(_ account: PointAccount) throws -> PointPlace {
    PointPlace(account.wallet, customer: try code(of: account.customer))
  }

  /// The first and the last day of points that are earned on a day.
  func days(
    of account: PointAccount, earned day: CivilDate, isAtOnce: Bool = false
  ) throws -> (active: CivilDate?, last: CivilDate?) {
    let wallet = account.wallet
    let active = try isAtOnce ? day : wallet.pending.firstDay(earned: day)
    var joined = day
    if case .anniversary = wallet.expiry { joined = try self.joined(account) ?? day }
    let last = try wallet.expiry.lastDay(earned: day, active: active, joined: joined)
    if let last {
      guard last >= day else {
        throw PointsError.expiresBeforeEarning(last, try place(account), earned: day)
      }
      if let active, last < active {
        throw PointsError.expiresBeforeActivation(last, try place(account), active: active)
      }
    }
    return (active, last)
  }

  /// The day of the customer's first points in a wallet.
  func joined(_ account: PointAccount) throws -> CivilDate? {
    let sql = "SELECT min(moved_on) FROM point_movements WHERE customer_id = ? AND wallet = ?"
    return try statements[sql].using { statement in
      statement.bind(account.customer, at: 1)
      statement.bind(account.wallet.name, at: 2)
      return try statement.firstText()
    }.map { try CivilDate($0) }
  }

  /// The movement that a request asked for before; an error where that asked for something else.
  func repeated(
    _ request: PointRequest, _ kind: PointMovement.Kind, _ desired: Int64, _ account: PointAccount
  ) throws -> Int64? {
    guard let reference = request.reference else { return nil }
    return try points.known.using { statement in
      statement.bind(request.source, at: 1)
      statement.bind(reference, at: 2)
      statement.bind(kind.rawValue, at: 3)
      statement.bind(account.wallet.name, at: 4)
      guard try statement.step() else { return nil }
      let order = try request.order.flatMap { try id(of: $0, in: .orders) }
      guard statement.integer(1) == account.customer, statement.integer(2) == desired, statement.integer(3) == order,
        statement.text(4) == request.reason
      else {
        throw PointsError.otherBody(
          reference, source: request.source, kind: kind.rawValue, wallet: account.wallet.name)
      }
      return statement.integer(0)
    }
  }

  /// Writes a movement and what it does to the balance.
  ///
  /// - Parameter debt: How much of it no lot covers.
  func post(
    _ kind: PointMovement.Kind, _ points: Int64, desired: Int64, debt: Int64 = 0, origin: Int64? = nil,
    _ request: PointRequest, _ account: PointAccount
  ) throws -> PostedMovement {
    var order: Int64?
    if request.isProven, case .id(let id)? = request.order {
      order = id
    } else if let key = request.order {
      order = try id(of: key, in: .orders)
      guard order != nil else { throw BookError.notFound(key, entity: .orders) }
    }
    let currency = account.wallet.currency?.code
    try self.points.movement.using { statement in
      statement.bind(account.customer, at: 1)
      statement.bind(account.wallet.name, at: 2)
      statement.bind(kind.rawValue, at: 3)
      statement.bind(points, at: 4)
      statement.bind(desired, at: 5)
      statement.bind(currency, at: 6)
      statement.bind(request.day.description, at: 7)
      statement.bind(request.source, at: 8)
      statement.bind(request.reference, at: 9)
      statement.bind(order, at: 10)
      statement.bind(request.base, at: 11)
      statement.bind(request.rule, at: 12)
      statement.bind(request.version, at: 13)
      statement.bind(origin, at: 14)
      statement.bind(request.operatorName, at: 15)
      statement.bind(request.reason, at: 16)
      statement.bind(request.inputs, at: 17)
      statement.bind(runID, at: 18)
      do {
        try statement.run()
      } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_CONSTRAINT_UNIQUE {
        throw PointsError.otherBody(
          request.reference ?? "", source: request.source, kind: kind.rawValue, wallet: account.wallet.name)
      }
    }
    let id = db.lastInsertedRowID
    try addToBalance(points, debt: debt, account)
    return PostedMovement(id: id, day: request.day)
  }

  /// What the customer owes.
  func debt(of account: PointAccount) throws -> Int64 {
    try points.debt.using { statement in
      statement.bind(account.customer, at: 1)
      statement.bind(account.wallet.name, at: 2)
      return try statement.firstInteger() ?? 0
    }
  }

  /// Changes a cached balance.
  func addToBalance(_ points: Int64, debt: Int64, _ account: PointAccount) throws {
    try self.points.balance.using { statement in
      statement.bind(account.customer, at: 1)
      statement.bind(account.wallet.name, at: 2)
      statement.bind(account.wallet.currency?.code, at: 3)
      statement.bind(points, at: 4)
      statement.bind(debt, at: 5)
      do {
        guard try statement.run() == 1 else {
          throw PointsError.otherUnit(wallet: account.wallet.name, customer: try code(of: account.customer))
        }
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
        // A sum that outgrows 64 bits becomes a real number, which a strict column does not take.
        throw PointsError.balanceOverflow(try place(account))
      }
    }
  }

  /// Adds a lot, of which what the customer owes is taken at once.
  func addLot(
    _ points: Int64, of movement: PostedMovement, _ account: PointAccount, earned: CivilDate, active: CivilDate?,
    last: CivilDate?
  ) throws {
    try self.points.lot.using { statement in
      statement.bind(movement.id, at: 1)
      statement.bind(account.customer, at: 2)
      statement.bind(account.wallet.name, at: 3)
      statement.bind(points, at: 4)
      statement.bind(points, at: 5)
      statement.bind(earned.description, at: 6)
      statement.bind(active?.description, at: 7)
      statement.bind(last?.description, at: 8)
      try statement.run()
    }
    let lot = db.lastInsertedRowID
    if try debt(of: account) > 0 {
      try settle(account, from: PointDraw(lot: lot, points: points), on: movement.day, last: last)
    }
  }

  /// Covers what the customer owes by points of a lot, the oldest debts first, but none that came after its `last` day.
  func settle(_ account: PointAccount, from source: PointDraw, on day: CivilDate, last: CivilDate?) throws {
    let open = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT id, moved_on, -points - coalesce((SELECT sum(points) FROM point_uses WHERE movement_id = m.id), 0) AS open
          FROM point_movements m WHERE customer_id = ? AND wallet = ? AND points < 0 AND open > 0 ORDER BY id
          """), arguments: [account.customer, account.wallet.name])
    var left = source.points
    for row in open where left > 0 {
      let part = min(left, row["open"] as Int64)
      let covered = max(day, try CivilDate(row["moved_on"] as String))
      if let last, last < covered { continue }
      try use([PointDraw(lot: source.lot, points: part)], by: row["id"], on: covered)
      try addToBalance(0, debt: -part, account)
      left -= part
    }
  }

  /// Takes points out of lots, or puts them back where they are below 0.
  func use(_ draws: [PointDraw], by movement: Int64, on day: CivilDate) throws {
    for draw in draws {
      try points.use.using {
        $0.bind(movement, at: 1)
        $0.bind(draw.lot, at: 2)
        $0.bind(draw.points, at: 3)
        $0.bind(day.description, at: 4)
        try $0.run()
      }
      try points.draw.using {
        $0.bind(draw.points, at: 1)
        $0.bind(draw.lot, at: 2)
        try $0.run()
      }
    }
  }

  /// Keeps what nobody has used of a customer's points alive for a while from a request's day on, where activity does.
  /// What was booked as expired before the activity was known of is back: it was alive on that day.
  func extend(_ account: PointAccount, _ request: PointRequest) throws {
    let day = request.day
    guard let last = try account.wallet.expiry.lastDay(afterActivity: day) else { return }
    let alive = try lots(
      "l.customer_id = ? AND l.wallet = ? AND l.expires_on >= ? AND l.expires_on < ? AND left > l.remaining",
      [account.customer, account.wallet.name, day.description, last.description], left: Self.unused)
    for lot in alive {
      try takeBackExpiry(lot.remaining - self.lot(lot.id).remaining, of: lot.id, request, account)
    }
    try db.cachedStatement(
      sql: """
        UPDATE point_lots SET expires_on = ?1 WHERE customer_id = ?2 AND wallet = ?3 AND remaining > 0
          AND expires_on >= ?4 AND expires_on < ?1
        """
    ).execute(arguments: [last.description, account.customer, account.wallet.name, day.description])
  }

  /// So many usable points of a customer, by lot; refused where there are not as many.
  func usable(_ points: Int64, _ day: CivilDate, _ account: PointAccount) throws -> [PointDraw] {
    let lots = try lots(account, on: day).filter { $0.isUsable(on: day) }
    var usable = try max(0, lots.reduce(0) { $0 + $1.remaining } - debt(of: account))
    if try hasMovements(account, after: day) {
      // Points for a day to come may have covered what is still owed on this one.
      let there = try pointBalances(of: .id(account.customer), on: day).first { $0.wallet == account.wallet.name }
      usable = min(there?.usable ?? 0, usable)
    }
    guard points <= usable else {
      throw PointsError.insufficient(points, usable: usable, try place(account), day: day)
    }
    return lots.inBurnOrder(account.wallet.burn).drawn(points)
  }

  private func hasMovements(_ account: PointAccount, after day: CivilDate) throws -> Bool {
    let sql = "SELECT 1 FROM point_movements WHERE customer_id = ? AND wallet = ? AND moved_on > ? LIMIT 1"
    return try statements[sql].using { statement in
      statement.bind(account.customer, at: 1)
      statement.bind(account.wallet.name, at: 2)
      statement.bind(day.description, at: 3)
      return try statement.firstInteger() != nil
    }
  }

  /// What was left of a customer's lots on a day, and has been ever since: nobody uses on an earlier day what only came
  /// back later. What has expired since, booked or not, was there.
  func lots(_ account: PointAccount, on day: CivilDate) throws -> [PointLot] {
    try lots(
      "l.customer_id = ?1 AND l.wallet = ?2 AND m.moved_on <= ?3 AND (l.remaining > 0 OR l.expires_on >= ?3)",
      [account.customer, account.wallet.name, day.description],
      left: """
        min(\(Self.unused), coalesce((
          SELECT min(l.points - coalesce((
            SELECT sum(u.points) FROM point_uses u JOIN point_movements e ON e.id = u.movement_id
            WHERE u.lot_id = l.id AND u.used_on < b.used_on AND e.kind <> 'expire'), 0))
          FROM point_uses b JOIN point_movements r ON r.id = b.movement_id
          WHERE b.lot_id = l.id AND b.points < 0 AND b.used_on > ?3 AND r.kind <> 'expire'), l.points))
        """
    ).filter { $0.remaining > 0 }
  }

  /// What of the lot `l` nobody has used: what is left of it, and what was booked as expired.
  static let unused = """
    (l.remaining + coalesce((
      SELECT sum(u.points - coalesce((
        SELECT sum(r.points) FROM point_movements r WHERE r.origin_id = e.id AND r.kind = 'expire'), 0))
      FROM point_movements e CROSS JOIN point_uses u ON u.movement_id = e.id
      WHERE e.origin_id = l.movement_id AND e.kind = 'expire' AND u.lot_id = l.id), 0))
    """

  /// Takes points out of lots by a movement. Expiry that was booked of them is taken back, so that what takes them finds
  /// them there, and finds them there once.
  func draw(
    _ draws: [PointDraw], by movement: PostedMovement, _ request: PointRequest, _ account: PointAccount
  ) throws {
    for draw in draws {
      let missing = try draw.points - lot(draw.lot).remaining
      if missing > 0 { try takeBackExpiry(missing, of: draw.lot, request, account) }
      try use([draw], by: movement.id, on: movement.day)
    }
  }

  private func takeBackExpiry(
    _ points: Int64, of lot: Int64, _ request: PointRequest, _ account: PointAccount
  ) throws {
    var missing = points
    let expiries = try Row.fetchAll(
      db,
      sql: """
        SELECT e.id, e.moved_on, u.points - coalesce(
            (SELECT sum(r.points) FROM point_movements r WHERE r.origin_id = e.id AND r.kind = 'expire'), 0) AS left
        FROM point_lots l JOIN point_movements e ON e.origin_id = l.movement_id
          CROSS JOIN point_uses u ON u.movement_id = e.id
        WHERE l.id = ? AND e.kind = 'expire' AND u.lot_id = l.id AND left > 0 ORDER BY e.id
        """, arguments: [lot])
    for row in expiries where missing > 0 {
      let part = min(missing, row["left"] as Int64)
      var back = PointRequest(
        request.customer, account.wallet, part, on: max(request.day, try CivilDate(row["moved_on"] as String)),
        source: request.source, by: request.operatorName)
      (back.order, back.version, back.reason) = (request.order, request.version, request.reason)
      let movement = try post(.expire, part, desired: part, origin: row["id"], back, account)
      try use([PointDraw(lot: lot, points: -part)], by: movement.id, on: back.day)
      missing -= part
    }
  }

  func lot(_ id: Int64) throws -> PointLot {
    guard let lot = try lots("l.id = ?", [id]).first else { throw BookFileError.damaged("book", "point_lots #\(id)") }
    return lot
  }

  /// Lots, each with as much `left` as an expression says.
  func lots(
    _ condition: String, _ arguments: StatementArguments, left: String = "l.remaining"
  ) throws -> [PointLot] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT l.id, l.movement_id, l.wallet, m.currency, l.points, \(left) AS left, l.earned_on, l.active_on,
            l.expires_on
          FROM point_lots l JOIN point_movements m ON m.id = l.movement_id WHERE \(condition)
          """), arguments: arguments
    ).map { row in
      PointLot(
        id: row[0], movement: row[1], wallet: row[2], currency: row[3], points: row[4], remaining: row[5],
        earnedOn: try CivilDate(row[6] as String), activeOn: try (row[7] as String?).map { try CivilDate($0) },
        expiresOn: try (row[8] as String?).map { try CivilDate($0) })
    }
  }
}

extension PreparedStatement {
  fileprivate func bind(_ text: String?, at place: Int) {
    if let text { bind(text, at: place) } else { bindNull(at: place) }
  }

  fileprivate func bind(_ number: Int64?, at place: Int) {
    if let number { bind(number, at: place) } else { bindNull(at: place) }
  }
}
