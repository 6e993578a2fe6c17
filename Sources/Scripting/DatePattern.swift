import Domain

/// How a day is written out: `DD/MM/YYYY`, `D MMM YYYY`, `YYYY年M月D日`. Letters mean what they mean on import.
struct DatePattern {
  private let pattern: String

  init(_ pattern: String) {
    self.pattern = pattern
  }

  /// The day in this form; nil where a run of letters means nothing.
  func text(of date: CivilDate) -> String? {
    let (year, month, day) = date.parts
    var text = ""
    var rest = pattern[...]
    while let first = rest.first {
      guard first.isASCII, first.isLetter else {
        text.append(rest.removeFirst())
        continue
      }
      let run = rest.prefix { $0 == first }
      rest = rest.dropFirst(run.count)
      switch run.uppercased() {
      case "YYYY": text += Self.padded(year, 4)
      case "YY": text += Self.padded(year % 100, 2)
      case "MMM": text += Self.months[month - 1]
      case "MM": text += Self.padded(month, 2)
      case "M": text += String(month)
      case "DD": text += Self.padded(day, 2)
      case "D": text += String(day)
      default: return nil
      }
    }
    return text
  }

  private static func padded(_ number: Int, _ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }

  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
