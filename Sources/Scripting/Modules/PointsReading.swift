import Domain
import ScriptModel
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
      "points", Phrase("Points, or money for a wallet of money.", zh: "积分；金额钱包则为金额。"), as: PointsWork.self,
      type: .union([.integer, .money])),
    example: """
      points.earn("C0042", 100, { on = "2026-10-01" })
      assert(points.balance("C0042") == 100 and points.balance("C0042", "points", "2026-09-30") == 0)
      """
  ) { session, customer, name, day in
    PointsWork { call in
      let balances = try session.book.pointBalances(of: customer.key, on: day?.date ?? session.today)
      if let name, let known = balances.first(where: { $0.wallet == name }) {
        return .points(known.usable, known.currency)
      }
      let (program, _) = try session.pointsProgram(nil, call)
      let wallet = try session.pointWallet(name, of: program, for: "points.balance")
      let known = balances.first { $0.wallet == wallet.name }
      return .points(known?.usable ?? 0, wallet.currency?.code)
    }
  }

  static let pointsWallets = Function(
    "points.wallets",
    Phrase("What a customer has in each wallet on a day.", zh: "客户各钱包在某日的情况。"), effect: .reads, takes: customer, day,
    returns: Returned(
      "wallets",
      Phrase(
        "By wallet: balance (the sum of movements), usable, pending, expired (not yet swept) and debt.",
        zh: "按钱包：balance（变动合计）、usable、pending、expired（尚未清理）、debt。"), as: ScriptValue.self, type: .table),
    example: """
      points.earn("C0042", 100)
      assert(points.wallets("C0042").points.balance == 100)
      """
  ) { session, customer, day in
    let balances = try session.book.pointBalances(of: customer.key, on: day?.date ?? session.today)
    return .table(ScriptTable(fields: balances.map { ($0.wallet, ScriptValue($0)) }))
  }

  static let pointLots = Function(
    "points.lots",
    Phrase("What is left of a customer's points, by lot.", zh: "客户剩余积分的各批次。"), effect: .reads, takes: customer,
    Parameter("wallet", Phrase("The wallet; all unless given.", zh: "钱包；默认全部。"), as: String?.self),
    returns: Returned(
      "lots",
      Phrase(
        "Tables with id, movement, wallet, points, remaining, earned_on, active_on and expires_on.",
        zh: "含 id、movement、wallet、points、remaining、earned_on、active_on、expires_on 的表。"), as: ScriptValue.self,
      type: .list(.table)),
    example: """
      points.earn("C0042", 100)
      assert(points.lots("C0042")[1].remaining == 100)
      """
  ) { session, customer, wallet in
    .table(ScriptTable(list: try session.book.pointLots(of: customer.key, wallet: wallet).map { ScriptValue($0) }))
  }

  static let pointsHistory = Function(
    "points.history",
    Phrase("A customer's movements, the newest first.", zh: "客户的积分变动，最近的在前。"), effect: .reads, takes: customer,
    Parameter("wallet", Phrase("The wallet; all unless given.", zh: "钱包；默认全部。"), as: String?.self),
    Parameter("limit", Phrase("How many at the most; 100.", zh: "最多多少条；默认 100。"), as: Int?.self),
    returns: Returned(
      "movements", Phrase("Tables as points.earn returns them.", zh: "与 points.earn 返回的表相同。"), as: ScriptValue.self,
      type: .list(.table)),
    example: """
      points.earn("C0042", 100)
      points.spend("C0042", 30)
      assert(points.history("C0042")[1].points == -30)
      """
  ) { session, customer, wallet, limit in
    let movements = try session.book.pointHistory(of: customer.key, wallet: wallet, limit: limit ?? 100)
    return .table(ScriptTable(list: movements.map { ScriptValue($0) }))
  }

  static let pointsLiability = Function(
    "points.liability",
    Phrase(
      "What outstanding points come to, by wallet: points, breakage (the share of gone points that expired unused), and cost = points × value × (1 − breakage).",
      zh: "未使用积分的负债，按钱包：points、breakage（已消失积分中过期未用的比例）、cost = points × value × (1 − breakage)。"),
    effect: .reads, takes: day,
    returns: Returned("liability", Phrase("A table by wallet.", zh: "按钱包的表。"), as: PointsWork.self, type: .table),
    example: """
      points.earn("C0042", 100)
      assert(points.liability().points.points == 100)
      """
  ) { session, day in
    PointsWork { call in
      let programs = try session.book.activeDefinitions(PointsProgramTable.kind)
      let wallets = try programs.flatMap { try session.pointsProgram($0.name, call).0.wallets }
      let outstanding = try session.book.pointsOutstanding(on: day?.date ?? session.today)
      let fields = try outstanding.map { row -> (name: String, value: ScriptValue) in
        var cost: Money?
        if let code = row.currency, let currency = Currency(code) {
          cost = Money(minorUnits: row.outstanding, currency)
        } else if let value = wallets.first(where: { $0.name == row.wallet })?.value {
          cost = try value.multiplied(by: Int(clamping: row.outstanding))
        }
        cost = try cost?.multiplied(by: 1 - (row.breakage ?? 0))
        return (
          row.wallet,
          .facts([
            ("points", .points(row.outstanding, row.currency)),
            ("breakage", row.breakage.map { .number($0) } ?? .null),
            ("cost", cost.map { .money(minorUnits: $0.minorUnits, currency: $0.currency.code) } ?? .null),
          ])
        )
      }
      return .table(ScriptTable(fields: fields))
    }
  }

  static let pointsForecast = Function(
    "points.forecast",
    Phrase("How many of the points that are left expire in which month.", zh: "剩余积分各月到期多少。"), effect: .reads,
    takes: day,
    returns: Returned(
      "months",
      Phrase("Tables with wallet, month (nil for never) and points.", zh: "含 wallet、month（nil 为永不）、points 的表。"),
      as: ScriptValue.self, type: .list(.table)),
    example: """
      points.earn("C0042", 100)
      for _, m in ipairs(points.forecast()) do print(m.wallet, m.month, m.points) end
      """
  ) { session, day in
    let months = try session.book.pointForecast(on: day?.date ?? session.today)
    return .table(
      ScriptTable(
        list: months.map { row in
          .facts([
            ("wallet", .string(row.wallet)), ("month", row.month.map { .string($0) } ?? .null),
            ("points", .points(row.points, row.currency)),
          ])
        }))
  }

  static let pointsBreakage = Function(
    "points.breakage",
    Phrase(
      "The share of points that are gone which expired unused: expired ÷ (expired + spent).",
      zh: "已消失积分中过期未用的比例：过期 ÷（过期 + 使用）。"),
    effect: .reads, takes: day,
    returns: Returned(
      "shares", Phrase("By wallet: expired, spent and share, 0 to 1.", zh: "按钱包：expired、spent、share（0 到 1）。"),
      as: ScriptValue.self, type: .table),
    example: """
      points.earn("C0042", 100)
      points.spend("C0042", 30)
      assert(points.breakage().points.share == 0)
      """
  ) { session, day in
    let rows = try session.book.pointsOutstanding(on: day?.date ?? session.today)
    return .table(
      ScriptTable(
        fields: rows.map { row in
          (
            row.wallet,
            .facts([
              ("expired", .points(row.expired, row.currency)), ("spent", .points(row.spent, row.currency)),
              ("share", row.breakage.map { .number($0) } ?? .null),
            ])
          )
        }))
  }
}
