import Domain
import ScriptModel
import Wording

extension Function<ScriptSession> {
  private static let checkOptions = Parameter(
    "options", Phrase("What is checked, and when.", zh: "检查的对象与时点。"), as: CreditCheckOptions?.self)
  private static let amount = Parameter(
    "amount",
    Phrase(
      "Money, or a number in the order's currency, else the customer's; the order's value where it is left out.",
      zh: "金额，或以订单（否则客户）币种计的数字；省略时为订单金额。"), as: AmountArgument?.self)
  private static let reason = Parameter("reason", Phrase("Why, in words.", zh: "原因。"), as: String.self)

  /// `credit.check`
  static let creditCheck = Function(
    "credit.check",
    Phrase("Judges a document by the chain of checks, and keeps what came of it.", zh: "按检查链判断一张单据，并保留结果。"),
    effect: .writes,
    takes: creditCustomer, amount, checkOptions,
    returns: Returned("check", Phrase("What the chain says.", zh: "检查链的结果。"), as: Deferred<CheckedDocument>.self),
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
    takes: creditCustomer, amount, checkOptions,
    returns: Returned("check", Phrase("What the chain says.", zh: "检查链的结果。"), as: Deferred<CheckedDocument>.self),
    example: #"assert(credit.preview("C0042", 100000).allowed)"#
  ) { session, customer, amount, options in
    Deferred { call in
      try CreditWork(session, policy: options?.policy, for: call).check(customer.key, amount, options, keeps: false)
    }
  }

  /// `credit.recheck`
  static let creditRecheck = Function(
    "credit.recheck",
    Phrase(
      "Checks an order as it is now, or every order that `credit.pending` names.",
      zh: "按现状重新检查某订单，或 `credit.pending` 列出的全部订单。"),
    effect: .writes,
    takes: Parameter(
      "order",
      Phrase("The code of the order, or the order; all that wait where it is left out.", zh: "订单编号或订单；省略时为全部待检订单。"),
      as: RecordReference?.self, type: .optional(EntityFunctions(.orders).referenceType)),
    returns: Returned("checks", Phrase("The checks.", zh: "检查结果。"), as: Deferred<[CheckedDocument]>.self),
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
    returns: Returned("orders", Phrase("The orders.", zh: "各订单。"), as: Deferred<[UncheckedOrder]>.self),
    example: """
      assert(credit.pending()[1].order == "O2" and credit.pending()[1].reason == "unchecked")
      credit.recheck()
      assert(#credit.pending() == 0)
      orders.create { code = "O3", customer = "C0042", ordered_on = today(), amount = 100 }
      assert(credit.pending()[1].order == "O3")
      """
  ) { session in
    Deferred { call in try CreditWork(session, for: call).unchecked() }
  }

  /// `credit.checks`
  static let creditChecks = Function(
    "credit.checks", Phrase("The kept checks of a customer, the latest first.", zh: "客户的检查记录（最近在前）。"), effect: .reads,
    takes: creditCustomer, Parameter("count", Phrase("How many; 100 unless given.", zh: "条数；默认 100。"), as: Int?.self),
    returns: Returned("checks", Phrase("The checks.", zh: "检查记录。"), as: [CreditCheck].self),
    example: """
      credit.check("C0042", 1000)
      local c = credit.checks("C0042", 1)[1]
      assert(c.outcome == "allow" and c.amount == money(1000, "CNY") and c.operator == "li")
      """
  ) { session, customer, count in
    try session.book.creditChecks(of: customer.key, order: nil, limit: count ?? 100)
  }

  /// `credit.assess`
  static let creditAssess = Function(
    "credit.assess",
    Phrase(
      "Grades customers by the policy in force and sets grade, limit, terms and review; limits above a threshold are proposed. Missing figures leave a customer as it is: insufficient_data.",
      zh: "按生效策略评估客户，设定等级、额度、账期与复审；超过门槛的额度仅作提议。数据缺失则不变：insufficient_data。"), effect: .writes,
    takes: Parameter(
      "customer", Phrase("The customer's code, the record, or \"all\".", zh: "客户编号、客户记录，或 \"all\"。"),
      as: CustomerOrAll.self,
      type: EntityFunctions(.customers).referenceType),
    Parameter(
      "policy", Phrase("The policy's name, where several are in force.", zh: "策略名称（有多个生效时）。"), as: String?.self),
    returns: Returned(
      "assessment", Phrase("What it came to; of all, how many and whose limits differ.", zh: "评估结果；全部评估时为各计数与额度有变者。"),
      as: Deferred<CreditAssessments>.self),
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
    Phrase(
      "Sets the limit that a policy proposed; somebody else than its proposer does.", zh: "批准策略提议的额度；须由提议者以外的人执行。"),
    effect: .writes, takes: creditCustomer, reason,
    returns: creditAfterwards,
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
      zh: "按策略的催款级别列出应催款项，文字用客户的语言；有争议或已承诺付款的除外。"), effect: .reads, takes: anyCreditCustomer, creditOptions,
    returns: Returned("reminders", Phrase("The reminders.", zh: "各条催款。"), as: Deferred<[CreditDesk.Reminder]>.self),
    example: #"for _, r in ipairs(credit.dunning()) do print(r.customer, r.invoice, r.level, r.text) end"#
  ) { session, customer, options in
    Deferred { call in try CreditWork(session, options: options, for: call).desk.reminders(of: customer?.key) }
  }
}
