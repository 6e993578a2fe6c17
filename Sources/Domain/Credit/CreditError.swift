public import Wording

/// Who has a limit.
public enum CreditHolder: Sendable, Hashable {
  /// A customer, by its code.
  case customer(String)
  /// Related companies, by their group's code.
  case group(String)

  var phrase: Phrase {
    switch self {
    case .customer(let code): Phrase("customer \(code)", zh: "客户 \(code)")
    case .group(let code): Phrase("group \(code)", zh: "集团 \(code)")
    }
  }

  /// The functions by which one proposes a limit and another approves it.
  var functions: (propose: String, approve: String) {
    switch self {
    case .customer: ("credit.propose", "credit.approve")
    case .group: ("credit.propose_group_limit", "credit.approve_group_limit")
    }
  }
}

/// Why credit refuses a change.
public enum CreditError: Refusal, Hashable {
  case negativeLimit(Money, CreditHolder)
  case negativeAmount(Money, field: String, customer: String)
  case amount(MoneyError, field: String, CreditHolder)
  case rate(ExchangeRateError, customer: String)
  case unknownCurrency(Currency, field: String, customer: String)
  case noReason(CreditHolder)
  case releaseOver(CivilDate, today: CivilDate)
  case nothingProposed(CreditHolder)
  case ownProposal(CreditHolder, operatorName: String)
  case notApprover(CreditHolder, operatorName: String, approvers: [String])
  case needsApproval(CreditHolder, limit: Money)
  case noAmount(order: String)
  case otherCustomer(order: String, customer: String)
  case policy(String, customer: String, field: String, Phrase)

  public var code: String {
    switch self {
    case .negativeLimit: "negative-limit"
    case .negativeAmount: "negative-amount"
    case .amount(let fault, _, _): fault.code
    case .rate(let fault, _): fault.code
    case .unknownCurrency: "unknown-currency"
    case .noReason: "no-reason"
    case .releaseOver: "release-over"
    case .nothingProposed: "nothing-proposed"
    case .ownProposal: "own-proposal"
    case .notApprover: "not-an-approver"
    case .needsApproval: "needs-approval"
    case .noAmount: "no-amount"
    case .otherCustomer: "other-customer"
    case .policy: "policy-failed"
    }
  }

  public var message: Phrase {
    switch self {
    case .negativeLimit(let limit, let holder):
      holder.phrase
        + Phrase(
          ": a credit limit is 0 or more, got \(limit.groupedDescription)",
          zh: "：信用额度须不小于 0，收到的是 \(limit.groupedDescription)")
    case .negativeAmount(let amount, let field, let customer):
      Phrase(
        "customer \(customer): '\(field)' is 0 or more, got \(amount.groupedDescription)",
        zh: "客户 \(customer)：'\(field)' 须不小于 0，收到的是 \(amount.groupedDescription)")
    case .amount(let fault, let field, let holder):
      holder.phrase + Phrase(", '\(field)': ", zh: "，'\(field)'：") + fault.message
    case .rate(let fault, let customer):
      Phrase("customer \(customer): ", zh: "客户 \(customer)：") + fault.message
    case .unknownCurrency(let currency, let field, let customer):
      Phrase(
        "customer \(customer): '\(field)' is in \(currency), which ISO 4217 does not list and the book has no rate of",
        zh: "客户 \(customer)：'\(field)' 的货币 \(currency) 不在 ISO 4217 之列，账簿中也没有其汇率")
    case .noReason(let holder):
      holder.phrase + Phrase(": a change of credit needs a reason, in words", zh: "：信用变更必须写明原因")
    case .releaseOver(let until, let today):
      Phrase(
        "a release lasts until today (\(today)) or later, got \(until)", zh: "放行截止日须不早于今天（\(today)），收到的是 \(until)")
    case .nothingProposed(let holder):
      holder.phrase
        + Phrase(
          " has no proposed limit to approve: \(holder.functions.propose) makes one",
          zh: "没有待批准的额度：由 \(holder.functions.propose) 提出")
    case .ownProposal(let holder, let name):
      holder.phrase
        + Phrase(
          ": \(name) proposed the limit, and somebody else has to approve it", zh: "：额度由 \(name) 提出，须由他人批准")
    case .notApprover(let holder, let name, let approvers):
      holder.phrase
        + Phrase(
          ": the limit is approved by \(approvers.joined(separator: " or ")), not by \(name), who may propose it: \(holder.functions.propose)",
          zh: "：额度由 \(approvers.joined(separator: " 或 ")) 批准，而不是 \(name)；可用 \(holder.functions.propose) 提议")
    case .needsApproval(let holder, let limit):
      holder.phrase
        + Phrase(
          ": a limit of \(limit.groupedDescription) takes two people: \(holder.functions.propose) it, and let somebody else \(holder.functions.approve) it",
          zh:
            "：额度 \(limit.groupedDescription) 须经两人：请用 \(holder.functions.propose) 提议，由他人用 \(holder.functions.approve) 批准"
        )
    case .noAmount(let order):
      Phrase(
        "order \(order) has no amount to check: give it lines or an amount first", zh: "订单 \(order) 没有可检查的金额：请先录入明细或金额")
    case .otherCustomer(let order, let customer):
      Phrase(
        "order \(order) is no order of customer \(customer) that waits or was delivered",
        zh: "订单 \(order) 不是客户 \(customer) 的有效订单")
    case .policy(let name, let customer, let field, let reason):
      Phrase(
        "credit_policy '\(name)', customer \(customer), '\(field)': ",
        zh: "credit_policy '\(name)'，客户 \(customer)，'\(field)'：") + reason
    }
  }
}
