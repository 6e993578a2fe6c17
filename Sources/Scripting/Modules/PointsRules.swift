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
      "done",
      Phrase(
        "How many events were asked about, movements written and capped, and points by wallet.",
        zh: "涉及事件数、写入变动数、受限数，以及各钱包积分。"),
      as: PointsWork.self, type: .table),
    example: """
      fx.set("EUR", "2026-10-15", 8)
      local done = points.accrue("O1")
      assert(done.movements == 1 and points.balance("C0042") == 125)
      assert(points.accrue("all").movements == 1)
      """
  ) { session, what, options in
    PointsWork { call in
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
      let points = accrual.summary.points.map { wallet, points in
        (wallet.name, ScriptValue.points(points, wallet.currency?.code))
      }
      return .facts([
        ("events", .integer(Int64(accrual.summary.events))), ("movements", .integer(Int64(accrual.summary.movements))),
        ("capped", .integer(Int64(accrual.summary.capped))), ("points", .table(ScriptTable(fields: points))),
      ])
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
      "rules",
      Phrase(
        "Tables with rule, wallet, fired, points, desired, movement and why.",
        zh: "含 rule、wallet、fired、points、desired、movement、why 的表。"),
      as: PointsWork.self, type: .list(.table)),
    example: """
      for _, r in ipairs(points.why("O1")) do print(r.rule, r.fired, r.points, r.why) end
      """
  ) { session, order, name in
    PointsWork { call in
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
      return try .table(ScriptTable(list: outcomes.map { try $0.value(in: session) }))
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
      "rules", Phrase("As `points.why`.", zh: "同 `points.why`。"), as: PointsWork.self, type: .list(.table)),
    example: """
      local i = interactions.create { customer = "C0042", kind = "visit", at = now() }
      assert(#points.why_activity(i) == 0, "the program has no rule on activities")
      """
  ) { session, interaction, name in
    PointsWork { call in
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
      return try .table(ScriptTable(list: outcomes.map { try $0.value(in: session) }))
    }
  }
}

extension RuleOutcome {
  /// What scripts see of it.
  fileprivate func value(in session: ScriptSession) throws -> ScriptValue {
    let known = try movement.map { try session.book.pointMovement($0) }
    let currency = rule.wallet.currency?.code
    return .facts([
      ("rule", .string(rule.name)), ("wallet", .string(rule.wallet.name)),
      ("fired", .boolean(known != nil || desired > 0)), ("points", .points(known?.points ?? granted, currency)),
      ("desired", .points(known?.desired ?? desired, currency)), ("movement", movement.map { .integer($0) } ?? .null),
      ("why", reason.map { .string($0.text(in: session.language)) } ?? .null),
    ])
  }
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
