import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// What the files of tier policies are written with.
  static let tierGlobals: [Function<ScriptSession>] = [
    Function(
      "tier_policy",
      Phrase(
        "Declares a ladder of tiers; a file returns it, `patron apply` installs it and `tiers.evaluate` judges by it. What is judged on a day is in force from the next: an order does not count for the tier that it earns.",
        zh: "声明一个等级体系；由文件返回，用 patron apply 安装，用 tiers.evaluate 评定。某日的评定自次日起生效：订单不享受由它自己挣得的等级。"),
      effect: .pure,
      takes: Parameter(
        "policy", Phrase("Who rises, stays and falls, and what tiers give.", zh: "升级、保级、降级的条件与各级权益。"),
        as: TierPolicyTable.self),
      returns: Returned("policy", Phrase("The checked policy.", zh: "检查过的政策。"), as: TierPolicyTable.self),
      example: """
        local policy = tier_policy {
          name = "turnover", inputs = { orders = orders.stats() }, qualify = "365d", measure = "orders.net",
          tiers = {
            { name = "silver" },
            { name = "gold", from = 50000, keep = 40000, benefits = { discount = 0.03 } },
            { name = "platinum", from = { orders = { net = 200000, count = 6 } }, benefits = { discount = 0.05, owner = "named" } },
          },
          grace = "30d", notice = "30d", downgrade = "one_step",
        }
        assert(policy.tiers[2].benefits.discount == 0.03)
        """
    ) { _, policy in policy }
  ]
}
