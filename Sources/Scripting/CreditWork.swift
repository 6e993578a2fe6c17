import Analytics
import Domain
import ScriptModel
import Wording

/// Credit in a running script: the desk with the policy in force, and what scripts see of it.
struct CreditWork {
  let session: ScriptSession
  /// The policy in force; nil where there is none.
  let declared: (table: CreditPolicyTable, version: DefinitionVersion)?
  let desk: CreditDesk
  /// Who may set limits.
  let approval: CreditApproval

  /// Credit by the policy of that name, the only one in force, or the usual one where none is.
  init(_ session: ScriptSession, policy name: String? = nil, options: CreditOptions? = nil, for call: Call) throws {
    self.session = session
    approval = CreditApproval(session: session, call: call)
    do {
      declared = try session.definition(CreditPolicyTable.self, named: name ?? options?.policy, for: call)
    } catch DefinitionError.noneInForce {
      declared = nil
    }
    var policy = declared?.table.policy ?? CreditPolicy()
    if let disputed = options?.disputed { policy.exposure.countsDisputed = disputed }
    if let tax = options?.tax { policy.exposure.countsTax = tax }
    desk = CreditDesk(session.book, policy: policy, asOf: options?.on ?? session.today)
  }

  // MARK: Reading

  /// What is agreed with a customer, what stands behind it, and what others say.
  static func profile(of key: RecordKey, _ session: ScriptSession) throws -> CustomerCredit {
    CustomerCredit(
      try session.book.creditProfile(of: key),
      securities: try session.book.tradeDocuments(of: .customer(key), asOf: session.today).securities,
      ratings: try session.book.creditRatings(of: key, asOf: session.today))
  }

  func exposure(of key: RecordKey) throws -> CustomerExposure {
    let profile = try session.book.creditProfile(of: key)
    let documents = try session.book.tradeDocuments(of: .customer(key), asOf: desk.asOf)
    let exposure = try naming(profile) { try desk.exposure(documents, in: profile.currency) }
    return CustomerExposure(customer: profile.customer, exposure: exposure)
  }

  func headroom(of key: RecordKey) throws -> Money? {
    let profile = try session.book.creditProfile(of: key)
    let documents = try session.book.tradeDocuments(of: .customer(key), asOf: desk.asOf)
    return try naming(profile) { try desk.headroom(of: profile, documents) }
  }

  func group(_ key: RecordKey) throws -> GroupExposure {
    let (code, limit) = try session.book.creditGroup(key)
    let currency = try session.book.currency(of: key, in: session.book.entity("groups"))
    let documents = try session.book.tradeDocuments(of: .group(key), asOf: desk.asOf)
    return GroupExposure(
      group: code, members: try session.book.members(ofGroup: key), limit: limit,
      exposure: try desk.exposure(documents, in: currency))
  }

  /// Whose documents are meant, the currency to show them in, and the terms of invoices without a due date.
  func scope(_ customer: RecordReference?, _ group: String?) throws -> (CreditScope, Currency, Int?) {
    if let customer {
      let profile = try session.book.creditProfile(of: customer.key)
      return (.customer(customer.key), profile.currency, profile.termsDays)
    }
    if let group {
      return (.group(.code(group)), try session.book.currency(of: .code(group), in: session.book.entity("groups")), nil)
    }
    return (.everybody, session.book.profile.baseCurrency, nil)
  }

  func aging(_ customer: RecordReference?, _ group: String?) throws -> AgedInvoices {
    let (scope, currency, terms) = try scope(customer, group)
    let documents = try session.book.tradeDocuments(of: scope, asOf: desk.asOf)
    let aging = try desk.aging(documents, terms: terms, in: currency)
    let unapplied = try Money.sum(
      documents.payments.map { try desk.convert($0.unapplied, to: currency) }, in: currency)
    return AgedInvoices(aging: aging, unapplied: unapplied)
  }

