public import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// Points that customers earn and use.
  public static let points = Module(
    "points",
    Phrase(
      "Points that customers earn and use: a ledger to which movements are only ever added.",
      zh: "客户获得与使用的积分：只追加变动的账。"),
    functions: [
      .earnPoints, .spendPoints, .adjustPoints, .transferPoints, .reversePoints, .restorePoints, .activatePoints,
      .expirePoints, .accruePoints, .whyPoints, .whyActivityPoints, .pointsBalance, .pointsWallets, .pointLots,
      .pointsHistory,
      .pointsLiability, .pointsForecast, .pointsBreakage, .rebuildPoints,
    ])

  /// What the files of points programs are written with.
  static let pointsGlobals: [Function<ScriptSession>] = [
    Function(
      "points_program",
      Phrase(
        "Declares a points program; a file returns it and `patron apply` installs it.",
        zh: "声明一个积分计划；由文件返回，并用 patron apply 安装。"),
      effect: .pure,
      takes: Parameter(
        "definition", Phrase("Its wallets and rules.", zh: "钱包与规则。"), as: PointsProgramTable.self),
      returns: Returned("definition", Phrase("The checked definition.", zh: "检查过的定义。"), as: PointsProgramTable.self),
      example: """
        local p = points_program {
          name = "trade points", expiry = { kind = "rolling", after = "12m" },
          rules = { { name = "goods", points = function(x, member) return x.amount / 1000 end } },
        }
        assert(p.name == "trade points")
        """
    ) { _, table in table }
  ]
}

private let customer = Parameter(
  "customer", Phrase("The customer's code, or the record.", zh: "客户编号或记录。"), as: RecordReference.self,
  type: .union([.string, .record("customer")]))
private let amount = Parameter(
  "points", Phrase("How many, above 0; money for a wallet of money.", zh: "积分数，大于 0；金额钱包则为金额。"),
  as: PointsArgument.self)
private let adjustment = Parameter(
  "points",
  Phrase(
    "How many to add, or below 0 to take; not 0. Money for a wallet of money.", zh: "增加的积分数，负数为扣减，不能为 0；金额钱包则为金额。"),
  as: PointsArgument.self)
private let options = Parameter(
  "options", Phrase("Wallet, reference, order, day, reason.", zh: "钱包、标识、订单、日期、原因。"), as: PointOptions?.self)
private let movement = Returned(
  "movement", Phrase("What was written.", zh: "所记的变动。"), as: Deferred<PointMovement>.self)

extension PointMovement: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<PointMovement>(
    "point_movement", from: "points.earn(…)", Phrase("A change of a customer's points.", zh: "客户积分的一笔变动。"),
    [
      .init("id", Phrase("Its number in the book.", zh: "账簿内的编号。")) { $0.id },
      .init("customer", Phrase("The customer's code.", zh: "客户编号。")) { $0.customer },
      .init("wallet", Phrase("The wallet.", zh: "钱包。")) { $0.wallet },
      .init("kind", Phrase("What happened.", zh: "变动类型。")) { Choice($0.kind) },
      .init("points", Phrase("By how much the balance changed; money of a wallet of money.", zh: "余额变动数；金额钱包则为金额。")) {
        WalletAmount($0.points, $0.currency)
      },
      .init(
        "desired", Phrase("By how much it should have, but for a cap or a shortage.", zh: "应变动数（未计上限与不足）。")
      ) { WalletAmount($0.desired, $0.currency) },
      .init("on", Phrase("The business day.", zh: "业务日期。")) { $0.day },
      .init("source", Phrase("The rule that wrote it, or the name that a script gave.", zh: "写入它的规则，或脚本给出的名称。")) {
        $0.source
      },
      .init("reference", Phrase("What it was for, under which it is written once.", zh: "事由标识，同一标识只记一次。")) {
        $0.reference
      },
      .init("order", Phrase("The order's code.", zh: "订单编号。")) { $0.order },
      .init("rule", Phrase("The rule that earned it.", zh: "计分规则。")) { $0.rule },
      .init("version", Phrase("The version of the program.", zh: "积分计划的版本。")) { $0.version },
      .init(
        "origin", Phrase("The movement that it takes back, or the other half of a transfer.", zh: "所冲回的变动，或转让的另一方。")
      ) {
        $0.origin
      },
      .init("operator", Phrase("Who.", zh: "操作员。")) { $0.operatorName },
      .init("reason", Phrase("Why.", zh: "原因。")) { $0.reason },
      .init("inputs", Phrase("What the rule was given, as JSON.", zh: "规则得到的数据（JSON）。")) { $0.inputs },
      .init("run", Phrase("The run that wrote it.", zh: "所属运行。")) { $0.run },
    ])
}

