import Domain
import Foundation
import Testing

@testable import Storage

@Suite struct PointsPropertyTests {
  private struct TakenBack: Error {}

  /// Sequences of one part; eight parts run.
  static let sequences = ProcessInfo.processInfo.environment["PATRON_SLOW"] == nil ? 128 : 12_500

  @Test(arguments: 0..<8)
  func `random movements leave what a naive ledger says, and every balance is the sum of its movements and of its lots`(
    _ part: Int
  ) throws {
    var (done, refused) = (0, 0)
    try book().run { session in
      for number in 0..<Self.sequences {
        let seed = UInt64(part * 1_000_000 + number)
        let sequence = try run(seed, session)
        if let complaint = sequence.complaint { Issue.record("seed \(seed): \(complaint)") }
        (done, refused) = (done + sequence.done, refused + sequence.refused)
      }
    }
    #expect(done > 6 * Self.sequences && refused > Self.sequences / 2, "\(done) done, \(refused) refused")
  }

  @Test(arguments: 0..<2)
  func `what customers have and owe is the same whether expiry was booked often or never`(_ part: Int) throws {
    var told = 0
    try book().run { session in
      for number in 0..<Self.sequences / 8 {
        let seed = UInt64(50_000_000 + part * 1_000_000 + number)
        let often = try run(seed, session, expiry: .everyDay)
        let never = try run(seed, session, expiry: .never)
        if often.figures != never.figures {
          Issue.record("seed \(seed): \(often.figures), without expiry \(never.figures)\n\(never.trace)")
        }
        told += often.swept > 0 ? 1 : 0
      }
    }
    #expect(told > Self.sequences / 32, "only \(told) sequences in which anything expired")
  }

  private func book() throws -> TestBook {
    let book = try TestBook()
    try book.run { session in
      for code in 0..<4 { try session.addCustomer("C\(code)") }
      for order in 0..<4 {
        _ = try session.insert(
          ["code": .text("O\(order)"), "customer": .text("C\(order)"), "ordered_on": .text("2024-01-01")],
          into: session.entity("orders"))
      }
    }
    return book
  }

  /// A sequence that has run, and been taken back: the next one finds the customers as they were.
  private func run(
    _ seed: UInt64, _ session: BookSession, expiry: PointsSequence.Expiry = .asDrawn
  ) throws -> PointsSequence {
    var sequence = try PointsSequence(seed, session, expiry: expiry)
    do {
      try session.atomically {
        try sequence.run()
        throw TakenBack()
      }
    } catch is TakenBack {}
    return sequence
  }
}

/// Random movements, done by a book and by a naive ledger.
private struct PointsSequence {
  private let session: BookSession
  private var random: SeededGenerator
  private var ledger: NaiveLedger
  private let wallet: PointWallet
  private var day = 20_000
  /// The customers that stand.
  private var owners = [0, 1, 2, 3]
  /// The movements of the ledger's spendings.
  private var spendings: [Int64] = []
  private let expiry: Expiry
  /// What was done.
  private(set) var trace: [String] = []
  /// The first difference; nil where there is none.
  private(set) var complaint: String?
  /// What each customer can use, waits for and owes after each step.
  private(set) var figures: [[Int64]] = []
  /// How many lots were booked as expired.
  private(set) var swept = 0
  /// How many movements both did, and how many both refused.
  private(set) var done = 0
  private(set) var refused = 0

  /// When expiry is booked.
  enum Expiry {
    case asDrawn, everyDay, never
  }

  init(_ seed: UInt64, _ session: BookSession, expiry: Expiry) throws {
    self.session = session
    self.expiry = expiry
    random = SeededGenerator(seed: seed)
    var rules = NaiveLedger.Rules()
    var wallet = PointWallet("points")
    // Where expiry is looked at, points expire, and soon.
    let longest = expiry == .asDrawn ? 20 : 6
    switch Int.random(in: (expiry == .asDrawn ? 0 : 1)..<4, using: &random) {
    case 0: break
    case 1:
      rules.isByActivity = true
      rules.lifetime = 12
      wallet.expiry = .lastActivity(try TimeSpan("12d"))
    default:
      rules.lifetime = Int.random(in: 1...longest, using: &random)
      rules.countsFromActivation = random.chance(30)
      wallet.expiry = .rolling(
        TimeSpan(rules.lifetime ?? 1, .day), fromActivation: rules.countsFromActivation, through: nil)
    }
    if random.chance(40) {
      rules.pending = Int.random(in: 1...6, using: &random)
      if let span = TimeSpan(rules.pending, .day) { wallet.pending = .span(span) }
    }
    wallet.burn = random.pick(PointWallet.BurnOrder.allCases)
    rules.burn = wallet.burn.rawValue
    wallet.shortage = random.pick(PointWallet.Shortage.allCases)
    rules.shortage = wallet.shortage.rawValue
    wallet.reinstatement = random.pick([0, 3, 10])
    rules.reinstatement = wallet.reinstatement
    self.wallet = wallet
    ledger = NaiveLedger(rules, customers: 4, orders: [0, 1, 2, 3])
  }

