import Domain
import Interchange
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// What customers may owe, what they do owe, and what follows.
  public static let credit = Module(
    "credit",
    Phrase(
      "What customers may owe, what they do owe, and what follows. The limit is the customer's `credit_limit`; without a policy in force, the hold, the validity and the limits are checked.",
      zh: "客户可以欠多少、实际欠多少，以及由此而来的处理。额度即客户的 `credit_limit`；没有生效的策略时，检查冻结、有效期与额度。"),
    functions: [
      .creditProfile, .creditSetLimit, .creditSetTerms, .creditHold, .creditRelease, .creditHistory, .creditExposure,
      .creditHeadroom, .creditGroup, .creditAging, .creditDSO, .creditCheck, .creditPreview, .creditRecheck,
      .creditPending, .creditChecks, .creditAssess, .creditApprove, .creditDunning,
    ])
}

extension Function<ScriptSession> {
  private static let customer = Parameter(
    "customer", Phrase("The customer's code, or the record.", zh: "客户编号，或客户记录。"), as: RecordReference.self,
    type: EntityFunctions(.customers).referenceType)
  private static let maybeCustomer = Parameter(
    "customer", Phrase("The customer's code, or the record; all where it is left out.", zh: "客户编号或客户记录；省略时为全部。"),
    as: RecordReference?.self, type: .optional(EntityFunctions(.customers).referenceType))
  private static let options = Parameter(
    "options", Phrase("How to look at it.", zh: "查询方式。"), as: CreditOptions?.self)
  private static let checkOptions = Parameter(
    "options", Phrase("What is checked, and when.", zh: "检查的对象与时点。"), as: CreditCheckOptions?.self)
  private static let amount = Parameter(
    "amount",
    Phrase(
      "Money, or a number in the order's currency, else the customer's; the order's value where it is left out.",
      zh: "金额，或以订单（否则客户）币种计的数字；省略时为订单金额。"), as: AmountArgument?.self)
  private static let reason = Parameter("reason", Phrase("Why, in words.", zh: "原因。"), as: String.self)

  private static func table(_ name: String, _ summary: Phrase) -> Returned<Deferred> {
    Returned(name, summary, as: Deferred.self, type: .table)
  }

  /// `credit.profile`
  static let creditProfile = Function(
    "credit.profile",
    Phrase("What is agreed with a customer, now or as it was after the changes up to a day.", zh: "与客户的信用约定：当前的，或截至某日的。"),
    effect: .reads, takes: customer,
    Parameter("on", Phrase("The day; now where it is left out.", zh: "日期；省略时为当前。"), as: DateArgument?.self),
    returns: table(
      "profile",
      Phrase(
        "limit, grade, score, terms_days, prepay_percent, hold, valid_from, valid_until, next_review_on; now also securities and ratings; nil where no change was kept by that day.",
        zh: "limit、grade、score、terms_days、prepay_percent、hold、valid_from、valid_until、next_review_on；当前的另含 securities 与 ratings；该日前无记录则为 nil。")),
    example: """
      local p = credit.profile("C0042")
      assert(p.limit == money(500000, "CNY") and p.grade == "B" and p.hold == "none")
      assert(p.securities[1].amount == money(300000, "CNY") and p.ratings.Dagong == "AA")
      """
  ) { session, customer, day in
    Deferred { _ in
      guard let day else {
        return try CreditWork.profile(of: customer.key, session)
      }
      guard let last = try session.book.creditChanges(of: customer.key, until: day.date).first else { return .null }
      return ScriptValue(kept: try JSON(parsing: last.profile))
    }
  }

  /// `credit.set_limit`
  static let creditSetLimit = Function(
    "credit.set_limit", Phrase("Sets what a customer may owe.", zh: "设定客户的信用额度。"), effect: .writes,
    takes: customer,
    Parameter(
      "amount", Phrase("Money, or a number in the customer's currency; 0 or more.", zh: "金额，或以客户币种计的数字；不小于 0。"),
      as: AmountArgument.self), reason,
    returns: table("profile", Phrase("What is agreed afterwards.", zh: "变更后的约定。")),
    example: """
      assert(credit.set_limit("C0042", 600000, "pays early").limit == money(600000, "CNY"))
      assert(customers.get("C0042").credit_limit == money(600000, "CNY"))
      """
  ) { session, customer, amount, reason in
    Deferred { call in try CreditWork(session, for: call).setLimit(customer.key, amount, reason) }
  }

