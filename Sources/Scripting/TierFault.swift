public import Analytics
public import Wording

/// What a function of a tier policy did that is no answer.
public enum TierFault: Refusal, Hashable {
  case input(ladder: String, InputFault)
  case raised(ladder: String, customer: String, field: String, String)
  case answer(ladder: String, customer: String, field: String, String, wantsNumber: Bool)

  public var code: String {
    switch self {
    case .input(_, let fault): fault.code
    case .raised: "tier-function-failed"
    case .answer: "tier-function-result"
    }
  }

  public var message: Phrase {
    switch self {
    case .input(let ladder, let fault):
      Phrase("ladder '\(ladder)', ", zh: "等级体系 '\(ladder)'，") + fault.message
    case .raised(let ladder, let customer, let field, let message):
      Phrase(
        "ladder '\(ladder)', customer \(customer), '\(field)': \(message)",
        zh: "等级体系 '\(ladder)'，客户 \(customer)，'\(field)'：\(message)")
    case .answer(let ladder, let customer, let field, let literal, let wantsNumber):
      Phrase(
        "ladder '\(ladder)', customer \(customer), '\(field)': the function returned \(literal), where \(wantsNumber ? "a number" : "true or false") or insufficient(\"why\") belongs",
        zh:
          "等级体系 '\(ladder)'，客户 \(customer)，'\(field)'：函数返回了 \(literal)，应返回\(wantsNumber ? "数字" : " true 或 false")，或 insufficient(\"原因\")"
      )
    }
  }
}
