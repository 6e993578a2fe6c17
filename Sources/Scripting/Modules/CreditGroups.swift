import Domain
import ScriptModel
import Wording

/// Credit of related companies together.
extension Function<ScriptSession> {
  private static let group = Parameter(
    "group", Phrase("The group's code, or the record.", zh: "集团编号，或记录。"), as: RecordReference.self,
    type: EntityFunctions(.groups).referenceType)
  private static let groupAmount = Parameter(
    "amount", Phrase("Money, or a number in the group's currency; 0 or more.", zh: "金额，或以集团币种计的数字；不小于 0。"),
    as: AmountArgument.self)

  /// `credit.group`
  static let creditGroup = Function(
    "credit.group",
    Phrase("What the companies of a group owe together, against the group's limit.", zh: "集团各公司合计的敞口与集团额度。"),
    effect: .reads,
    takes: group, creditOptions,
    returns: creditTable(
      "exposure",
      Phrase(
        "As `credit.exposure`, with members, limit and headroom.", zh: "同 `credit.exposure`，另含 members、limit、headroom。")
    ),
    example: """
      local g = credit.group("G1")
      assert(g.total == money(20280, "CNY") and g.limit == money(5000000, "CNY") and g.members[1] == "C0042")
      """
  ) { session, group, options in
    Deferred { call in try CreditWork(session, options: options, for: call).group(group.key) }
  }

  /// `credit.set_group_limit`
  static let creditSetGroupLimit = Function(
    "credit.set_group_limit",
    Phrase(
      "Sets what the companies of a group may owe together. Above a policy's thresholds it needs the same approval as a customer's limit, and so does `credit_limit` given to `groups.create` or `groups.update`, or imported.",
      zh: "设定集团各公司合计的信用额度。超过策略的门槛时，与客户额度一样须经批准；在 `groups.create`、`groups.update` 中给出或导入的 `credit_limit` 亦同。"),
    effect: .writes, takes: group, groupAmount, creditReason,
    returns: creditTable("exposure", Phrase("As `credit.group`.", zh: "同 `credit.group`。")),
    example: """
      assert(credit.set_group_limit("G1", 6000000, "new member").limit == money(6000000, "CNY"))
      """
  ) { session, group, amount, reason in
    Deferred { call in try CreditWork(session, for: call).setGroupLimit(group.key, amount, reason) }
  }

  /// `credit.propose_group_limit`
  static let creditProposeGroupLimit = Function(
    "credit.propose_group_limit",
    Phrase(
      "Proposes what the companies of a group may owe; somebody else approves it with `credit.approve_group_limit`.",
      zh: "提议集团的信用额度，由他人用 `credit.approve_group_limit` 批准。"),
    effect: .writes, takes: group, groupAmount, creditReason,
    returns: creditTable(
      "exposure", Phrase("As `credit.group`, with the limit as before.", zh: "同 `credit.group`，额度未变。")),
    example: """
      assert(credit.propose_group_limit("G1", 6000000, "new member").limit == money(5000000, "CNY"))
      """
  ) { session, group, amount, reason in
    Deferred { call in try CreditWork(session, for: call).proposeGroupLimit(group.key, amount, reason) }
  }

  /// `credit.approve_group_limit`
  static let creditApproveGroupLimit = Function(
    "credit.approve_group_limit",
    Phrase(
      "Sets the limit that somebody else proposed for a group.", zh: "批准他人为集团提议的额度。"),
    effect: .writes, takes: group, creditReason,
    returns: creditTable("exposure", Phrase("As `credit.group`.", zh: "同 `credit.group`。")),
    example: """
      credit.propose_group_limit("G1", 6000000, "new member")
      local ok, why = pcall(credit.approve_group_limit, "G1", "seen")
      assert(not ok and why.code == "own-proposal")
      """
  ) { session, group, reason in
    Deferred { call in try CreditWork(session, for: call).approveGroupLimit(group.key, reason) }
  }

  /// `credit.group_history`
  static let creditGroupHistory = Function(
    "credit.group_history",
    Phrase(
      "What happened to a group's limit, the latest first: kind, day, who, why, run, amount.",
      zh: "集团额度的变更历史（最近在前）：类型、日期、操作员、原因、运行、金额。"),
    effect: .reads, takes: group,
    returns: Returned("changes", Phrase("The changes.", zh: "变更记录。"), as: Deferred.self, type: .list(.table)),
    example: """
      credit.set_group_limit("G1", 6000000, "new member")
      assert(credit.group_history("G1")[1].reason == "new member")
      """
  ) { session, group in
    Deferred { call in try CreditWork(session, for: call).groupHistory(group.key) }
  }
}
