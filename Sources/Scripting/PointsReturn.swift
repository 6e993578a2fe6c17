import Domain
import ScriptModel
import Wording

/// What orders earned on its way back.
struct PointsReturn {
  private let options: PointOptions
  private let session: ScriptSession
  private let version: DefinitionVersion
  /// Those of every program in force: an order may have earned by several, and been paid in points of any.
  private let wallets: [PointWallet]

  init(_ options: PointOptions, _ session: ScriptSession, _ call: Call) throws {
    try session.refuseLater(options.day)
    self.options = options
    self.session = session
    let (program, version) = try session.pointsProgram(options.program, call)
    let others = try session.book.activeDefinitions(PointsProgramTable.kind).filter { $0.name != program.name }
    wallets = try program.wallets + others.flatMap { try session.pointsProgram($0.name, call).0.wallets }
    self.version = version
  }

  /// Takes back what one order earned, or every order that was cancelled or of which something came back.
  func reverse(_ key: RecordKey) throws -> [PointMovement] {
    let book = session.book
    let movements = try book.atomically {
      guard key == .code("all") else { return try reverse(order: key) }
      guard options.amount == nil else { throw refusal(Phrase("is of one order", zh: "只能针对一张订单")) }
      return try book.pointOrdersToReverse().flatMap { try reverse(order: .id($0)) }
    }
    return try movements.map { try session.movement($0) }
  }

  private func reverse(order key: RecordKey) throws -> [Int64] {
    let book = session.book
    var order: PointOrder?
    var selection = PointSelection()
    selection.order = key
    try book.forEachPointOrder(selection) { order = $0 }
    guard let order else { return [] }
    if let amount = options.amount {
      guard let money = try money(amount, order.currency) else {
        throw refusal(
          Phrase("has \(amount.written) as 'amount', which must be money", zh: "的 'amount' 是 \(amount.written)，应为金额"))
      }
      return try reverse(order, money.minorUnits, source: options.source, options.reference, on: options.day)
    }
    var done: [Int64] = []
    if order.status == "cancelled" {
      let reference = PointReference.order(order.id).description
      done += try reverse(order, nil, source: "cancelled order", reference, on: options.day)
    }
    for returned in try book.pointReturns(ofOrder: .id(order.id)) where returned.day <= session.today {
      let amount = try book.convert(
        returned.amount, to: order.currency, on: returned.day, age: ExchangeRate.usualAge)
      let reference = PointReference.returned(returned.id).description
      done += try reverse(order, amount.minorUnits, source: "return", reference, on: returned.day)
    }
    return done
  }

  private func refusal(_ reason: Phrase) -> ArgumentError {
    ArgumentError(function: "points.reverse", parameter: "options", mismatch: .value(reason))
  }

  private func reverse(
    _ order: PointOrder, _ amount: Int64?, source: String, _ reference: String?, on day: CivilDate?
  ) throws -> [Int64] {
    var request = PointRequest(
      .id(0), PointWallet(""), 0, on: day ?? session.today, source: source, reference: reference,
      by: session.operatorName)
    request.reason = options.reason
    request.version = version.id
    return try session.book.reverse(.id(order.id), amount: amount, request, wallets: wallets)
  }

  private func money(_ value: ScriptValue, _ currency: Currency) throws -> Money? {
    switch value {
    case .integer(let number): return try Money(exact: "\(number)", currency)
    case .number(let number): return try Money(exact: number, currency)
    case .string(let text): return try Money(exact: text, currency)
    default:
      guard let money = Money(value) else { return nil }
      guard money.currency == currency else { throw MoneyError.otherCurrency(money.description, currency) }
      return money
    }
  }
}