  /// `credit.set_terms`
  static let creditSetTerms = Function(
    "credit.set_terms",
    Phrase("Sets grade, payment terms, prepaid share, validity or review of a customer; `null` empties one.", zh: "设定客户的等级、账期、预付比例、有效期或复审日期；`null` 清空。"),
    effect: .writes, takes: customer,
    Parameter("terms", Phrase("What to set.", zh: "要设定的内容。"), as: CreditTerms.self), reason,
    returns: table("profile", Phrase("What is agreed afterwards.", zh: "变更后的约定。")),
    example: """
      local p = credit.set_terms("C0042", { grade = "A", terms_days = 60, next_review_on = "2027-05-21" }, "yearly review")
      assert(p.grade == "A" and p.terms_days == 60)
      """
  ) { session, customer, terms, reason in
    Deferred { call in
      try CreditWork(session, for: call).change(.terms, of: customer.key, reason: reason) { try terms.apply(to: &$0) }
    }
  }

  /// `credit.hold`
  static let creditHold = Function(
    "credit.hold",
    Phrase(
      "Stops new documents of a customer: a soft hold waits for a release, a hard one rejects; none lifts it.",
      zh: "冻结客户的新单据：软冻结可放行，硬冻结一律拒绝；none 解除冻结。"), effect: .writes, takes: customer,
    Parameter("hold", Phrase("How.", zh: "方式。"), as: HoldArgument.self), reason,
    returns: table("profile", Phrase("What is agreed afterwards.", zh: "变更后的约定。")),
    example: """
      credit.hold("C0042", "hard", "cheque returned")
      assert(credit.check("C0042", 100).outcome == "reject")
      assert(credit.hold("C0042", "none", "paid").hold == "none")
      """
  ) { session, customer, hold, reason in
    Deferred { call in
      try CreditWork(session, for: call).change(.hold, of: customer.key, reason: reason) { $0.hold = hold.hold }
    }
  }

  /// `credit.release`
  static let creditRelease = Function(
    "credit.release",
    Phrase("Lets documents of a customer pass a hold, up to an amount and a day.", zh: "在一定金额与期限内放行客户被暂停的单据。"), effect: .writes,
    takes: customer, Parameter("release", Phrase("What passes, and why.", zh: "放行内容与原因。"), as: CreditRelease.self),
    returns: table("profile", Phrase("What is agreed.", zh: "当前约定。")),
    example: """
      credit.hold("C0042", "soft", "statement overdue")
      assert(credit.check("C0042", 8000).outcome == "hold")
      credit.release("C0042", { reason = "statement promised", amount = 10000, until = "2026-11-30" })
      assert(credit.check("C0042", 8000).outcome == "warn")
      assert(credit.check("C0042", 12000).outcome == "hold")
      """
  ) { session, customer, release in
    Deferred { call in try CreditWork(session, for: call).release(customer.key, release) }
  }

  /// `credit.history`
  static let creditHistory = Function(
    "credit.history",
    Phrase("What happened to a customer's credit, the latest first: kind, day, who, why, run, evidence.", zh: "客户信用的变更历史（最近在前）：类型、日期、操作员、原因、运行、依据。"),
    effect: .reads, takes: customer,
    returns: Returned("changes", Phrase("The changes.", zh: "变更记录。"), as: Deferred.self, type: .list(.table)),
    example: """
      credit.set_limit("C0042", 450000, "smaller orders")
      local last = credit.history("C0042")[1]
      assert(last.kind == "limit" and last.amount == money(450000, "CNY") and last.reason == "smaller orders")
      """
  ) { session, customer in
    Deferred { _ in
      let changes = try session.book.creditChanges(of: customer.key, until: nil)
      return .table(ScriptTable(list: try changes.map { .table(ScriptTable(fields: try $0.fields())) }))
    }
  }

  /// `credit.exposure`
  static let creditExposure = Function(
    "credit.exposure",
    Phrase(
      "What a customer owes and is about to owe, from documents: undelivered orders less what was prepaid, deliveries not invoiced, open invoices, acceptance bills, less unapplied receipts.",
      zh: "客户的风险敞口（按单据）：未交订单减预付、已交未开票、未结发票、承兑汇票，减未核销收款。"), effect: .reads,
    takes: customer, options,
    returns: table(
      "exposure",
      Phrase(
        "total, the parts, and documents: part, kind, code, on, amount and value in the customer's currency.",
        zh: "total、各部分，以及 documents：part、kind、code、on、amount 与以客户币种计的 value。")),
    example: """
      local e = credit.exposure("C0042")
      assert(e.invoices == money(280, "CNY") and e.acceptance_bills == money(20000, "CNY"))
      assert(e.total == money(20280, "CNY") and e.documents[1].code == "I1")
      """
  ) { session, customer, options in
    Deferred { call in try CreditWork(session, options: options, for: call).exposure(of: customer.key) }
  }