extension Function<ScriptSession> {
  static let earnPoints = Function(
    "points.earn",
    Phrase("Adds points, with the days that the wallet gives them.", zh: "增加积分，生效与到期日按钱包规则。"),
    effect: .writes, takes: customer, amount, options, returns: movement,
    example: """
      local m = points.earn("C0042", 100, { reference = "welcome" })
      assert(m.points == 100 and points.earn("C0042", 100, { reference = "welcome" }).id == m.id)
      """
  ) { session, customer, points, options in
    Deferred { call in
      let request = try session.pointRequest(customer.key, points, options, "points.earn", call)
      return try session.movement(session.book.earn(request))
    }
  }

  static let spendPoints = Function(
    "points.spend",
    Phrase(
      "Uses points, those of the soonest expiry first unless the wallet says otherwise; an error where there are not as many.",
      zh: "使用积分，默认先用最早到期的；不足时报错。"),
    effect: .writes, takes: customer, amount, options, returns: movement,
    example: """
      points.earn("C0042", 100)
      points.spend("C0042", 30, { reference = "gift 1" })
      local ok, why = pcall(points.spend, "C0042", 71)
      assert(points.balance("C0042") == 70 and not ok and why.code == "insufficient-points")
      """
  ) { session, customer, points, options in
    Deferred { call in
      let request = try session.pointRequest(customer.key, points, options, "points.spend", call)
      return try session.movement(session.book.spend(request))
    }
  }

  static let adjustPoints = Function(
    "points.adjust",
    Phrase("Adds points, or takes them where below 0; it needs a reason.", zh: "调整积分（负数为扣减），必须说明原因。"),
    effect: .writes, takes: customer, adjustment, options, returns: movement,
    example: """
      points.adjust("C0042", 50, { reason = "goodwill" })
      points.adjust("C0042", -20, { reason = "typing error" })
      assert(points.balance("C0042") == 30)
      """
  ) { session, customer, points, options in
    Deferred { call in
      let request = try session.pointRequest(customer.key, points, options, "points.adjust", call)
      guard request.points != 0 else {
        throw PointsError.is0(PointPlace(request.wallet, customer: try session.code(of: customer.key)))
      }
      return try session.movement(session.book.adjust(request))
    }
  }

  static let transferPoints = Function(
    "points.transfer",
    Phrase("Gives usable points to another customer; they keep their days.", zh: "把可用积分转给另一客户，有效期不变。"),
    effect: .writes, takes: customer,
    Parameter(
      "to", Phrase("Who receives them.", zh: "接收的客户。"), as: RecordReference.self,
      type: .union([.string, .record("customer")])), amount, options, returns: movement,
    example: """
      points.earn("C0042", 100)
      points.transfer("C0042", "C0043", 40)
      assert(points.balance("C0042") == 60 and points.balance("C0043") == 40)
      """
  ) { session, customer, other, points, options in
    Deferred { call in
      let request = try session.pointRequest(customer.key, points, options, "points.transfer", call)
      return try session.movement(session.book.transfer(request, to: other.key).out)
    }
  }

  static let reversePoints = Function(
    "points.reverse",
    Phrase(
      "Takes back what an order earned, in proportion to its returns: those in the book that have not been yet, or { amount = … } under a reference. A cancelled order goes back whole, and what it was paid in points comes back. What is left of the order's own points goes first, expired or not: points that expired unused are not owed, whether points.expire ran or not. What was given for a referral goes back once the order is cancelled or came back whole, unless its rule keeps it. \"all\" does so for every order.",
      zh:
        "按退货比例收回订单所得积分：处理账簿中尚未处理的退货，或以 { amount = … } 与 reference 指定；已取消的订单全部收回，并退还其使用的积分。先从该订单自身积分的剩余部分收回，无论是否已到期：未使用而到期的积分不构成欠分，与是否执行过 points.expire 无关。订单取消或全部退回时，其推荐奖励也收回（规则另有规定除外）。\"all\" 处理全部订单。"
    ),
    effect: .writes,
    takes: Parameter(
      "order", Phrase("The order's code, or the record; or \"all\".", zh: "订单编号或记录；或 \"all\"。"),
      as: RecordReference.self,
      type: .union([.string, .record("order")])), options,
    returns: Returned(
      "movements", Phrase("What was written.", zh: "所记的各笔变动。"), as: Deferred<[PointMovement]>.self),
    example: """
      points.earn("C0042", 125, { order = "O1", reference = "O1" })
      local m = points.reverse("O1", { amount = money(50, "CNY"), reference = "R1" })
      assert(m[1].kind == "reverse" and points.balance("C0042") == 0)
      """
  ) { session, order, options in
    Deferred { call in try PointsReturn(options ?? PointOptions(), session, call).reverse(order.key) }
  }

