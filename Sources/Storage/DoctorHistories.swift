import Domain
import GRDB
import Wording

extension Doctor {
  /// What ledgers and histories promise: every day and word in them is one, and the last that the histories of tiers and
  /// of credit say is what is.
  mutating func examineHistories() throws {
    note(
      "ledger-values",
      wrong: try session.ledgerFaults().map { "\($0.table) #\($0.row): \($0.column) '\($0.value)'" },
      ok: Phrase("every day and kind in ledgers and histories is one", zh: "账目与历史中的日期与类别均有效"),
      remedy: Phrase(
        "undo the run that wrote the row (patron runs, patron undo), else copy the file away and go back to a backup",
        zh: "请撤销写入该行的运行（patron runs、patron undo），否则请先另存一份，再改用备份"))
    note(
      "tier-changes",
      wrong: try session.brokenTierChanges().map { row, from, former in
        "tier_changes #\(row): from_tier \(HistoryError.tier(from)), \(HistoryError.tier(former)) before it"
      },
      ok: Phrase("every change of tier starts where the one before ended", zh: "每次等级变更都从上一次的结果开始"),
      remedy: Self.restoring)
    note(
      "tiers", wrong: try session.untoldTiers(),
      ok: Phrase("every tier is the last of its history", zh: "所有等级与其历史一致"),
      remedy: Phrase(
        "undo the run that wrote them, or judge them anew: tiers.evaluate", zh: "请撤销写入它们的运行，或用 tiers.evaluate 重新评定"))
    note(
      "credit", wrong: try session.unnotedCredit() + session.unnotedGroupLimits().map { "groups \($0)" },
      ok: Phrase("every limit and hold is the last of its history", zh: "所有额度与冻结状态与其历史一致"),
      remedy: Phrase(
        "set them anew, with the reason: credit.set_limit, credit.set_group_limit, credit.hold",
        zh: "请用 credit.set_limit、credit.set_group_limit、credit.hold 重新设定并说明原因"
      ),
      verdict: .warn)
  }
}
