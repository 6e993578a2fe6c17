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
      .creditProfile, .creditSetLimit, .creditPropose, .creditSetTerms, .creditHold, .creditRelease, .creditHistory,
      .creditExposure,
      .creditHeadroom, .creditGroup, .creditSetGroupLimit, .creditProposeGroupLimit, .creditApproveGroupLimit,
      .creditGroupHistory, .creditAging, .creditDSO, .creditCheck, .creditPreview, .creditRecheck,
      .creditPending, .creditChecks, .creditAssess, .creditApprove, .creditDunning,
    ])
}

extension Function<ScriptSession> {
  /// A customer.
  static let creditCustomer = Parameter(
    "customer", Phrase("The customer's code, or the record.", zh: "客户编号，或客户记录。"), as: RecordReference.self,
    type: EntityFunctions(.customers).referenceType)
  /// A customer, or all.
  static let anyCreditCustomer = Parameter(
    "customer", Phrase("The customer's code, or the record; all where it is left out.", zh: "客户编号或客户记录；省略时为全部。"),
    as: RecordReference?.self, type: .optional(EntityFunctions(.customers).referenceType))
  /// How credit is looked at.
  static let creditOptions = Parameter(
    "options", Phrase("How to look at it.", zh: "查询方式。"), as: CreditOptions?.self)
  static let creditReason = Parameter("reason", Phrase("Why, in words.", zh: "原因。"), as: String.self)

  /// A table that is worked out when the call is at hand.
  static func creditTable(_ name: String, _ summary: Phrase) -> Returned<Deferred> {
    Returned(name, summary, as: Deferred.self, type: .table)
  }

  /// `credit.profile`
  static let creditProfile = Function(
    "credit.profile",
    Phrase(
      "What is agreed with a customer, now or as it was after the changes up to a day.", zh: "与客户的信用约定：当前的，或截至某日的。"),
    effect: .reads, takes: creditCustomer,
    Parameter("on", Phrase("The day; now where it is left out.", zh: "日期；省略时为当前。"), as: DateArgument?.self),
    returns: creditTable(
      "profile",
      Phrase(
        "limit, grade, score, terms_days, prepay_percent, hold, valid_from, valid_until, next_review_on; now also securities and ratings; nil where no change was kept by that day.",
        zh:
          "limit、grade、score、terms_days、prepay_percent、hold、valid_from、valid_until、next_review_on；当前的另含 securities 与 ratings；该日前无记录则为 nil。"
      )),
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
    "credit.set_limit",
    Phrase(
      "Sets what a customer may owe. `credit_limit` given to `customers.create` or `customers.update`, or imported, is checked and noted alike, with no other reason than that.",
      zh: "设定客户的信用额度。在 `customers.create`、`customers.update` 中给出或导入的 `credit_limit` 同样检查并记入历史，只是没有另外的原因。"),
    effect: .writes,
    takes: creditCustomer,
    Parameter(
      "amount", Phrase("Money, or a number in the customer's currency; 0 or more.", zh: "金额，或以客户币种计的数字；不小于 0。"),
      as: AmountArgument.self), creditReason,
    returns: creditTable("profile", Phrase("What is agreed afterwards.", zh: "变更后的约定。")),
    example: """
      assert(credit.set_limit("C0042", 600000, "pays early").limit == money(600000, "CNY"))
      assert(customers.get("C0042").credit_limit == money(600000, "CNY"))
      """
  ) { session, customer, amount, reason in
    Deferred { call in try CreditWork(session, for: call).setLimit(customer.key, amount, reason) }
  }

  /// `credit.propose`
  static let creditPropose = Function(
    "credit.propose",
    Phrase(
      "Proposes what a customer may owe; somebody else approves it with `credit.approve`.",
      zh: "提议客户的信用额度，由他人用 `credit.approve` 批准。"),
    effect: .writes, takes: creditCustomer,
    Parameter(
      "amount", Phrase("Money, or a number in the customer's currency; 0 or more.", zh: "金额，或以客户币种计的数字；不小于 0。"),
      as: AmountArgument.self), creditReason,
    returns: creditTable("profile", Phrase("What is agreed, as before.", zh: "当前约定（未变）。")),
    example: """
      credit.propose("C0042", 600000, "larger orders")
      local ok, why = pcall(credit.approve, "C0042", "seen")
      assert(not ok and why.code == "own-proposal" and credit.profile("C0042").limit == money(500000, "CNY"))
      """
  ) { session, customer, amount, reason in
    Deferred { call in try CreditWork(session, for: call).propose(customer.key, amount, reason) }
  }