  static let restorePoints = Function(
    "points.restore",
    Phrase(
      "Gives back what was spent, or { amount = … } of it, to the lots that it came from.",
      zh: "退还已使用的积分（或 { amount = … } 指定的部分）到原批次。"),
    effect: .writes,
    takes: Parameter("movement", Phrase("The id of the spending.", zh: "消费变动的 id。"), as: Int.self), options,
    returns: movement,
    example: """
      points.earn("C0042", 100)
      local spent = points.spend("C0042", 30)
      points.restore(spent.id, { amount = 10, reason = "gift out of stock" })
      assert(points.balance("C0042") == 80)
      """
  ) { session, id, options in
    Deferred { call in
      let spent = try session.book.pointMovement(Int64(id))
      var options = options ?? PointOptions()
      options.wallet = spent.wallet
      var request = try session.pointRequest(.code(spent.customer), nil, options, "points.restore", call)
      request.order = nil
      let points = try options.amount.map {
        try PointsArgument(value: $0).points(in: request.wallet, for: "points.restore", as: "amount") { spent.customer }
      }
      return try session.movement(session.book.restore(Int64(id), points: points, request))
    }
  }

  static let activatePoints = Function(
    "points.activate",
    Phrase(
      "Lets points that wait for an event (pending = \"event\") be used from now on.",
      zh: "使等待事件（pending = \"event\"）的积分从现在起可用。"),
    effect: .writes,
    takes: Parameter("movement", Phrase("The id of the earning.", zh: "获得变动的 id。"), as: Int.self), options,
    returns: movement,
    example: """
      local earned = points.earn("C0042", 100)
      local ok, why = pcall(points.activate, earned.id)
      assert(not ok and why.code == "not-pending")
      """
  ) { session, id, options in
    Deferred { call in
      let earned = try session.book.pointMovement(Int64(id))
      var options = options ?? PointOptions()
      options.wallet = earned.wallet
      options.order = earned.order.map { .code($0) }
      let request = try session.pointRequest(.code(earned.customer), nil, options, "points.activate", call)
      return try session.movement(session.book.activate(Int64(id), request))
    }
  }

  static let expirePoints = Function(
    "points.expire",
    Phrase(
      "Writes a movement for each lot whose last day is over. Such points cannot be used, whether that was written or not. Where a return takes them later, or a movement of an earlier day, a movement `expire` above 0 gives them back first.",
      zh: "为每个已过有效期的批次记一笔到期变动。无论是否已记，过期积分都不能使用。之后若退货或补记较早日期的变动用到它们，会先以大于 0 的 `expire` 变动冲回。"),
    effect: .writes,
    takes: Parameter(
      "on", Phrase("The day that it is, none that is still to come; today.", zh: "以哪天为准，不得晚于今天；默认今天。"),
      as: DateArgument?.self),
    returns: Returned("done", Phrase("How many.", zh: "数量。"), as: BookedExpiry.self),
    example: "local done = points.expire()\nassert(done.lots == 0 and done.points == 0)"
  ) { session, day in
    try session.refuseLater(day?.date)
    return BookedExpiry(
      wallets: try session.book.expirePoints(on: day?.date ?? session.today, by: session.operatorName))
  }

  static let rebuildPoints = Function(
    "points.rebuild",
    Phrase(
      "Works cached balances and what is left of lots out anew, and proves that balances, lots and movements agree.",
      zh: "重新计算缓存的余额与批次剩余，并证明余额、批次与变动一致。"),
    effect: .writes,
    returns: Returned("done", Phrase("What was found.", zh: "结果。"), as: RebuiltPoints.self),
    example: """
      points.earn("C0042", 100)
      local done = points.rebuild()
      assert(done.balances == 1 and done.corrected == 0)
      """
  ) { session in
    let done = try session.book.rebuildPoints()
    return RebuiltPoints(balances: done.balances, corrected: done.corrected)
  }
}

/// What `points.expire` wrote.
private struct BookedExpiry: TableResult {
  let wallets: [ExpiredPoints]

  static let table = ResultTable<BookedExpiry>(
    "expired_points", from: "points.expire(…)", Phrase("Points whose last day is over.", zh: "已到期的积分。"),
    [
      .init("lots", Phrase("How many lots.", zh: "批次数。")) { $0.wallets.reduce(0) { $0 + $1.lots } },
      .init("points", Phrase("How many points; money counts only under `wallets`.", zh: "积分数；金额只计入 `wallets`。")) {
        $0.wallets.filter { $0.currency == nil }.reduce(Int64(0)) { $0.addingReportingOverflow($1.points).partialValue }
      },
      .init("wallets", Phrase("What each wallet lost, by its name: points, or money.", zh: "各钱包到期的积分或金额，按钱包名称。")) {
        ByName($0.wallets.map { ($0.wallet, WalletAmount($0.points, $0.currency)) })
      },
    ])
}

/// What `points.rebuild` found.
private struct RebuiltPoints: TableResult {
  let balances: Int
  let corrected: Int

  static let table = ResultTable<RebuiltPoints>(
    "rebuilt_points", from: "points.rebuild()", Phrase("What working balances out anew came to.", zh: "重新计算余额的结果。"),
    [
      .init("balances", Phrase("How many balances there are.", zh: "余额个数。")) { $0.balances },
      .init("corrected", Phrase("How many figures were wrong.", zh: "更正数。")) { $0.corrected },
    ])
}
