import Domain
import ScriptModel
import Wording

extension Function<ScriptSession> {
  static let accruePoints = Function(
    "points.accrue",
    Phrase(
      "Writes what orders, activities and referrals earn by a program's rules and have not earned yet: of one order, or of \"all\".",
      zh: "按积分计划的规则，为尚未计分的订单、活动与推荐计分：单个订单，或 \"all\"。"),
    effect: .writes,
    takes: Parameter(
      "what", Phrase("An order, or \"all\".", zh: "订单，或 \"all\"。"), as: RecordReference.self,
      type: .union([.string, .record("order")])),
    Parameter(
      "options",
      Phrase(
        "Which program, whose and when: { program =, customer =, since =, to = }.",
        zh: "计划、客户与起止日期：{ program =, customer =, since =, to = }。"),
      as: AccrualOptions?.self),
    returns: Returned(
      "done", Phrase("What was asked about and written.", zh: "涉及与写入的数量。"), as: Deferred<PointAccrual.Summary>.self),
    example: """
      fx.set("EUR", "2026-10-15", 8)
      local done = points.accrue("O1")
      assert(done.movements == 1 and points.balance("C0042") == 125)
      assert(points.accrue("all").movements == 1)
      """
  ) { session, what, options in
    Deferred { call in
      let options = options ?? AccrualOptions()
      let (program, version) = try session.pointsProgram(options.program, call)
      let accrual = try PointAccrual(program, version, session, call)
      var selection = options.selection
      try session.book.atomically {
        if what.key == .code("all") {
          try accrual.accrue(selection)
          try accrual.accrueActivities(selection)
          try accrual.accrueReferrals(selection)
        } else {
          selection.order = what.key
          try accrual.accrue(selection)
        }
      }
      return accrual.summary
    }
  }

  static let whyPoints = Function(
    "points.why",
    Phrase(
      "Asks a program's rules about an order again, and about the referral that it is the first paid order of: which fire, for how many points, and why the others do not. Nothing is written.",
      zh: "重新按规则计算订单（以及以它为首笔已付订单的推荐）：哪些规则命中、多少积分，其余为何不命中。不写入。"),
    effect: .reads,
    takes: Parameter(
      "order", Phrase("The order's code, or the record.", zh: "订单编号或记录。"), as: RecordReference.self,
      type: .union([.string, .record("order")])),
    Parameter("program", Phrase("The program; the only one in force.", zh: "积分计划；默认唯一生效的。"), as: String?.self),
    returns: Returned(
      "rules", Phrase("What each rule says.", zh: "各规则的结果。"), as: Deferred<[RuleAnswer]>.self),
    example: """
      for _, r in ipairs(points.why("O1")) do print(r.rule, r.fired, r.points, r.why) end
      """
  ) { session, order, name in
    Deferred { call in
      let (program, version) = try session.pointsProgram(name, call)
      let accrual = try PointAccrual(program, version, session, call)
      var selection = PointSelection()
      selection.order = order.key
      var outcomes: [RuleOutcome] = []
      try session.book.forEachPointOrder(selection) { order in
        outcomes += try accrual.outcomes(order)
        guard program.rules.contains(where: { $0.event == .referral }) else { return }
        for referral in try session.book.pointReferrals(for: program.name) where referral.orderID == order.id {
          outcomes += try accrual.outcomes(PointSubject(referral, in: session))
        }
      }
      return try outcomes.map { try RuleAnswer($0, in: session) }
    }
  }

  static let whyActivityPoints = Function(
    "points.why_activity",
    Phrase("The same of an interaction and the rules on activities.", zh: "同上，针对一次往来与活动规则。"),
    effect: .reads,
    takes: Parameter(
      "interaction", Phrase("The interaction's id, or the record.", zh: "往来的 id 或记录。"), as: RecordReference.self,
      type: EntityFunctions(.interactions).referenceType),
    Parameter("program", Phrase("The program; the only one in force.", zh: "积分计划；默认唯一生效的。"), as: String?.self),
    returns: Returned(
      "rules", Phrase("What each rule says.", zh: "各规则的结果。"), as: Deferred<[RuleAnswer]>.self),
    example: """
      local i = interactions.create { customer = "C0042", kind = "visit", at = now() }
      assert(#points.why_activity(i) == 0, "the program has no rule on activities")
      """
  ) { session, interaction, name in
    Deferred { call in
      let (program, version) = try session.pointsProgram(name, call)
      let accrual = try PointAccrual(program, version, session, call)
      let interactions = try session.book.entity(Entity.interactions.name)
      guard case .id(let id) = interaction.key, let row = try session.book.row(interaction.key, of: interactions) else {
        throw BookError.notFound(interaction.key, entity: interactions)
      }
      row.close()
      var selection = PointSelection()
      selection.interaction = id
      var outcomes: [RuleOutcome] = []
      try session.book.forEachPointActivity(selection) { activity in
        outcomes += try accrual.outcomes(PointSubject(activity, in: session))
      }
      return try outcomes.map { try RuleAnswer($0, in: session) }
    }
  }
}

