public import Domain
public import ScriptModel
import Wording

private let customer = Parameter(
  "customer", Phrase("The customer's code, or the record.", zh: "客户编号或记录。"), as: RecordReference.self,
  type: .union([.string, .record("customer")]))
private let wallet = Parameter(
  "wallet", Phrase("The wallet; the program's first unless given.", zh: "钱包；默认计划的第一个。"), as: String?.self)
private let day = Parameter("on", Phrase("The day; today.", zh: "日期；默认今天。"), as: DateArgument?.self)

extension Function<ScriptSession> {
  static let pointsBalance = Function(
    "points.balance",
    Phrase(
      "How many points of a wallet a customer can use on a day, past or present.", zh: "客户某钱包在某日（过去或现在）的可用积分。"),
    effect: .reads, takes: customer, wallet, day,
    returns: Returned(
      "points", Phrase("Points, or money for a wallet of money.", zh: "积分；金额钱包则为金额。"), as: Deferred<WalletAmount>.self),
    example: """
      points.earn("C0042", 100, { on = "2026-10-01" })
      assert(points.balance("C0042") == 100 and points.balance("C0042", "points", "2026-09-30") == 0)
      """
  ) { session, customer, name, day in
    Deferred { call in
      let balances = try session.book.pointBalances(of: customer.key, on: day?.date ?? session.today)
      if let name, let known = balances.first(where: { $0.wallet == name }) {
        return WalletAmount(known.usable, known.currency)
      }
      let (program, _) = try session.pointsProgram(nil, call)
      let wallet = try session.pointWallet(name, of: program, for: "points.balance")
      let known = balances.first { $0.wallet == wallet.name }
      return WalletAmount(known?.usable ?? 0, wallet.currency?.code)
    }
  }

  static let pointsWallets = Function(
    "points.wallets",
    Phrase("What a customer has in each wallet on a day.", zh: "客户各钱包在某日的情况。"), effect: .reads, takes: customer, day,
    returns: Returned(
      "wallets", Phrase("By the wallets' names.", zh: "按钱包名称。"), as: ByName<PointBalance>.self),
    example: """
      points.earn("C0042", 100)
      assert(points.wallets("C0042").points.balance == 100)
      """
  ) { session, customer, day in
    let balances = try session.book.pointBalances(of: customer.key, on: day?.date ?? session.today)
    return ByName(balances.map { ($0.wallet, $0) })
  }

  static let pointLots = Function(
    "points.lots",
    Phrase("What is left of a customer's points, by lot.", zh: "客户剩余积分的各批次。"), effect: .reads, takes: customer,
    Parameter("wallet", Phrase("The wallet; all unless given.", zh: "钱包；默认全部。"), as: String?.self),
    returns: Returned("lots", Phrase("The lots.", zh: "各批次。"), as: [PointLot].self),
    example: """
      points.earn("C0042", 100)
      assert(points.lots("C0042")[1].remaining == 100)
      """
  ) { session, customer, wallet in
    try session.book.pointLots(of: customer.key, wallet: wallet)
  }

  static let pointsHistory = Function(
    "points.history",
    Phrase("A customer's movements, the newest first.", zh: "客户的积分变动，最近的在前。"), effect: .reads, takes: customer,
    Parameter("wallet", Phrase("The wallet; all unless given.", zh: "钱包；默认全部。"), as: String?.self),
    Parameter("limit", Phrase("How many at the most; 100.", zh: "最多多少条；默认 100。"), as: Int?.self),
    returns: Returned("movements", Phrase("The movements.", zh: "各笔变动。"), as: [PointMovement].self),
    example: """
      points.earn("C0042", 100)
      points.spend("C0042", 30)
      assert(points.history("C0042")[1].points == -30)
      """
  ) { session, customer, wallet, limit in
    try session.book.pointHistory(of: customer.key, wallet: wallet, limit: limit ?? 100)
  }

  static let pointsLiability = Function(
    "points.liability",
    Phrase(
      "What outstanding points come to, by wallet: points, breakage (the share of gone points that expired unused), and cost = points × value × (1 − breakage).",
      zh: "未使用积分的负债，按钱包：points、breakage（已消失积分中过期未用的比例）、cost = points × value × (1 − breakage)。"),
    effect: .reads, takes: day,
    returns: Returned(
      "liability", Phrase("By the wallets' names.", zh: "按钱包名称。"), as: Deferred<ByName<PointLiability>>.self),
    example: """
      points.earn("C0042", 100)
      assert(points.liability().points.points == 100)
      """
  ) { session, day in
    Deferred { call in
      let programs = try session.book.activeDefinitions(PointsProgramTable.kind)
      let wallets = try programs.flatMap { try session.pointsProgram($0.name, call).0.wallets }
      let outstanding = try session.book.pointsOutstanding(on: day?.date ?? session.today)
      return ByName(
        try outstanding.map { row in
          var cost: Money?
          if let code = row.currency, let currency = Currency(code) {
            cost = Money(minorUnits: row.outstanding, currency)
          } else if let value = wallets.first(where: { $0.name == row.wallet })?.value {
            cost = try value.multiplied(by: Int(clamping: row.outstanding))
          }
          cost = try cost?.multiplied(by: 1 - (row.breakage ?? 0))
          return (row.wallet, PointLiability(outstanding: row, cost: cost))
        })
    }
  }

  static let pointsForecast = Function(
    "points.forecast",
    Phrase("How many of the points that are left expire in which month.", zh: "剩余积分各月到期多少。"), effect: .reads,
    takes: day,
    returns: Returned("months", Phrase("The months of each wallet.", zh: "各钱包的各月。"), as: [PointForecast].self),
    example: """
      points.earn("C0042", 100)
      for _, m in ipairs(points.forecast()) do print(m.wallet, m.month, m.points) end
      """
  ) { session, day in
    try session.book.pointForecast(on: day?.date ?? session.today)
  }