  /// `credit.set_terms`
  static let creditSetTerms = Function(
    "credit.set_terms",
    Phrase(
      "Sets grade, payment terms, prepaid share, validity or review of a customer; `null` empties one.",
      zh: "设定客户的等级、账期、预付比例、有效期或复审日期；`null` 清空。"),
    effect: .writes, takes: creditCustomer,
    Parameter("terms", Phrase("What to set.", zh: "要设定的内容。"), as: CreditTerms.self), creditReason,
    returns: creditTable("profile", Phrase("What is agreed afterwards.", zh: "变更后的约定。")),
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
      zh: "冻结客户的新单据：软冻结可放行，硬冻结一律拒绝；none 解除冻结。"), effect: .writes, takes: creditCustomer,
    Parameter("hold", Phrase("How.", zh: "方式。"), as: HoldArgument.self), creditReason,
    returns: creditTable("profile", Phrase("What is agreed afterwards.", zh: "变更后的约定。")),
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
    Phrase("Lets documents of a customer pass a hold, up to an amount and a day.", zh: "在一定金额与期限内放行客户被暂停的单据。"),
    effect: .writes,
    takes: creditCustomer,
    Parameter("release", Phrase("What passes, and why.", zh: "放行内容与原因。"), as: CreditRelease.self),
    returns: creditTable("profile", Phrase("What is agreed.", zh: "当前约定。")),
    example: """
      credit.hold("C0042", "soft", "statement overdue")
      assert(credit.check("C0042", 8000).outcome == "hold")
      credit.release("C0042", { reason = "statement promised", amount = 10000, valid_until = "2026-11-30" })
      assert(credit.check("C0042", 8000).outcome == "warn")
      assert(credit.check("C0042", 12000).outcome == "hold")
      """
  ) { session, customer, release in
    Deferred { call in try CreditWork(session, for: call).release(customer.key, release) }
  }

  /// `credit.history`
  static let creditHistory = Function(
    "credit.history",
    Phrase(
      "What happened to a customer's credit and to that of customers merged into it, the latest first: kind, day, whose, who, why, run, evidence.",
      zh: "客户及并入其中的客户的信用变更历史（最近在前）：类型、日期、客户、操作员、原因、运行、依据。"),
    effect: .reads, takes: creditCustomer,
    returns: Returned("changes", Phrase("The changes.", zh: "变更记录。"), as: Deferred.self, type: .list(.table)),
    example: """
      credit.set_limit("C0042", 450000, "smaller orders")
      local last = credit.history("C0042")[1]
      assert(last.kind == "limit" and last.amount == money(450000, "CNY") and last.reason == "smaller orders")
      """
  ) { session, customer in
    Deferred { _ in
      let changes = try session.book.creditHistory(of: customer.key)
      return .table(ScriptTable(list: try changes.map { .table(ScriptTable(fields: try $0.fields())) }))
    }
  }

  /// `credit.exposure`
  static let creditExposure = Function(
    "credit.exposure",
    Phrase(
      "What a customer owes and is about to owe, from documents: undelivered orders less what was prepaid, deliveries not invoiced, open invoices, acceptance bills, less unapplied receipts.",
      zh: "客户的风险敞口（按单据）：未交订单减预付、已交未开票、未结发票、承兑汇票，减未核销收款。"), effect: .reads,
    takes: creditCustomer, creditOptions,
    returns: creditTable(
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
      zh: "客户剩余额度：额度加计入的担保减敞口；没有额度则为 nil。"), effect: .reads, takes: creditCustomer, creditOptions,
    returns: creditTable("headroom", Phrase("Money, below 0 where the limit is exceeded.", zh: "金额；超限时为负。")),
    example: #"assert(credit.headroom("C0042") == money(479720, "CNY"))"#
  ) { session, customer, options in
    Deferred { call in try CreditWork(session, options: options, for: call).headroom(of: customer.key) }
  }

  /// `credit.aging`
  static let creditAging = Function(
    "credit.aging",
    Phrase("Open invoices by how long they have been due.", zh: "未结发票的账龄。"), effect: .reads, takes: anyCreditCustomer,
    creditOptions,
    returns: creditTable(
      "aging",
      Phrase(
        "not_due, days_1_30, days_31_60, days_61_90, days_91_180, over_180, total, unapplied receipts, weighted_days_late and the invoices.",
        zh:
          "not_due、days_1_30、days_31_60、days_61_90、days_91_180、over_180、total、unapplied（未核销收款）、weighted_days_late 及 invoices。"
      )
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
      zh: "应收账款周转天数：应收 ÷ 期内赊销 × 天数；红字发票冲减两者。"), effect: .reads, takes: anyCreditCustomer, creditOptions,
    returns: creditTable(
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
}

extension CreditChange {
  /// What scripts see of it.
  fileprivate func fields() throws -> [(name: String, value: ScriptValue)] {
    var fields: [(name: String, value: ScriptValue)] = [
      ("kind", .string(kind.rawValue)), ("customer", .string(customer)), ("on", .string("\(asOf)")),
      ("at", .string("\(at)")),
      ("operator", .string(operatorName)), ("reason", .string(reason)), ("run", .integer(run)),
      ("evidence", ScriptValue(kept: try JSON(parsing: evidence))),
      ("profile", ScriptValue(kept: try JSON(parsing: profile))),
    ]
    if let amount { fields.append(("amount", .money(amount))) }
    if let until { fields.append(("valid_until", .string("\(until)"))) }
    if let order { fields.append(("order", .string(order))) }
    if let versionName { fields.append(("version", .string(versionName))) }
    return fields
  }
}
