import Domain
import GRDB

/// Writes the standings on a ladder and what changed, row by row. Whoever uses it runs inside `atomically`.
final class TierWriter: TierWriting {
  private let insert: PreparedStatement
  private let update: PreparedStatement
  private let history: PreparedStatement

  init(_ session: BookSession, _ version: DefinitionVersion, asOf date: CivilDate) throws {
    let (customer, ladder, run) = (TierColumns.count + 1, TierColumns.count + 2, TierColumns.count + 3)
    insert = try PreparedStatement(
      session.db,
      """
      INSERT INTO tier_standings (\(TierColumns.list), customer_id, definition_id, created_run_id, updated_run_id)
      VALUES (\(TierColumns.parameters), ?\(customer), ?\(ladder), ?\(run), ?\(run))
      """)
    update = try PreparedStatement(
      session.db,
      """
      UPDATE tier_standings SET \(TierColumns.settings), updated_run_id = ?\(run)
      WHERE customer_id = ?\(customer) AND definition_id = ?\(ladder)
      """)
    for statement in [insert, update] {
      statement.bind(version.definition, at: ladder)
      statement.bind(session.runID, at: run)
    }
    history = try PreparedStatement(
      session.db,
      """
      INSERT INTO tier_changes (definition_id, version_id, run_id, as_of, customer_id, effective_on, kind, from_tier, to_tier,
        reason, evidence)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    history.bind(version.definition, at: 1)
    history.bind(version.id, at: 2)
    history.bind(session.runID, at: 3)
    history.bind(date.description, at: 4)
  }

  func write(_ standing: TierStanding, insteadOf former: TierStanding?, of customer: Int64) throws {
    if standing == former { return }
    let statement = former == nil ? insert : update
    TierColumns.bind(standing, to: statement)
    statement.bind(customer, at: TierColumns.count + 1)
    try statement.run()
  }

  func note(_ entry: TierEntry, of customer: Int64) throws {
    func text(_ text: String?, at place: Int) {
      if let text { history.bind(text, at: place) } else { history.bindNull(at: place) }
    }
    history.bind(customer, at: 5)
    history.bind(entry.effectiveOn.description, at: 6)
    history.bind(entry.kind.rawValue, at: 7)
    text(entry.from, at: 8)
    text(entry.to, at: 9)
    text(entry.reason, at: 10)
    history.bind(entry.evidence, at: 11)
    try history.run()
  }
}
