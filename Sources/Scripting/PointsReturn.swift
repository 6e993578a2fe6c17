import Domain
import ScriptModel
import Wording

/// What an order earned on its way back.
struct PointsReturn {
  private let order: RecordKey
  private let options: PointOptions
  private let session: ScriptSession
  private let program: PointsProgramTable
  private let version: DefinitionVersion

  init(_ order: RecordKey, _ options: PointOptions, _ session: ScriptSession, _ call: Call) throws {
    self.order = order
    self.options = options
    self.session = session
    (program, version) = try session.pointsProgram(options.program, call)
  }

  func reverse() throws -> ScriptValue {
    let book = session.book
    let movements = try book.atomically {
      if let amount = options.amount {
        let currency = try book.currency(of: order, in: Entity.orders)
        guard let money = try money(amount, currency) else {
          throw ArgumentError(
            function: "points.reverse", parameter: "options",
            mismatch: .value(
              Phrase(
                "has \(amount.literal) as 'amount', which must be money", zh: "的 'amount' 是 \(amount.literal)，应为金额")))
        }
        return try reverse(money.minorUnits, source: options.source, options.reference, on: options.day)
      }
      var done: [Int64] = []
      var isCancelled = false
      var selection = PointSelection()
      selection.order = order
      try book.forEachPointOrder(selection) { isCancelled = $0.status == "cancelled" }
      if isCancelled {
        let code = try book.code(of: order, in: Entity.orders)
        done += try reverse(nil, source: "cancelled order", code, on: options.day)
      }
      for returned in try book.pointReturns(ofOrder: order) {
        done += try reverse(returned.amount, source: "return", returned.code, on: returned.day)
      }
      return done
    }
    return .table(ScriptTable(list: try movements.map { try session.movement($0) }))
  }

  private func reverse(
    _ amount: Int64?, source: String, _ reference: String?, on day: CivilDate?
  ) throws -> [Int64] {
    var request = PointRequest(
      .id(0), PointWallet(""), 0, on: day ?? session.today, source: source, reference: reference,
      by: session.operatorName)
    request.reason = options.reason
    request.version = version.id
    return try session.book.reverse(order, amount: amount, request, wallets: program.wallets)
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