  func dso(_ customer: RecordReference?, _ options: CreditOptions?) throws -> SalesOutstanding {
    let (scope, currency, _) = try scope(customer, options?.group)
    return try desk.salesOutstanding(of: scope, days: options?.days ?? 90, in: currency)
  }

  /// Says of whom it is that a rate is missing.
  private func naming<Result>(_ profile: CreditProfile, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as ExchangeRateError {
      throw CreditError.rate(error, customer: profile.customer)
    }
  }

  // MARK: Checks

  /// Judges a document, and keeps what came of it unless it is only a question.
  func check(
    _ customer: RecordKey, _ given: AmountArgument?, _ options: CreditCheckOptions?, keeps: Bool
  ) throws -> CheckedDocument {
    let options = options ?? CreditCheckOptions()
    let profile = try session.book.creditProfile(of: customer)
    var currency = profile.currency
    if let order = options.order {
      let orders = try session.book.entity("orders")
      guard try session.book.code(of: .code(order), in: orders) != nil else {
        throw BookError.notFound(.code(order), entity: orders)
      }
      currency = try session.book.currency(of: .code(order), in: orders)
    }
    let amount: Money
    switch given {
    case .money(let money)?: amount = money
    case let number?: amount = try money(number, as: "amount", of: profile, in: currency)
    case nil:
      guard let order = options.order else {
        let reason = Phrase("is needed where no order is named", zh: "在未指明订单时必须给出")
        throw ArgumentError(function: "credit.check", parameter: "amount", mismatch: .value(reason))
      }
      amount = try value(ofOrder: order, of: profile)
    }
    if amount.isNegative { throw CreditError.negativeAmount(amount, field: "amount", customer: profile.customer) }
    if !amount.currency.isListed, (try? desk.convert(amount, to: profile.currency)) == nil {
      throw CreditError.unknownCurrency(amount.currency, field: "amount", customer: profile.customer)
    }
    let request = CreditDesk.Request(
      customer: profile.customer, amount: amount, stage: options.stage, order: options.order)
    let answer = try naming(profile) { try desk.judge(request) }
    var checked = try CheckedDocument(request, answer, in: session.language)
    if keeps {
      let kept = try session.book.keep(
        CreditCheck(
          customer: profile.customer, order: options.order, stage: options.stage, amount: amount,
          outcome: answer.outcome, reason: answer.reason(in: session.language), asOf: desk.asOf, at: session.now,
          by: session.operatorName, release: answer.release?.id, version: declared?.version.id,
          steps: try CheckedStep.text(of: answer.steps(in: session.language))))
      checked.check = kept.id
    }
    return checked
  }

  private func value(ofOrder code: String, of profile: CreditProfile) throws -> Money {
    let documents = try session.book.tradeDocuments(of: .customer(.code(profile.customer)), asOf: desk.asOf)
    guard let order = documents.orders.first(where: { $0.code == code }) else {
      throw CreditError.otherCustomer(order: code, customer: profile.customer)
    }
    guard let value = desk.policy.exposure.countsTax ? order.gross : order.net else {
      throw CreditError.noAmount(order: code)
    }
    return value
  }

  func unchecked() throws -> [UncheckedOrder] {
    try session.book.uncheckedOrders(
      tolerance: desk.policy.tolerance, tax: desk.policy.exposure.countsTax, on: desk.asOf)
  }

  /// Checks an order anew, or all that have to be.
  func recheck(_ order: RecordReference?) throws -> [CheckedDocument] {
    let codes: [String]
    if let order {
      let orders = try session.book.entity("orders")
      guard let code = try session.book.code(of: order.key, in: orders) else {
        throw BookError.notFound(order.key, entity: orders)
      }
      codes = [code]
    } else {
      codes = try unchecked().map(\.order)
    }
    return try session.book.atomically {
      try codes.map { code in
        let owner = RecordKey.code(try session.book.customer(ofOrder: code))
        var options = CreditCheckOptions()
        options.order = code
        return try check(owner, nil, options, keeps: true)
      }
    }
  }
}