  /// `credit.headroom`
  static let creditHeadroom = Function(
    "credit.headroom",
    Phrase(
      "What a customer may still owe: limit and securities that count, less exposure; nil without a limit.",
      zh: "客户剩余额度：额度加计入的担保减敞口；没有额度则为 nil。"), effect: .reads, takes: customer, options,
    returns: table("headroom", Phrase("Money, below 0 where the limit is exceeded.", zh: "金额；超限时为负。")),
    example: #"assert(credit.headroom("C0042") == money(479720, "CNY"))"#
  ) { session, customer, options in
    Deferred { call in try CreditWork(session, options: options, for: call).headroom(of: customer.key) }
  }

  /// `credit.group`
  static let creditGroup = Function(
    "credit.group",
    Phrase("What the companies of a group owe together, against the group's limit.", zh: "集团各公司合计的敞口与集团额度。"), effect: .reads,
    takes: Parameter(
      "group", Phrase("The group's code, or the record.", zh: "集团编号，或记录。"), as: RecordReference.self,
      type: EntityFunctions(.groups).referenceType), options,
    returns: table("exposure", Phrase("As `credit.exposure`, with members, limit and headroom.", zh: "同 `credit.exposure`，另含 members、limit、headroom。")),
    example: """
      local g = credit.group("G1")
      assert(g.total == money(20280, "CNY") and g.limit == money(5000000, "CNY") and g.members[1] == "C0042")
      """
  ) { session, group, options in
    Deferred { call in try CreditWork(session, options: options, for: call).group(group.key) }
  }

  /// `credit.aging`
  static let creditAging = Function(
    "credit.aging",
    Phrase("Open invoices by how long they have been due.", zh: "未结发票的账龄。"), effect: .reads, takes: maybeCustomer, options,
    returns: table(
      "aging",
      Phrase(
        "not_due, days_1_30, days_31_60, days_61_90, days_91_180, over_180, total, unapplied receipts, weighted_days_late and the invoices.",
        zh: "not_due、days_1_30、days_31_60、days_61_90、days_91_180、over_180、total、unapplied（未核销收款）、weighted_days_late 及 invoices。")
    ),
    example: """
      local a = credit.aging("C0042")
      assert(a.days_31_60 == money(330, "CNY") and a.not_due == money(-50, "CNY") and a.total == money(280, "CNY"))
      """
  ) { session, customer, options in
    Deferred { call in try CreditWork(session, options: options, for: call).aging(customer, options?.group) }
  }

  /// `credit.dso`
  static let creditDSO = Function(
    "credit.dso",
    Phrase(
      "Days sales outstanding: receivables ÷ credit sales of a window × its days; credit notes lower both.",
      zh: "应收账款周转天数：应收 ÷ 期内赊销 × 天数；红字发票冲减两者。"), effect: .reads, takes: maybeCustomer, options,
    returns: table(
      "dso",
      Phrase(
        "value and best_possible in days, nil without sales; receivables, not_due, sales, days.",
        zh: "value 与 best_possible（天，无销售为 nil）；receivables、not_due、sales、days。")),
    example: """
      -- Open 280 of 1,280 invoiced in 90 days.
      assert(credit.dso("C0042").value == 280 / 1280 * 90)
      """
  ) { session, customer, options in
    Deferred { call in try CreditWork(session, options: options, for: call).dso(customer, options) }
  }

  /// `credit.check`
  static let creditCheck = Function(
    "credit.check",
    Phrase("Judges a document by the chain of checks, and keeps what came of it.", zh: "按检查链判断一张单据，并保留结果。"), effect: .writes,
    takes: customer, amount, checkOptions,
    returns: table(
      "check",
      Phrase(
        "outcome (allow, warn, hold or reject), allowed, reason, steps with their evidence, exposure, limit, headroom.",
        zh: "outcome（allow、warn、hold、reject）、allowed、reason、各步骤及依据 steps、exposure、limit、headroom。")),
    example: """
      local c = credit.check("C0042", 100000, { at = "order" })
      assert(c.allowed and c.outcome == "allow" and c.exposure == money(120280, "CNY"))
      local over = credit.check("C0042", 490000)
      assert(over.outcome == "hold" and over.step == "limit")
      """
  ) { session, customer, amount, options in
    Deferred { call in
      try CreditWork(session, policy: options?.policy, for: call).check(customer.key, amount, options, keeps: true)
    }
  }