  static let pointsBreakage = Function(
    "points.breakage",
    Phrase(
      "The share of points that are gone which expired unused: expired ÷ (expired + spent).",
      zh: "已消失积分中过期未用的比例：过期 ÷（过期 + 使用）。"),
    effect: .reads, takes: day,
    returns: Returned("shares", Phrase("By the wallets' names.", zh: "按钱包名称。"), as: ByName<PointBreakage>.self),
    example: """
      points.earn("C0042", 100)
      points.spend("C0042", 30)
      assert(points.breakage().points.share == 0)
      """
  ) { session, day in
    let rows = try session.book.pointsOutstanding(on: day?.date ?? session.today)
    return ByName(rows.map { ($0.wallet, PointBreakage(outstanding: $0)) })
  }
}

// MARK: What scripts see

extension PointBalance: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<PointBalance>(
    "point_balance", from: "points.wallets(…)", Phrase("What a customer has in a wallet.", zh: "客户某钱包的情况。"),
    [
      .init("wallet", Phrase("The wallet.", zh: "钱包。")) { $0.wallet },
      .init("balance", Phrase("The sum of movements.", zh: "变动合计。")) { WalletAmount($0.balance, $0.currency) },
      .init("usable", Phrase("What can be used.", zh: "可用。")) { WalletAmount($0.usable, $0.currency) },
      .init("pending", Phrase("What cannot be used yet.", zh: "尚未生效。")) { WalletAmount($0.pending, $0.currency) },
      .init("expired", Phrase("What has expired, and no movement says so yet.", zh: "已过期但尚未清理。")) {
        WalletAmount($0.expired, $0.currency)
      },
      .init("debt", Phrase("What is owed.", zh: "欠分。")) { WalletAmount($0.debt, $0.currency) },
    ])
}

extension PointLot: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<PointLot>(
    "point_lot", from: "points.lots(…)", Phrase("Points that came in together.", zh: "同时获得的一批积分。"),
    [
      .init("id", Phrase("Its number in the book.", zh: "账簿内的编号。")) { $0.id },
      .init("movement", Phrase("The movement that made it.", zh: "产生它的变动。")) { $0.movement },
      .init("wallet", Phrase("The wallet.", zh: "钱包。")) { $0.wallet },
      .init("points", Phrase("How many there were.", zh: "原有数量。")) { WalletAmount($0.points, $0.currency) },
      .init("remaining", Phrase("How many are left.", zh: "剩余数量。")) { WalletAmount($0.remaining, $0.currency) },
      .init("earned_on", Phrase("The day on which they were earned.", zh: "获得日期。")) { $0.earnedOn },
      .init("active_on", Phrase("The first day of use; nil while they wait for an event.", zh: "首个可用日；等待事件时为 nil。")) {
        $0.activeOn
      },
      .init("expires_on", Phrase("The last day of use; nil for ever.", zh: "最后可用日；nil 为永久。")) { $0.expiresOn },
    ])
}

/// What the points of a wallet cost.
private struct PointLiability: TableResult {
  let outstanding: PointOutstanding
  let cost: Money?

  static let table = ResultTable<PointLiability>(
    "point_liability", from: "points.liability(…)", Phrase("What outstanding points come to.", zh: "未使用积分的负债。"),
    [
      .init("points", Phrase("What can be used or will be, less what is owed.", zh: "可用或将可用，减欠分。")) {
        WalletAmount($0.outstanding.outstanding, $0.outstanding.currency)
      },
      .init("breakage", Phrase("The share of gone points that expired unused, 0 to 1.", zh: "已消失积分中过期未用的比例，0 到 1。")) {
        $0.outstanding.breakage
      },
      .init(
        "cost",
        Phrase(
          "points × value × (1 − breakage); nil without a value.", zh: "points × value × (1 − breakage)；无单价则为 nil。")
      ) {
        $0.cost
      },
    ])
}

extension PointForecast: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<PointForecast>(
    "point_forecast", from: "points.forecast(…)", Phrase("The points that expire in a month.", zh: "某月到期的积分。"),
    [
      .init("wallet", Phrase("The wallet.", zh: "钱包。")) { $0.wallet },
      .init("month", Phrase("The month, 2026-11; nil for never.", zh: "月份，如 2026-11；nil 为永不。")) { $0.month },
      .init("points", Phrase("How many of those that are left expire in it.", zh: "该月到期数量。")) {
        WalletAmount($0.points, $0.currency)
      },
    ])
}

/// How many of a wallet's points were lost.
private struct PointBreakage: TableResult {
  let outstanding: PointOutstanding

  static let table = ResultTable<PointBreakage>(
    "point_breakage", from: "points.breakage(…)", Phrase("What became of points that are gone.", zh: "已消失积分的去向。"),
    [
      .init("expired", Phrase("What expired so far.", zh: "累计过期。")) {
        WalletAmount($0.outstanding.expired, $0.outstanding.currency)
      },
      .init("spent", Phrase("What was spent so far and has not come back.", zh: "累计使用（减退还）。")) {
        WalletAmount($0.outstanding.spent, $0.outstanding.currency)
      },
      .init(
        "share",
        Phrase("expired ÷ (expired + spent); nil where nothing is gone.", zh: "expired ÷（expired + spent）；无消失积分则为 nil。")
      ) {
        $0.outstanding.breakage
      },
    ])
}
