public import Automation
public import Wording

/// What there is to explain of a customer, with the command for each, for people.
public struct ExplanationTable {
  /// The table as text.
  public let text: String

  /// A table of what there is.
  public init(_ list: ExplanationList, in language: Language) {
    func say(_ english: String, zh chinese: String) -> String { Phrase(english, zh: chinese).text(in: language) }
    var table = Table([
      (say("what", zh: "项目"), .left), (say("now", zh: "当前"), .right), (say("explained by", zh: "查看说明"), .left),
    ])
    let command = "patron explain \(list.customer)"
    for item in list.items {
      let words = [item.kind.rawValue, item.name].compactMap { $0 }.joined(separator: " ")
      let day = item.on.map { say(" on \($0)", zh: "（\($0)）") } ?? ""
      table.add([words, (item.value ?? "–") + day, "\(command) \(words)"])
    }
    table.add([say("an order", zh: "订单"), "", "\(command) \(say("ORDER", zh: "订单编号"))"])
    text = "\(list.customer) \(list.customerName)\n\(table.text)"
  }
}
