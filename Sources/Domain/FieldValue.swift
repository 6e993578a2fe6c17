public import Wording

/// A value that a field holds. Dates and instants are their ISO texts, choices their names, references the code of the
/// record they point to.
public enum FieldValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case real(Double)
  case text(String)
  case money(Money)

  /// The value as a message or a table shows it.
  public var displayText: String {
    switch self {
    case .null: "–"
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .real(let value): value == value.rounded() && value.magnitude < 1e15 ? String(Int64(value)) : "\(value)"
    case .text(let text): text
    case .money(let money): money.groupedDescription
    }
  }
}

extension Field {
  /// The longest text that a field holds, in bytes of UTF-8.
  public static let textLimit = 1 << 20

  /// The value as this field stores it, or why it cannot. An amount may be given as `Money`, or as a number or text
  /// that `currency` gives its decimals.
  public func checked(_ value: FieldValue, in currency: Currency) throws(FieldError) -> FieldValue {
    let checked = try converted(value, in: currency)
    guard isPositive else { return checked }
    switch checked {
    case .integer(...0): throw .notPositive(field: self, given: checked)
    case .real(let number) where number <= 0: throw .notPositive(field: self, given: checked)
    case .money(let money) where money.minorUnits <= 0: throw .notPositive(field: self, given: checked)
    default: return checked
    }
  }

  private func converted(_ value: FieldValue, in currency: Currency) throws(FieldError) -> FieldValue {
    switch (kind, value) {
    case (_, .null): return .null
    case (_, .text(let text)) where text.utf8.count > Field.textLimit:
      throw .tooLong(field: self, bytes: text.utf8.count)
    case (_, .text(let text)) where text.utf8.contains(0): throw .nul(field: self)
    case (.text, .text), (.integer, .integer), (.boolean, .boolean), (.reference, .text): return value
    case (.money, _): return .money(try amount(value, in: currency))
    case (.real, .real(let number)):
      guard number.isFinite else { throw .type(field: self, given: value) }
      return value
    case (.real, .integer(let number)): return .real(Double(number))
    case (.integer, .real(let number)):
      guard let exact = Int64(exactly: number) else { throw .type(field: self, given: value) }
      return .integer(exact)
    case (.date, .text(let text)):
      do throws(DateError) { return .text(try CivilDate(text).description) } catch { throw .date(field: self, error) }
    case (.instant, .text(let text)):
      do throws(DateError) { return .text(try Instant(text).description) } catch { throw .date(field: self, error) }
    case (.choice(let choices), .text(let text)):
      guard choices.contains(where: { $0.name == text }) else { throw .choice(field: self, given: text) }
      return value
    default: throw .type(field: self, given: value)
    }
  }

  private func amount(_ value: FieldValue, in currency: Currency) throws(FieldError) -> Money {
    do throws(MoneyError) {
      switch value {
      case .money(let money):
        guard money.currency == currency else { throw .otherCurrency(money.currency.code, currency) }
        return money
      case .integer(let number): return try Money(exact: String(number), currency)
      case .real(let number): return try Money(exact: number, currency)
      case .text(let text): return try Money(exact: text, currency)
      default: throw .notAnAmount(value.displayText, currency)
      }
    } catch {
      throw .money(field: self, error)
    }
  }

  /// What the field takes, in words.
  public var expectation: Phrase {
    switch kind {
    case .text: Phrase("a text", zh: "文本")
    case .integer: Phrase("an integer", zh: "整数")
    case .real: Phrase("a number", zh: "数字")
    case .boolean: Phrase("true or false", zh: "true 或 false")
    case .date: Phrase("a date such as 2026-11-21", zh: "日期，例如 2026-11-21")
    case .instant: Phrase("an instant such as 2026-11-21T08:30:00Z", zh: "时间，例如 2026-11-21T08:30:00Z")
    case .money: Phrase("an amount such as 1250.50", zh: "金额，例如 1250.50")
    case .choice(let choices):
      Phrase("one of ", zh: "以下之一：") + Phrase(verbatim: choices.map(\.name).joined(separator: ", "))
    case .reference(let entity): Phrase("the code of a record of \(entity)", zh: "\(entity) 中一条记录的编号")
    }
  }
}

/// Why a field does not take a value.
public enum FieldError: Refusal, Hashable {
  case type(field: Field, given: FieldValue)
  case choice(field: Field, given: String)
  case date(field: Field, DateError)
  case money(field: Field, MoneyError)
  case notPositive(field: Field, given: FieldValue)
  case nul(field: Field)
  case tooLong(field: Field, bytes: Int)

  public var code: String {
    switch self {
    case .type: "wrong-type"
    case .choice: "not-a-choice"
    case .date(_, let error): error.code
    case .money(_, let error): error.code
    case .notPositive: "not-positive"
    case .nul: "nul-byte"
    case .tooLong: "text-too-long"
    }
  }

  public var message: Phrase {
    switch self {
    case .type(let field, let given):
      return Phrase("field '\(field.name)' takes ", zh: "字段 '\(field.name)' 需要") + field.expectation
        + Phrase(", got \(given.displayText)", zh: "，收到的是 \(given.displayText)")
    case .choice(let field, let given):
      var names: [String] = []
      if case .choice(let choices) = field.kind { names = choices.map(\.name) }
      let guess = Suggestion.nearest(to: given, among: names)
      return Phrase("field '\(field.name)' takes ", zh: "字段 '\(field.name)' 需要") + field.expectation
        + Phrase(", got \"\(given)\"", zh: "，收到的是 \"\(given)\"")
        + (guess.map { Phrase(" (did you mean '\($0)'?)", zh: "（是否想写 '\($0)'？）") } ?? Phrase(verbatim: ""))
    case .date(let field, let error):
      return Phrase("field '\(field.name)': ", zh: "字段 '\(field.name)'：") + error.message
    case .nul(let field):
      return Phrase(
        "field '\(field.name)' holds a NUL byte, which text does not contain: take it out",
        zh: "字段 '\(field.name)' 含有 NUL 字节，文本中不能有：请去掉")
    case .tooLong(let field, let bytes):
      return Phrase(
        "field '\(field.name)' takes a text of at most 1 MiB, got \(bytes) bytes: cut it, or keep it in a file and store its path",
        zh: "字段 '\(field.name)' 的文本至多 1 MiB，收到 \(bytes) 字节：请截短，或存入文件后保存其路径")
    case .notPositive(let field, let given):
      return Phrase(
        "field '\(field.name)' takes what is above 0, got \(given.displayText)",
        zh: "字段 '\(field.name)' 须大于 0，收到的是 \(given.displayText)")
    case .money(let field, let error):
      return Phrase("field '\(field.name)': ", zh: "字段 '\(field.name)'：") + error.message
    }
  }
}