  /// `credit.preview`
  static let creditPreview = Function(
    "credit.preview", Phrase("What a check would say; nothing is kept.", zh: "试算检查结果；不保留。"), effect: .reads,
    takes: customer, amount, checkOptions,
    returns: table("check", Phrase("As `credit.check`.", zh: "同 `credit.check`。")),
    example: #"assert(credit.preview("C0042", 100000).allowed)"#
  ) { session, customer, amount, options in
    Deferred { call in
      try CreditWork(session, policy: options?.policy, for: call).check(customer.key, amount, options, keeps: false)
    }
  }

  /// `credit.recheck`
  static let creditRecheck = Function(
    "credit.recheck",
    Phrase("Checks an order as it is now, or every order that `credit.pending` names.", zh: "按现状重新检查某订单，或 `credit.pending` 列出的全部订单。"),
    effect: .writes,
    takes: Parameter(
      "order", Phrase("The code of the order, or the order; all that wait where it is left out.", zh: "订单编号或订单；省略时为全部待检订单。"),
      as: RecordReference?.self, type: .optional(EntityFunctions(.orders).referenceType)),
    returns: Returned("checks", Phrase("The checks.", zh: "检查结果。"), as: Deferred.self, type: .list(.table)),
    example: """
      orders.create { code = "O3", customer = "C0042", ordered_on = today(), amount = 600000 }
      local c = credit.recheck("O3")[1]
      assert(c.outcome == "hold" and c.amount == money(600000, "CNY"))
      """
  ) { session, order in
    Deferred { call in try CreditWork(session, for: call).recheck(order) }
  }

  /// `credit.pending`
  static let creditPending = Function(
    "credit.pending",
    Phrase(
      "Open orders whose check is missing or says nothing any more: new ones and copies, those that grew, were reopened or altered, or whose release is over.",
      zh: "需要（重新）检查的未结订单：新建或复制的、金额增加的、重新打开的、被修改的，以及放行已到期的。"), effect: .reads,
    returns: Returned("orders", Phrase("order, customer and reason of each.", zh: "各项含 order、customer、reason。"), as: Deferred.self, type: .list(.table)),
    example: """
      assert(credit.pending()[1].order == "O2" and credit.pending()[1].reason == "unchecked")
      credit.recheck()
      assert(#credit.pending() == 0)
      orders.create { code = "O3", customer = "C0042", ordered_on = today(), amount = 100 }
      assert(credit.pending()[1].order == "O3")
      """
  ) { session in
    Deferred { call in
      let orders = try CreditWork(session, for: call).unchecked()
      return .table(
        ScriptTable(
          list: orders.map {
            .table(
              ScriptTable(fields: [
                ("order", .string($0.order)), ("customer", .string($0.customer)), ("reason", .string($0.reason.rawValue)),
              ]))
          }))
    }
  }

  /// `credit.checks`
  static let creditChecks = Function(
    "credit.checks", Phrase("The kept checks of a customer, the latest first.", zh: "客户的检查记录（最近在前）。"), effect: .reads,
    takes: customer, Parameter("count", Phrase("How many; 100 unless given.", zh: "条数；默认 100。"), as: Int?.self),
    returns: Returned("checks", Phrase("The checks with steps and evidence.", zh: "检查记录，含步骤与依据。"), as: Deferred.self, type: .list(.table)),
    example: """
      credit.check("C0042", 1000)
      local c = credit.checks("C0042", 1)[1]
      assert(c.outcome == "allow" and c.amount == money(1000, "CNY") and c.operator == "li")
      """
  ) { session, customer, count in
    Deferred { _ in
      let checks = try session.book.creditChecks(of: customer.key, order: nil, limit: count ?? 100)
      return .table(ScriptTable(list: try checks.map { .table(ScriptTable(fields: try $0.fields())) }))
    }
  }

