import Wording

/// Why a program's rule cannot be followed.
enum PointRuleError: Refusal {
  case raised(String, String, customer: String, subject: String, message: String)
  case amount(String, String, customer: String, subject: String, Phrase)
  case value(String, String, customer: String, given: String)

  var code: String {
    switch self {
    case .raised: "rule-error"
    case .amount: "rule-amount"
    case .value: "rule-value"
    }
  }

  var message: Phrase {
    switch self {
    case .raised(let program, let rule, let customer, let subject, let message):
      Phrase(
        "points program '\(program)', rule '\(rule)', customer \(customer), \(subject): \(message)",
        zh: "积分计划 '\(program)'，规则 '\(rule)'，客户 \(customer)，\(subject)：\(message)")
    case .amount(let program, let rule, let customer, let subject, let reason):
      Phrase(
        "points program '\(program)', rule '\(rule)', customer \(customer), \(subject): ",
        zh: "积分计划 '\(program)'，规则 '\(rule)'，客户 \(customer)，\(subject)：") + reason
    case .value(let program, let rule, let customer, let given):
      Phrase(
        "points program '\(program)', rule '\(rule)', customer \(customer): a rule returns a number of 0 or above, or nil, got \(given)",
        zh: "积分计划 '\(program)'，规则 '\(rule)'，客户 \(customer)：规则应返回不小于 0 的数字或 nil，收到的是 \(given)")
    }
  }
}
