/// A question about a name: `?credit.check`, `credit.check?`, or `help credit.check`.
struct Question {
  let name: String

  init?(_ line: String) {
    let text = line.trimmed
    if text.hasPrefix("?") {
      name = String(text.drop { $0 == "?" }).trimmed
    } else if text.hasPrefix("help "), let asked = Optional(String(text.dropFirst(5)).trimmed),
      asked.first?.isLetter == true, asked.allSatisfy({ $0.isLetter || $0.isNumber || "._".contains($0) })
    {
      name = asked
    } else if text.hasSuffix("?"), text.dropLast().allSatisfy({ $0.isLetter || $0.isNumber || "._?".contains($0) }) {
      name = String(text.prefix { $0 != "?" })
    } else {
      return nil
    }
  }
}
