import Domain
import ScriptModel
import Wording

/// What functions of points take besides whom and how many.
struct PointOptions: ScriptArgument {
  var program: String?
  var wallet: String?
  var source = "manual"
  var reference: String?
  var order: RecordKey?
  var day: CivilDate?
  var reason: String?
  var allowsDebt = false
  /// What was returned, or how much comes back.
  var amount: ScriptValue?

  static var scriptType: ScriptType { .record("points_options") }

  static let description = RecordDescription(
    name: "points_options", summary: Phrase("Where points go or come from, and why.", zh: "积分的去向或来源与原因。"),
    fields: [
      .init(
        name: "wallet?", summary: Phrase("The wallet; the program's first unless given.", zh: "钱包；默认计划的第一个。"),
        type: .string),
      .init(
        name: "program?",
        summary: Phrase("The points program; the only one in force unless given.", zh: "积分计划；默认唯一生效的。"),
        type: .string),
      .init(
        name: "reference?",
        summary: Phrase(
          "What it is for. The same source and reference are written once: asked for again, the same movement is the answer; with other points it is an error.",
          zh: "用途标识。相同 source 与 reference 只记一次：重复调用返回同一笔变动，内容不同则报错。"), type: .string),
      .init(name: "source?", summary: Phrase("What writes it; \"manual\".", zh: "来源；默认 \"manual\"。"), type: .string),
      .init(
        name: "order?", summary: Phrase("The order that it belongs to, by its code.", zh: "所属订单的编号。"),
        type: .union([.string, .record("order")])),
      .init(name: "on?", summary: Phrase("The business day; today.", zh: "业务日期；默认今天。"), type: .date),
      .init(name: "reason?", summary: Phrase("Why.", zh: "原因。"), type: .string),
      .init(
        name: "allow_debt?",
        summary: Phrase("points.adjust: whether it may take more than there is.", zh: "points.adjust：是否允许扣成欠分。"),
        type: .boolean),
      .init(
        name: "amount?",
        summary: Phrase(
          "points.reverse: what was returned, as money; points.restore: how many points come back.",
          zh: "points.reverse：退货金额；points.restore：退回的积分数。"), type: .union([.money, .number, .string])),
    ])

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> PointOptions {
    let fields = try FieldReader(call, at: index, of: description)
    var options = PointOptions()
    options.program = try fields.text("program")
    options.wallet = try fields.text("wallet")
    options.source = try fields.text("source") ?? "manual"
    options.reference = try fields.text("reference")
    options.reason = try fields.text("reason")
    options.allowsDebt = try fields.boolean("allow_debt") ?? false
    options.amount = fields["amount"]
    if let order = fields["order"] {
      guard let key = RecordKey(order) else { throw fields.refusal("order") }
      options.order = key
    }
    options.day = try fields.day("on")
    return options
  }
}

/// How many points, or how much money of a wallet that holds money.
struct PointsArgument: ScriptArgument {
  let value: ScriptValue

  static var scriptType: ScriptType { .union([.integer, .money]) }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> PointsArgument {
    let value = try ScriptValue.read(call, at: index)
    switch value {
    case .integer, .number, .money: return PointsArgument(value: value)
    default: throw call.mismatch(at: index, expected: scriptType)
    }
  }

  /// As many as the wallet counts: points, or minor units of its currency.
  ///
  /// - Parameters:
  ///   - parameter: What the function calls it, for a message.
  ///   - customer: Whose they are, for a message.
  func points(
    in wallet: PointWallet, for function: String, as parameter: String = "points", of customer: () throws -> String
  ) throws -> Int64 {
    switch (value, wallet.currency) {
    case (.integer(let points), nil): return points
    case (.number(let number), nil):
      if let points = Int64(exactly: number) { return points }
    case (.integer(let number), let currency?): return try Money(exact: "\(number)", currency).minorUnits
    case (.number(let number), let currency?): return try Money(exact: number, currency).minorUnits
    case (.money(let minorUnits, let code), let currency?):
      guard code == currency.code else {
        guard let money = Money(value) else { break }
        throw PointsError.otherCurrency(money, currency, PointPlace(wallet, customer: try customer()))
      }
      return minorUnits
    default: break
    }
    throw ArgumentError(
      function: function, parameter: parameter,
      mismatch: .value(
        Phrase(
          "must be a whole number of points of wallet '\(wallet.name)', got \(value.written)",
          zh: "必须是钱包 '\(wallet.name)' 的整数积分，收到的是 \(value.written)")))
  }
}

extension ScriptSession {
  /// A program in force: the one of that name, or the only one.
  func pointsProgram(_ name: String?, _ call: Call) throws -> (PointsProgramTable, DefinitionVersion) {
    let (table, version) = try definition(PointsProgramTable.self, named: name, for: call)
    return (table, version)
  }

  /// A wallet of a program, by its name, or the first.
  func pointWallet(_ name: String?, of program: PointsProgramTable, for function: String) throws -> PointWallet {
    guard let name else { return program.wallets.first ?? PointWallet("points") }
    guard let wallet = program.wallets.first(where: { $0.name == name }) else {
      let names = program.wallets.map(\.name)
      throw ArgumentError(
        function: function, parameter: "wallet",
        mismatch: .value(
          Phrase("must be a wallet of '\(program.name)', ", zh: "必须是 '\(program.name)' 的钱包，")
            + ScriptType.choice(names).expectation + Phrase(", got \"\(name)\"", zh: "，收到的是 \"\(name)\"")))
    }
    return wallet
  }

  /// What a call asks of the ledger.
  func pointRequest(
    _ customer: RecordKey, _ points: PointsArgument?, _ options: PointOptions?, _ function: String, _ call: Call
  ) throws -> PointRequest {
    let options = options ?? PointOptions()
    if function != "points.earn" { try refuseLater(options.day) }
    let (program, version) = try pointsProgram(options.program, call)
    let wallet = try pointWallet(options.wallet, of: program, for: function)
    var request = PointRequest(
      customer, wallet, try points?.points(in: wallet, for: function) { try code(of: customer) } ?? 0,
      on: options.day ?? today, source: options.source, reference: options.reference, by: operatorName)
    request.order = options.order
    request.reason = options.reason
    request.version = version.id
    request.allowsDebt = options.allowsDebt
    return request
  }

  /// Refuses a day that is still to come: what is there today must not be gone by then.
  func refuseLater(_ day: CivilDate?) throws {
    if let day, day > today { throw PointsError.later(day, today: today) }
  }

  /// A customer's code, for a message.
  func code(of customer: RecordKey) throws -> String {
    let customers = try book.entity(Entity.customers.name)
    guard let code = try book.code(of: customer, in: customers) else {
      throw BookError.notFound(customer, entity: customers)
    }
    return code
  }

  /// A movement.
  func movement(_ id: Int64) throws -> PointMovement { try book.pointMovement(id) }
}

/// What a wallet counts: points, or money of one that holds money.
struct WalletAmount: ScriptResult {
  private let points: Int64
  private let currency: String?

  init(_ points: Int64, _ currency: String?) {
    (self.points, self.currency) = (points, currency)
  }

  static var scriptType: ScriptType { .union([.integer, .money]) }

  func push(to call: Call) -> Int32 {
    guard let currency else { return points.push(to: call) }
    call.pushMoney(minorUnits: points, currency: currency)
    return 1
  }
}
