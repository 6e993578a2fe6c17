/// An amount of money as people write it in tables and mails: `¥1,234.50`, `(1,234.50)`, `USD -12`, `１２．５０元`.
struct WrittenAmount {
  /// Whether a sign or parentheses have been read.
  private var hasSign = false
  /// What remains to be read.
  private var rest: Substring.UnicodeScalarView
  /// Whether a sign or parentheses say that the amount is below 0.
  private(set) var isNegative = false
  /// Whether a symbol or code beside the amount names another currency than the one expected.
  private(set) var isForeign = false
  /// The digits with their point, without marks between thousands; nil where they are no number.
  private(set) var digits: String?

  /// Takes a text apart; `currency` is the one expected.
  init(_ text: some StringProtocol, _ currency: Currency) {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isFullWidth = (0xFF01...0xFF5E).contains(scalar.value)
      plain.append(isFullWidth ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar == "−" ? "-" : scalar)
    }
    rest = Substring(String(plain)).unicodeScalars
    trim()
    readMarks(currency)
    digits = Self.ungrouped(Substring(rest))
  }

  /// Takes signs, parentheses, symbols and codes from both ends, each at most once.
  private mutating func readMarks(_ currency: Currency) {
    if rest.first == "(", rest.last == ")" {
      rest = rest.dropFirst().dropLast()
      (hasSign, isNegative) = (true, true)
      trim()
    }
    readSign()
    readName(currency)
    readSign()
  }

  private mutating func readSign() {
    guard !hasSign, let sign = rest.first, sign == "-" || sign == "+" else { return }
    rest.removeFirst()
    (hasSign, isNegative) = (true, sign == "-")
    trim()
  }

  private mutating func trim() {
    rest = rest.drop { $0.properties.isWhitespace }
    while let last = rest.last, last.properties.isWhitespace { rest.removeLast() }
  }

  private mutating func readName(_ currency: Currency) {
    let isNumber: (Unicode.Scalar) -> Bool = { ("0"..."9").contains($0) || ".,-+".unicodeScalars.contains($0) }
    let before = rest.prefix { !isNumber($0) }
    let after = rest.dropFirst(before.count).drop { isNumber($0) || $0.properties.isWhitespace }
    guard before.isEmpty || after.isEmpty else { return }
    let name = before.isEmpty ? String(after) : String(before.prefix { !$0.properties.isWhitespace })
    guard !name.isEmpty else { return }
    let code = name.uppercased() == "RMB" ? "CNY" : name.uppercased()
    let isSymbol = name.count == 1 && name.allSatisfy { Currency.symbols[$0] != nil }
    guard isSymbol || Currency(code) != nil else { return }
    isForeign = code != currency.code && !name.allSatisfy(currency.isWritten(with:))
    rest = before.isEmpty ? rest.dropLast(after.count) : rest.dropFirst(before.count)
    trim()
  }

  /// A number without the commas between its thousands; nil where they stand anywhere else.
  private static func ungrouped(_ text: Substring) -> String? {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let groups = parts[0].split(separator: ",", omittingEmptySubsequences: false)
    if groups.count > 1 {
      guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    }
    guard text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "," || $0 == ".") }) else { return nil }
    return ([groups.joined()] + parts.dropFirst().map(String.init)).joined(separator: ".")
  }
}

extension Money {
  /// The amount that a person wrote, with or without thousands separators, currency symbol or code: `¥1,234.50`,
  /// `CNY 12.5`, `-12.5 元`, `(1,234.50)` for an amount below 0, full-width digits and signs.
  ///
  /// A comma stands between thousands and a point before decimals. What could be read either way is refused
  /// (`1.234` where the currency has two decimals), and so is another currency than the one given.
  public init(written text: some StringProtocol, _ currency: Currency) throws(MoneyError) {
    let amount = WrittenAmount(text, currency)
    guard let digits = amount.digits else { throw .notAnAmount(String(text), currency) }
    guard !amount.isForeign else { throw .otherCurrency(String(text), currency) }
    let decimals = digits.drop { $0 != "." }.dropFirst().count
    guard decimals != 3 || currency.decimals == 3 else { throw .ambiguous(String(text), currency) }
    do {
      let magnitude = try Money(exact: digits, currency)
      self = amount.isNegative ? try magnitude.negated() : magnitude
    } catch {
      switch error {
      case .notAnAmount: throw .notAnAmount(String(text), currency)
      case .tooManyDecimals: throw .tooManyDecimals(String(text), currency)
      default: throw error
      }
    }
  }
}
