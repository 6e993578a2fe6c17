import Domain
import GRDB
import Wording

extension Doctor {
  /// What the histories of tiers and of credit promise: the last that they say is what is.
  mutating func examineHistories() throws {
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