  mutating func run() throws {
    for _ in 0..<12 {
      if random.chance(40) {
        day += Int.random(in: 1...6, using: &random)
        if expiry == .everyDay { try expire() }
      }
      if let difference = try step() ?? compare() {
        complaint = "\(difference)\n\(wallet)\n\(trace.joined(separator: "\n"))"
        return
      }
    }
    complaint =
      try session.tornPoints().first ?? session.stalePoints().lots.first.map { "stale lot \($0)" }
      ?? session.stalePoints().balances.first.map { "stale balance \($0)" }
  }

  private mutating func expire() throws {
    ledger.expire(day: day)
    swept += try session.expirePoints(on: date(day), by: "tester").reduce(0) { $0 + $1.lots }
  }

  private func date(_ day: Int) throws -> CivilDate { try #require(CivilDate(daysSinceEpoch: day)) }

  private func request(_ owner: Int, _ points: Int, order: Int? = nil) throws -> PointRequest {
    var request = PointRequest(
      .code("C\(owner)"), wallet, Int64(points), on: try date(day), source: "test", by: "tester")
    request.order = order.map { .code("O\($0)") }
    return request
  }

  /// Whether both did it or both refused it.
  private mutating func both(_ what: String, _ expected: Bool, _ action: () throws -> Void) -> String? {
    trace.append("day \(day): \(what)")
    do {
      try action()
      done += 1
      return expected ? nil : "the book did what it should have refused"
    } catch {
      refused += 1
      return expected ? "the book refused: \(error)" : nil
    }
  }

  private mutating func step() throws -> String? {
    let session = session
    let owner = random.pick(owners)
    let points = Int.random(in: 1...30, using: &random)
    let order = Int.random(in: 0..<4, using: &random)
    switch Int.random(in: 0..<100, using: &random) {
    case ..<30:
      let number = random.chance(60) ? order : nil
      let owner = number.map { ledger.orders[$0].owner } ?? owner
      var request = try request(owner, points, order: number)
      request.base = number == nil ? nil : 1000
      let expected = ledger.earn(points, owner, order: number, day: day)
      return both("earn \(points) C\(owner) \(number ?? -1)", expected) { _ = try session.earn(request) }
    case ..<55:
      let number = random.chance(30) ? order : nil
      let owner = number.map { ledger.orders[$0].owner } ?? owner
      let request = try request(owner, points, order: number)
      let expected = ledger.spend(points, owner, order: number, day: day)
      var movement: Int64?
      let difference = both("spend \(points) C\(owner) \(number ?? -1)", expected) {
        movement = try session.spend(request)
      }
      if let movement { spendings.append(movement) }
      return difference
    case ..<65 where expiry == .asDrawn:
      try expire()
      trace.append("day \(day): expire")
      done += 1
      return nil
    case ..<77:
      let amount = random.chance(70) ? Int.random(in: 1...700, using: &random) : nil
      if ledger.orders[order].earned.isEmpty, !ledger.spends.contains(where: { $0.order == order }) { return nil }
      ledger.reverse(order, amount: amount, day: day)
      let request = try request(0, 1)
      let wallet = wallet
      return both("reverse O\(order) \(amount ?? -1)", true) {
        _ = try session.reverse(.code("O\(order)"), amount: amount.map { Int64($0) }, request, wallets: [wallet])
      }
    case ..<86:
      guard !spendings.isEmpty else { return nil }
      let number = Int.random(in: 0..<spendings.count, using: &random)
      let movement = spendings[number]
      let expected = ledger.restore(number, points, day: day)
      let request = try request(ledger.spends[number].owner, 1)
      return both("restore \(points) of spending \(number)", expected) {
        _ = try session.restore(movement, points: Int64(points), request)
      }
    case ..<92:
      let other = random.pick(owners)
      guard other != owner else { return nil }
      let request = try request(owner, points)
      let expected = ledger.transfer(points, owner, to: other, day: day)
      return both("transfer \(points) C\(owner) C\(other)", expected) {
        _ = try session.transfer(request, to: .code("C\(other)"))
      }
    case ..<98:
      var request = try request(owner, random.chance(30) ? points : -points)
      request.reason = "test"
      request.allowsDebt = random.chance(50)
      let expected = ledger.adjust(
        Int(request.points), owner, allowsDebt: request.allowsDebt, day: day)
      return both("adjust \(request.points) C\(owner) \(request.allowsDebt)", expected) {
        _ = try session.adjust(request)
      }
    default:
      let other = random.pick(owners)
      guard other != owner else { return nil }
      ledger.merge(owner, into: other)
      owners.removeAll { $0 == owner }
      return both("merge C\(owner) C\(other)", true) {
        _ = try session.merge(.code("C\(owner)"), into: .code("C\(other)"), MergeChoices())
      }
    }
  }

  private mutating func compare() throws -> String? {
    for owner in owners {
      let found = try session.pointBalances(of: .code("C\(owner)"), on: date(day)).first ?? PointBalance("points")
      self.figures.append([found.balance - found.expired, found.usable, found.pending, found.debt])
      let figures = [found.balance, found.usable, found.pending, found.expired, found.debt].map { Int($0) }
      let expected = [
        ledger.balance(owner, day), ledger.usable(owner, day), ledger.pending(owner, day), ledger.expired(owner, day),
        ledger.debts[owner],
      ]
      if figures != expected {
        return "C\(owner): balance, usable, pending, expired, debt are \(figures), expected \(expected)"
      }
    }
    return nil
  }
}
