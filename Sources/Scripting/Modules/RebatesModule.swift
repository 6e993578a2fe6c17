import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// Rebates by volume.
  public static let rebates = Module(
    "rebates", Phrase("Rebates by volume, settled as credit notes.", zh: "按采购量的返利，以红字发票结算。"),
    functions: [.rebateStatement, .settleRebates])
}

private let rebate = Parameter(
  "rebate", Phrase("Which orders count, and the steps.", zh: "计入的订单与档位。"), as: RebateTable.self)
private let customer = Parameter(
  "customer", Phrase("The customer's code, or the record; \"all\" for everybody.", zh: "客户编号或记录；\"all\" 为全部。"),
  as: RecordReference.self, type: .union([.string, .record("customer")]))
private let statements = Returned(
  "statements", Phrase("One for each customer, by their codes.", zh: "每个客户一份，按编号排序。"), as: [RebateStatement].self)

extension Function<ScriptSession> {
  static let rebateStatement = Function(
    "rebates.statement",
    Phrase(
      "What customers ordered within the days, less returns and without cancelled orders, and the rebate on it. Nothing is written.",
      zh: "客户在期内的订货额（减退货、不含已取消）及其返利。不写入。"),
    effect: .reads, takes: customer, rebate, returns: statements,
    example: """
      local s = rebates.statement("C0042", {
        name = "2026", from = "2026-01-01", to = "2026-12-31", steps = { { min = 1000, rate = 0.02 } },
      })
      assert(s[1].volume == money(1200, "CNY") and s[1].rebate == money(24, "CNY"))
      """
  ) { session, customer, rebate in
    try RebateRun(session, rebate).statements(customer.key)
  }

  static let settleRebates = Function(
    "rebates.settle",
    Phrase(
      "Writes each rebate as an invoice below 0, once: asked for again, the same invoice is the answer, unless the rebate is another by then.",
      zh: "把每笔返利记为负数发票，仅一次：重复调用返回同一发票，金额已变则报错。"),
    effect: .writes, takes: customer, rebate, returns: statements,
    example: """
      local s = rebates.settle("C0042", {
        name = "2026", from = "2026-01-01", to = "2026-12-31", steps = { { min = 1000, rate = 0.02 } },
      })
      assert(invoices.get(s[1].invoice).amount == money(-24, "CNY"))
      """
  ) { session, customer, rebate in
    let run = RebateRun(session, rebate)
    return try session.book.atomically { try run.statements(customer.key).map { try run.settle($0) } }
  }
}

/// What a customer ordered, and the rebate on it.
private struct RebateStatement: TableResult {
  let id: Int64
  let customer: String
  var volume: Money
  var rebate: Money
  var invoice: String?

  static let table = ResultTable<RebateStatement>(
    "rebate_statement", from: "rebates.statement(…)",
    Phrase("What a customer ordered, and the rebate on it.", zh: "客户的订货额及其返利。"),
    [
      .init("customer", Phrase("The customer's code.", zh: "客户编号。")) { $0.customer },
      .init("volume", Phrase("What counts, in the base currency.", zh: "计入的订货额，本位币。")) { $0.volume },
      .init("rebate", Phrase("The rebate, in the base currency.", zh: "返利，本位币。")) { $0.rebate },
      .init("invoice", Phrase("The code of the credit note, where there is one.", zh: "红字发票编号（已结算时）。")) { $0.invoice },
    ])
}

/// A rebate at work.
private struct RebateRun {
  private let session: ScriptSession
  private let rebate: RebateTable

  init(_ session: ScriptSession, _ rebate: RebateTable) {
    self.session = session
    self.rebate = rebate
  }

  func statements(_ customer: RecordKey) throws -> [RebateStatement] {
    let base = session.book.profile.baseCurrency
    var selection = PointSelection()
    selection.customer = customer == .code("all") ? nil : customer
    selection.days = rebate.days
    var statements: [Int64: RebateStatement] = [:]
    try session.book.forEachPointOrder(selection) { order in
      if order.status == "cancelled" { return }
      var net = Money(minorUnits: order.goods, order.currency)
      for returned in try session.book.pointReturns(ofOrder: .id(order.id)) {
        net = try net.subtracting(
          session.book.convert(returned.amount, to: order.currency, on: returned.day, age: ExchangeRate.usualAge))
      }
      let converted = try session.book.convert(net, to: base, on: order.day, age: ExchangeRate.usualAge)
      var statement =
        statements[order.customer]
        ?? RebateStatement(id: order.customer, customer: order.customerCode, volume: .zero(base), rebate: .zero(base))
      statement.volume = try statement.volume.adding(converted)
      statements[order.customer] = statement
    }
    return try statements.values.sorted { $0.customer < $1.customer }.map { statement in
      var statement = statement
      statement.rebate = try rebate.rebate(on: statement.volume)
      statement.invoice = try session.book.rebateNotes(of: statement.id, for: rebate.name).first?.invoice
      return statement
    }
  }

  /// Writes the credit note, unless the customer has those already that come to the same.
  func settle(_ statement: RebateStatement) throws -> RebateStatement {
    let notes = try session.book.rebateNotes(of: statement.id, for: rebate.name)
    let amount = try statement.rebate.negated()
    if let first = notes.first {
      let settled = try Money.sum(notes.map(\.amount), in: first.amount.currency)
      guard settled == amount else {
        let codes = notes.map(\.invoice).joined(separator: ", ")
        throw RebateError.settledOtherwise(codes, amount: statement.rebate, settled: try settled.negated())
      }
      return statement
    }
    guard statement.rebate.minorUnits > 0 else { return statement }
    var statement = statement
    let code = try freeCode("REBATE-\(rebate.name)-\(statement.customer)")
    statement.invoice = code
    _ = try session.book.insert(
      [
        "code": .text(code), "customer": .text(statement.customer), "issued_on": .text(session.today.description),
        "currency": .text(amount.currency.code), "amount": .money(amount), "rebate": .text(rebate.name),
        "note": .text("\(rebate.name) \(rebate.days.lowerBound) – \(rebate.days.upperBound): \(statement.volume)"),
      ], into: try session.book.entity(Entity.invoices.name))
    return statement
  }

  /// The code, with a number behind it where an invoice has it already: codes of customers change hands.
  private func freeCode(_ code: String) throws -> String {
    var free = code
    var number = 1
    while try session.book.hasInvoice(free) {
      number += 1
      free = "\(code)-\(number)"
    }
    return free
  }
}
