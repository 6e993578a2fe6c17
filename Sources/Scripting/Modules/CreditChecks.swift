import Domain
import Interchange
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
    returns: creditTable(
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
    takes: creditCustomer, amount, checkOptions,
    returns: creditTable("check", Phrase("As `credit.check`.", zh: "同 `credit.check`。")),
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
    returns: Returned(
      "orders", Phrase("order, customer and reason of each.", zh: "各项含 order、customer、reason。"), as: Deferred.self,
      type: .list(.table)),
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
                ("order", .string($0.order)), ("customer", .string($0.customer)),
                ("reason", .string($0.reason.rawValue)),
              ]))
          }))
    }
  }

  /// `credit.checks`
  static let creditChecks = Function(
    "credit.checks", Phrase("The kept checks of a customer, the latest first.", zh: "客户的检查记录（最近在前）。"), effect: .reads,
    takes: creditCustomer, Parameter("count", Phrase("How many; 100 unless given.", zh: "条数；默认 100。"), as: Int?.self),
    returns: Returned(
      "checks", Phrase("The checks with steps and evidence.", zh: "检查记录，含步骤与依据。"), as: Deferred.self,
      type: .list(.table)),
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
      "customer", Phrase("The customer's code, the record, or \"all\".", zh: "客户编号、客户记录，或 \"all\"。"),
      as: CustomerOrAll.self,
      type: EntityFunctions(.customers).referenceType),
    Parameter(
      "policy", Phrase("The policy's name, where several are in force.", zh: "策略名称（有多个生效时）。"), as: String?.self),
    returns: creditTable(
      "assessment",
      Phrase(
        "status, score, grade, limit, parts, bounds; of all: counts, and changes, the first 10,000 limits that differ.",
        zh: "status、score、grade、limit、parts、bounds；全部评估时为各计数及 changes（额度有变者，至多 10,000 条）。")),
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
    returns: creditTable("profile", Phrase("What is agreed afterwards.", zh: "变更后的约定。")),
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
    returns: Returned(
      "reminders",
      Phrase(
        "level, invoice, customer, days_late, open, fee, interest, text, language, channel.",
        zh: "各项含 level、invoice、customer、days_late、open、fee、interest、text、language、channel。"),
      as: Deferred.self, type: .list(.table)),
    example: #"for _, r in ipairs(credit.dunning()) do print(r.customer, r.invoice, r.level, r.text) end"#
  ) { session, customer, options in
    Deferred { call in try CreditWork(session, options: options, for: call).reminders(of: customer?.key) }
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
