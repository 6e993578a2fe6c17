import Domain
import Scripting
import Storage

/// What customers did with their points, done again in a ledger that a program fills anew.
///
/// Who has fewer points there than were spent spends those, and the rest is short.
struct PointsReplay {
  private let program: PointsProgramTable
  private let session: BookSession
  private var payments: ArraySlice<PointPayment>
  /// The spendings here by those of the book's own ledger.
  private var spendings: [Int64: Int64] = [:]
  /// What was spent and there was too little of, by wallet.
  private(set) var short: [String: Int64] = [:]

  /// The payments of a time.
  init(
    _ payments: [PointPayment], in days: ClosedRange<CivilDate>, _ program: PointsProgramTable, _ session: BookSession
  ) {
    self.program = program
    self.session = session
    self.payments = payments.filter { days.contains($0.day) }[...]
  }

  /// The days up to one on which somebody is still to pay or to get back.
  func days(through day: CivilDate) -> [CivilDate] {
    payments.prefix { $0.day <= day }.map(\.day)
  }

  /// Pays orders with points, as on a day: before they earn, since what was paid so may earn nothing.
  mutating func payOrders(on day: CivilDate) throws {
    for payment in payments.prefix(while: { $0.day <= day }) where payment.origin == nil && payment.order != nil {
      try spend(payment)
    }
  }

  /// Spends what else was spent on a day, and gives back what came back.
  mutating func settle(on day: CivilDate) throws {
    let due = payments.prefix { $0.day <= day }
    payments = payments.dropFirst(due.count)
    for payment in due {
      if let origin = payment.origin {
        try restore(payment, origin)
      } else if payment.order == nil {
        try spend(payment)
      }
    }
  }

  private mutating func spend(_ payment: PointPayment) throws {
    guard let wallet = wallet(payment), wallet.isRedeemable else {
      short[payment.wallet, default: 0].add(payment.points)
      return
    }
    let points = min(payment.points, try usable(payment))
    if points < payment.points { short[payment.wallet, default: 0].add(payment.points - points) }
    guard points > 0 else { return }
    spendings[payment.id] = try session.spend(request(payment, wallet, points))
  }

  private mutating func restore(_ payment: PointPayment, _ origin: Int64) throws {
    guard let wallet = wallet(payment), let spending = spendings[origin] else { return }
    let left = try session.pointsLeft(ofSpending: spending)
    guard left > 0 else { return }
    let points = min(left, payment.points)
    _ = try session.restore(spending, points: points, request(payment, wallet, points))
  }

  /// What the customer has; nothing, while no record of the customer is there yet.
  private func usable(_ payment: PointPayment) throws -> Int64 {
    let customer = RecordKey.id(payment.customer)
    guard try session.code(of: customer, in: .customers) != nil else { return 0 }
    return try session.pointBalances(of: customer, on: payment.day).first { $0.wallet == payment.wallet }?.usable ?? 0
  }

  /// The program's wallet, if it has it in the same unit.
  private func wallet(_ payment: PointPayment) -> PointWallet? {
    program.wallets.first { $0.name == payment.wallet && $0.currency?.code == payment.currency }
  }

  private func request(_ payment: PointPayment, _ wallet: PointWallet, _ points: Int64) throws -> PointRequest {
    var request = PointRequest(
      .id(payment.customer), wallet, points, on: payment.day, source: "simulate", by: "simulate")
    // An order that was recorded later is not there yet.
    let order = try payment.order.flatMap { try session.code(of: .id($0), in: .orders) == nil ? nil : $0 }
    request.order = order.map { .id($0) }
    request.isProven = true
    return request
  }
}
