import Domain
import GRDB
import Wording

extension Doctor {
  /// What the ledger of points promises: balances, lots and movements say the same.
  mutating func examinePoints() throws {
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
