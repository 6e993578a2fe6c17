import Domain
import GRDB
import Wording

extension Doctor {
  /// What points, rewards and referrals promise.
  mutating func examineLoyalty() throws {
    try examinePoints()
    try examineRewards()
    try examineReferrals()
  }

  /// Every code was given once for points of its customer, and ended once at the most; a cancelled one gave them back.
  private mutating func examineRewards() throws {
    let wrong = try String.fetchAll(
      db,
      sql: """
        SELECT code FROM reward_events GROUP BY code
        HAVING total(event = 'issued') <> 1 OR count(*) > 2 OR count(DISTINCT reward_id) > 1
        UNION
        SELECT e.code FROM reward_events e LEFT JOIN point_movements m ON m.id = e.movement_id
        WHERE m.kind IS NOT 'spend' OR m.customer_id <> e.customer_id
          OR e.event = 'cancelled' AND \(BookSession.restored) < -m.points
        LIMIT 100
        """)
    note(
      "rewards", wrong: wrong,
      ok: Phrase("every reward was paid in points, and used or cancelled once", zh: "所有奖励均以积分兑换，且至多使用或取消一次"),
      remedy: Self.restoring)
    let beyond = try String.fetchAll(
      db,
      sql: """
        SELECT r.code FROM rewards r JOIN reward_events e ON e.reward_id = r.id GROUP BY r.id
        HAVING total(e.event = 'issued') - total(e.event = 'cancelled') > r.stock LIMIT 100
        """)
    note(
      "reward-stock", wrong: beyond, ok: Phrase("no reward was given beyond its stock", zh: "没有奖励超出库存"),
      remedy: Phrase("correct the stock with rewards.update", zh: "请用 rewards.update 更正库存"), verdict: .warn)
  }

  /// Nobody came through a customer who came through them.
  private mutating func examineReferrals() throws {
    let circles = try String.fetchAll(db, sql: "SELECT code FROM (\(BookSession.referralCircles)) LIMIT 100")
    note(
      "referrals", wrong: circles, ok: Phrase("nobody leads back to themselves by referrals", zh: "推荐关系没有循环"),
      remedy: Phrase("correct the field 'referrer' of one of them", zh: "请更正其中一方的 'referrer'"), verdict: .warn)
  }

  /// What the ledger of points promises: balances, lots and movements say the same.
  private mutating func examinePoints() throws {
    let torn = try session.tornPoints()
    guard torn.isEmpty else {
      return note("points", wrong: torn, ok: Phrase(verbatim: ""), remedy: Self.restoring)
    }
    let stale = try session.stalePoints()
    note(
      "points",
      wrong: stale.lots.map { "point_lots #\($0)" }
        + stale.balances.map { "point_balances #\($0.customer) \($0.wallet)" },
      ok: Phrase("balances, lots and movements of points agree", zh: "积分余额、批次与变动一致"),
      remedy: Phrase("patron eval --write 'points.rebuild()'", zh: "patron eval --write 'points.rebuild()'"))
  }
}
