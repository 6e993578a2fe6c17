public import Domain
import GRDB

extension BookSession: RewardRegister {
  public func issueReward(_ reward: RecordKey, _ request: PointRequest) throws -> RewardCode {
    guard let id = try id(of: reward, in: .rewards) else { throw BookError.notFound(reward, entity: .rewards) }
    let customer = try pointCustomer(request.customer)
    let row = try Row.fetchOne(db, sql: "SELECT * FROM rewards WHERE id = ?", arguments: [id])
    guard let row else { throw BookError.notFound(reward, entity: .rewards) }
    let name: String = row["code"]
    let day = request.day.description
    guard row["active"] as Bool? ?? true, row["from_on"] as String? ?? day <= day,
      row["until_on"] as String? ?? day >= day
    else { throw RewardError.unavailable(name, day: request.day) }
    if let needed = row["tier"] as String? {
      let tier = try String.fetchOne(db, sql: "SELECT tier FROM customers WHERE id = ?", arguments: [customer])
      if tier != needed {
        throw RewardError.tier(name, needs: needed, customer: try code(of: customer), has: tier)
      }
    }
    if let stock = row["stock"] as Int64?, try taken(id) >= stock { throw RewardError.soldOut(name, stock: stock) }
    if let limit = row["per_member"] as Int64?, try taken(id, by: customer) >= limit {
      throw RewardError.limit(name, customer: try code(of: customer), limit: limit)
    }
    return try atomically {
      // 64 random bits: nobody guesses another's.
      let code = try String.fetchOne(db, sql: "SELECT hex(randomblob(8))") ?? ""
      var spending = request
      spending.points = row["points"]
      spending.source = "reward"
      spending.reference = code
      let movement = try spend(spending)
      try note(.issued, code, reward: id, customer, movement, request.day)
      return try rewardCode(code)
    }
  }

  public func rewardWallet(_ reward: RecordKey) throws -> String? {
    guard let id = try id(of: reward, in: .rewards) else { throw BookError.notFound(reward, entity: .rewards) }
    return try String.fetchOne(db, sql: "SELECT wallet FROM rewards WHERE id = ?", arguments: [id])
  }

  public func useReward(_ code: String, on day: CivilDate) throws -> RewardCode {
    let (reward, customer, movement) = try open(code)
    if try returnedPoints(ofSpending: movement) > 0 { throw RewardError.returned(code) }
    try atomically { try note(.used, code, reward: reward, customer, movement, day) }
    return try rewardCode(code)
  }

  public func cancelReward(_ code: String, _ request: PointRequest) throws -> RewardCode {
    let (reward, customer, movement) = try open(code)
    return try atomically {
      var restoring = request
      restoring.source = "reward"
      restoring.reference = code
      // The order that they were spent on may have given all of them back.
      let isWhole = try rewardCode(code).points == returnedPoints(ofSpending: movement)
      if !isWhole { _ = try restore(movement, points: nil, restoring) }
      try note(.cancelled, code, reward: reward, customer, movement, request.day)
      return try rewardCode(code)
    }
  }

  public func rewardCode(_ code: String) throws -> RewardCode {
    guard let known = try codes("i.code = ?", [code]).first else { throw RewardError.unknownCode(code) }
    return known
  }

  public func rewardCodes(of customer: RecordKey) throws -> [RewardCode] {
    try codes("i.customer_id = ? ORDER BY i.id DESC", [try pointCustomer(customer)])
  }

  /// How many of a reward are out: issued and not cancelled.
  private func taken(_ reward: Int64, by customer: Int64? = nil) throws -> Int64 {
    try Int64.fetchOne(
      db,
      sql: """
        SELECT coalesce(sum(CASE event WHEN 'issued' THEN 1 WHEN 'cancelled' THEN -1 ELSE 0 END), 0) FROM reward_events
        WHERE reward_id = ?1 AND (?2 IS NULL OR customer_id = ?2)
        """, arguments: [reward, customer]) ?? 0
  }

  /// What a code stands for that is neither used nor cancelled.
  private func open(_ code: String) throws -> (reward: Int64, customer: Int64, movement: Int64) {
    let known = try rewardCode(code)
    guard known.state == .issued else { throw RewardError.ended(code, known.state) }
    let row = try Row.fetchOne(
      db, sql: "SELECT reward_id, customer_id, movement_id FROM reward_events WHERE code = ?", arguments: [code])
    guard let row else { throw RewardError.unknownCode(code) }
    return (row[0], row[1], row[2])
  }

  /// How many points of a spending came back.
  private func returnedPoints(ofSpending movement: Int64) throws -> Int64 {
    try Int64.fetchOne(db, sql: "SELECT \(Self.restored) FROM point_movements m WHERE m.id = ?", arguments: [movement])
      ?? 0
  }

  private func note(
    _ event: RewardCode.State, _ code: String, reward: Int64, _ customer: Int64, _ movement: Int64, _ day: CivilDate
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO reward_events (reward_id, customer_id, code, event, movement_id, happened_on, run_id)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """, arguments: [reward, customer, code, event.rawValue, movement, day.description, runID])
  }

  private func codes(_ condition: String, _ arguments: StatementArguments) throws -> [RewardCode] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT i.code, r.code, c.code, coalesce(e.event, 'issued'), i.happened_on, e.happened_on, i.movement_id, -m.points
        FROM reward_events i JOIN rewards r ON r.id = i.reward_id JOIN customers c ON c.id = i.customer_id
          JOIN point_movements m ON m.id = i.movement_id
          LEFT JOIN reward_events e ON e.code = i.code AND e.event <> 'issued'
        WHERE i.event = 'issued' AND \(condition)
        """, arguments: arguments
    ).map { row in
      guard let state = RewardCode.State(rawValue: row[3]) else {
        throw BookFileError.damaged("book", "reward_events \(row[0] as String)")
      }
      return RewardCode(
        code: row[0], reward: row[1], customer: row[2], state: state, issuedOn: try CivilDate(row[4] as String),
        endedOn: try (row[5] as String?).map { try CivilDate($0) }, movement: row[6], points: row[7])
    }
  }
}