  /// `credit.assess`
  static let creditAssess = Function(
    "credit.assess",
    Phrase(
      "Grades customers by the policy in force and sets grade, limit, terms and review; limits above a threshold are proposed. Missing figures leave a customer as it is: insufficient_data.",
      zh: "按生效策略评估客户，设定等级、额度、账期与复审；超过门槛的额度仅作提议。数据缺失则不变：insufficient_data。"), effect: .writes,
    takes: Parameter(
      "customer", Phrase("The customer's code, the record, or \"all\".", zh: "客户编号、客户记录，或 \"all\"。"), as: CustomerOrAll.self,
      type: EntityFunctions(.customers).referenceType),
    Parameter("policy", Phrase("The policy's name, where several are in force.", zh: "策略名称（有多个生效时）。"), as: String?.self),
    returns: table(
      "assessment",
      Phrase(
        "status, score, grade, limit, parts, bounds; of all: counts, and changes for each limit that differs.",
        zh: "status、score、grade、limit、parts、bounds；全部评估时为各计数及 changes（额度有变者）。")),
    example: """
      local ok, why = pcall(credit.assess, "C0042")
      assert(ok or why.code == "no-definition-in-force", "no policy was installed")
      """
  ) { session, customer, policy in
    Deferred { call in try CreditWork(session, policy: policy, for: call).assess(customer.key, call) }
  }

  /// `credit.approve`
  static let creditApprove = Function(
    "credit.approve",
    Phrase("Sets the limit that a policy proposed; somebody else than its proposer does.", zh: "批准策略提议的额度；须由提议者以外的人执行。"),
    effect: .writes, takes: customer, reason,
    returns: table("profile", Phrase("What is agreed afterwards.", zh: "变更后的约定。")),
    example: """
      local ok, why = pcall(credit.approve, "C0042", "seen")
      assert(not ok and why.code == "nothing-proposed")
      """
  ) { session, customer, reason in
    Deferred { call in try CreditWork(session, for: call).approve(customer.key, reason) }
  }

  /// `credit.dunning`
  static let creditDunning = Function(
    "credit.dunning",
    Phrase(
      "Whom to remind of what by the levels of the policy, in the customer's language; disputed invoices and promised payments are left out.",
      zh: "按策略的催款级别列出应催款项，文字用客户的语言；有争议或已承诺付款的除外。"), effect: .reads, takes: maybeCustomer, options,
    returns: Returned(
      "reminders", Phrase("level, invoice, customer, days_late, open, fee, interest, text.", zh: "level、invoice、customer、days_late、open、fee、interest、text。"),
      as: Deferred.self, type: .list(.table)),
    example: #"for _, r in ipairs(credit.dunning()) do print(r.customer, r.invoice, r.level, r.text) end"#
  ) { session, customer, options in
    Deferred { call in try CreditWork(session, options: options, for: call).reminders(of: customer?.key) }
  }
}

extension CreditChange {
  /// What scripts see of it.
  fileprivate func fields() throws -> [(name: String, value: ScriptValue)] {
    var fields: [(name: String, value: ScriptValue)] = [
      ("kind", .string(kind.rawValue)), ("on", .string("\(asOf)")), ("at", .string("\(at)")),
      ("operator", .string(operatorName)), ("reason", .string(reason)), ("run", .integer(run)),
      ("evidence", ScriptValue(kept: try JSON(parsing: evidence))),
      ("profile", ScriptValue(kept: try JSON(parsing: profile))),
    ]
    if let amount { fields.append(("amount", .money(amount))) }
    if let until { fields.append(("until", .string("\(until)"))) }
    if let order { fields.append(("order", .string(order))) }
    if let versionName { fields.append(("version", .string(versionName))) }
    return fields
  }
}

extension CreditCheck {
  /// What scripts see of it.
  fileprivate func fields() throws -> [(name: String, value: ScriptValue)] {
    var fields: [(name: String, value: ScriptValue)] = [
      ("check", .integer(id)), ("customer", .string(customer)), ("at", .string(stage.rawValue)),
      ("amount", .money(amount)), ("outcome", .string(outcome.rawValue)), ("reason", .string(reason)),
      ("on", .string("\(asOf)")), ("instant", .string("\(at)")), ("operator", .string(operatorName)),
      ("run", .integer(run)), ("steps", ScriptValue(kept: try JSON(parsing: steps))),
    ]
    if let order { fields.append(("order", .string(order))) }
    if let release { fields.append(("release", .integer(release))) }
    return fields
  }
}