extension PointAccrual.Summary: TableResult {
  static let table = ResultTable<PointAccrual.Summary>(
    "accrued_points", from: "points.accrue(…)", Phrase("What accruing came to.", zh: "计分结果。"),
    [
      .init("events", Phrase("How many events were asked about.", zh: "涉及的事件数。")) { $0.events },
      .init("movements", Phrase("How many movements were written.", zh: "写入的变动数。")) { $0.movements },
      .init("capped", Phrase("How many of them a limit kept smaller.", zh: "其中受限的变动数。")) { $0.capped },
      .init("points", Phrase("What they come to, by the wallets' names.", zh: "合计，按钱包名称。")) { summary in
        ByName(summary.points.map { ($0.wallet.name, WalletAmount($0.points, $0.wallet.currency?.code)) })
      },
    ])
}

/// What a rule says of an event.
private struct RuleAnswer: TableResult {
  let outcome: RuleOutcome
  /// The movement that it wrote.
  let known: PointMovement?
  let language: Language

  init(_ outcome: RuleOutcome, in session: ScriptSession) throws {
    self.outcome = outcome
    known = try outcome.movement.map { try session.book.pointMovement($0) }
    language = session.language
  }

  static let table = ResultTable<RuleAnswer>(
    "rule_answer", from: "points.why(…)", Phrase("What a rule says of an event.", zh: "规则对某事件的结果。"),
    [
      .init("rule", Phrase("The rule.", zh: "规则。")) { $0.outcome.rule.name },
      .init("wallet", Phrase("Its wallet.", zh: "钱包。")) { $0.outcome.rule.wallet.name },
      .init("fired", Phrase("Whether it gives points.", zh: "是否命中。")) { $0.known != nil || $0.outcome.desired > 0 },
      .init("points", Phrase("How many it gives.", zh: "所得积分。")) {
        WalletAmount($0.known?.points ?? $0.outcome.granted, $0.outcome.rule.wallet.currency?.code)
      },
      .init("desired", Phrase("How many it would give but for limits.", zh: "不计限额时的积分。")) {
        WalletAmount($0.known?.desired ?? $0.outcome.desired, $0.outcome.rule.wallet.currency?.code)
      },
      .init("movement", Phrase("The movement that was written already.", zh: "已写入的变动。")) { $0.outcome.movement },
      .init("why", Phrase("Why there are none, or not as many.", zh: "未命中或减少的原因。")) { answer in
        answer.outcome.reason?.text(in: answer.language)
      },
    ])
}

/// Which events are accrued, and by which program.
struct AccrualOptions: ScriptArgument {
  var program: String?
  var selection = PointSelection()

  static var scriptType: ScriptType { .record("accrual_options") }

  static let description = RecordDescription(
    name: "accrual_options", summary: Phrase("Which events, by which program.", zh: "哪些事件，按哪个计划。"),
    fields: [
      .init(
        name: "program?", summary: Phrase("The program; the only one in force.", zh: "积分计划；默认唯一生效的。"), type: .string),
      .init(
        name: "customer?", summary: Phrase("One customer's only.", zh: "仅某客户。"),
        type: .union([.string, .record("customer")])),
      .init(name: "since?", summary: Phrase("The first day.", zh: "首日。"), type: .date),
      .init(name: "to?", summary: Phrase("The last day.", zh: "末日。"), type: .date),
    ])

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> AccrualOptions {
    let fields = try FieldReader(call, at: index, of: description)
    var options = AccrualOptions()
    options.program = try fields.text("program")
    if let customer = fields["customer"] {
      guard let key = RecordKey(customer) else { throw fields.refusal("customer") }
      options.selection.customer = key
    }
    let first = try fields.day("since") ?? CivilDate.range.lowerBound
    let last = try fields.day("to") ?? CivilDate.range.upperBound
    guard first <= last else {
      throw fields.refusal("to", expected: Phrase("a day not before 'since'", zh: "不早于 'since' 的日期"))
    }
    options.selection.days = first...last
    return options
  }
}
