import Domain
import Testing

@Suite struct MoneyTests {
  let yuan: Currency
  let yen: Currency
  let dinar: Currency

  init() throws {
    yuan = try #require(Currency("CNY"))
    yen = try #require(Currency("JPY"))
    dinar = try #require(Currency("KWD"))
  }

  private func cny(_ text: String) throws -> Money { try Money(exact: text, yuan) }

  @Test func `a currency knows its decimals`() {
    #expect([yuan, yen, dinar].map(\.decimals) == [2, 0, 3])
    #expect(Currency("VND")?.decimals == 0)
    #expect(Currency("TND")?.decimals == 3)
    #expect(Currency("CNY")?.description == "CNY")
    for text in ["", "CN", "cny", "CNYY", "C1Y", "ＣＮＹ", "CN "] { #expect(Currency(text) == nil) }
  }

  @Test func `text and numbers are read exactly`() throws {
    #expect(try Money(exact: "12.50", yuan).minorUnits == 1250)
    #expect(try Money(exact: ".5", yuan).minorUnits == 50)
    #expect(try Money(exact: "-0.01", yuan).minorUnits == -1)
    #expect(try Money(exact: "1200", yen).minorUnits == 1200)
    #expect(try Money(exact: "1.234", dinar).minorUnits == 1234)
    #expect(try Money(exact: "12.5000", yuan).minorUnits == 1250)
    #expect(try Money(exact: "000000000000000000000000000000000000000000000001", yuan).minorUnits == 100)
    #expect(try Money(exact: 12.5, yuan).minorUnits == 1250)
    #expect(try Money(exact: 0.29, yuan).minorUnits == 29)
    #expect(try Money(exact: 1e15, yuan).minorUnits == 100_000_000_000_000_000)
    #expect(try Money(exact: -0.0, yuan).minorUnits == 0)
    #expect(try Money(exact: 92_233_720_368_547_758.07.rounded(), yen).minorUnits == 92_233_720_368_547_760)
    #expect(try Money(exact: "92233720368547758.07", yuan).minorUnits == .max)
    #expect(try Money(exact: "-92233720368547758.08", yuan).minorUnits == .min)
  }

  @Test func `more decimals than the currency has are refused, never rounded`() throws {
    #expect(throws: MoneyError.tooManyDecimals("12.505", yuan)) { try Money(exact: "12.505", yuan) }
    #expect(throws: MoneyError.tooManyDecimals("12.505", yuan)) { try Money(exact: 12.505, yuan) }
    #expect(throws: MoneyError.tooManyDecimals("0.5", yen)) { try Money(exact: 0.5, yen) }
    #expect(throws: MoneyError.tooManyDecimals("5e-324", yuan)) { try Money(exact: .leastNonzeroMagnitude, yuan) }
    #expect(throws: MoneyError.tooManyDecimals("0.30000000000000004", yuan)) { try Money(exact: 0.1 + 0.2, yuan) }
    let long = "1." + String(repeating: "9", count: 60)
    #expect(throws: MoneyError.tooManyDecimals(long, yuan)) { try Money(exact: long, yuan) }
  }

  @Test(arguments: [
    "", "-", ".", "12.", "1,234", " 1", "1 ", "1e3", "0x10", "12.5.0", "--1", "１２", "¥12", "nan", "inf",
  ])
  func `text that is no plain decimal is refused`(text: String) {
    #expect(throws: MoneyError.notAnAmount(text, yuan)) { try Money(exact: text, yuan) }
  }

  @Test func `amounts too large are refused`() throws {
    for text in ["92233720368547758.08", String(repeating: "9", count: 500)] {
      #expect(throws: MoneyError.overflow(yuan)) { try Money(exact: text, yuan) }
    }
    for number in [1e18, -1e300, .greatestFiniteMagnitude] {
      #expect(throws: MoneyError.overflow(yuan)) { try Money(exact: number, yuan) }
    }
    for number in [Double.infinity, .nan] {
      #expect(throws: MoneyError.notAnAmount(number.description, yuan)) { try Money(exact: number, yuan) }
    }
    let most = Money(minorUnits: .max, yuan)
    let least = Money(minorUnits: .min, yuan)
    #expect(throws: MoneyError.overflow(yuan)) { try most.adding(most) }
    #expect(throws: MoneyError.overflow(yuan)) { try least.subtracting(most) }
    #expect(throws: MoneyError.overflow(yuan)) { try least.negated() }
    #expect(throws: MoneyError.overflow(yuan)) { try most.multiplied(by: 2) }
    #expect(throws: MoneyError.overflow(yuan)) { try most.multiplied(by: 1.000001) }
    #expect(throws: MoneyError.overflow(yuan)) { try most.multiplied(by: 1e300) }
    #expect(throws: MoneyError.overflow(yuan)) { try least.multiplied(by: .min, over: 1) }
  }

  @Test func `amounts of one currency add, subtract and compare`() throws {
    #expect(try cny("0.10").adding(cny("0.20")) == cny("0.30"))
    #expect(try cny("1.00").subtracting(cny("1.01")).description == "-0.01 CNY")
    #expect(try cny("19.99").multiplied(by: 3) == cny("59.97"))
    #expect(try cny("-5").negated() == cny("5"))
    #expect(try cny("1").isLess(than: cny("1.01")))
    #expect(try Money.sum([cny("1.10"), cny("2.20")], in: yuan) == cny("3.30"))
  }

  @Test func `amounts of different currencies do not mix`() throws {
    let (first, second) = (try cny("1"), Money(minorUnits: 1, yen))
    let refusal = MoneyError.currenciesDiffer(first, second)
    #expect(throws: refusal) { try first.adding(second) }
    #expect(throws: refusal) { try first.subtracting(second) }
    #expect(throws: refusal) { try first.isLess(than: second) }
    #expect(throws: refusal) { try Money.sum([first, second], in: yuan) }
    #expect(first != Money(minorUnits: 100, yen))
  }

  /// By Python: `(Decimal(amount) * Decimal(factor)).quantize(Decimal("0.01"), ROUND_HALF_UP)`.
  @Test(arguments: [
    ("-470076.88", 5063.2, "-2380093258.82"),
    ("-211199667.28", 0.09, "-19007970.06"),
    ("61.04", 11.45, "698.91"),
    ("61182533.34", 162.27, "9928089685.08"),
    ("-3575712346.09", 8.13, "-29070541373.71"),
    ("208669621.47", 4.30, "897279372.32"),
    ("-588932386.96", 893.92, "-526458439351.28"),
    ("7025329634.17", 4.8, "33721582244.02"),
    ("-932810893.41", 2.6996, "-2518216287.85"),
    ("-537121548.56", 0.9594, "-515314413.69"),
    ("-666567.49", 0.90, "-599910.74"),
    ("5768151678.13", 0.5628, "3246315764.45"),
    ("815092302.64", 0.0009, "733583.07"),
    ("202990.18", 691.0, "140266214.38"),
    ("442971982.68", 3.67189, "1626544393.48"),
    ("4916388313.25", 0.002, "9832776.63"),
    ("-11494922.13", 3.24647, "-37317919.85"),
    ("-26271397.58", 36386.2, "-955916326625.40"),
    ("-6883031.30", 0.8, "-5506425.04"),
    ("11699.68", 25.9643, "303774.00"),
    ("-6539059.45", 0.06581, "-430335.50"),
    ("-27770.46", 3.6494, "-101345.52"),
    ("3955351.03", 0.11, "435088.61"),
    ("3893.41", 0.00008, "0.31"),
    ("0.50", 0.15, "0.08"),
    ("2.50", 0.07, "0.18"),
    ("-2.50", 0.07, "-0.18"),
    ("1.15", 0.5, "0.58"),
    ("8.10", 0.175, "1.42"),
    ("123456789012345.67", 1.005, "124074072957407.40"),
  ])
  func `a product is rounded as Python's decimal rounds half up`(amount: String, factor: Double, product: String) throws
  {
    #expect(try cny(amount).multiplied(by: factor).decimalText == product)
  }

  @Test func `a half is rounded away from zero`() throws {
    #expect(try cny("1.00").multiplied(by: 0.145) == cny("0.15"))
    #expect(try cny("-1.00").multiplied(by: 0.145) == cny("-0.15"))
    #expect(try cny("0.01").multiplied(by: 0.5) == cny("0.01"))
    #expect(try cny("0.01").multiplied(by: 0.49) == cny("0"))
    #expect(try cny("1.00").multiplied(by: .leastNonzeroMagnitude) == cny("0"))
    #expect(try cny("1000").multiplied(by: 350, over: 10_000) == cny("35"))
    #expect(try cny("0.05").multiplied(by: 1, over: 2) == cny("0.03"))
    #expect(try cny("0.05").multiplied(by: 1, over: -2) == cny("-0.03"))
    #expect(throws: MoneyError.notAFactor("1/0")) { try cny("1").multiplied(by: 1, over: 0) }
    #expect(throws: MoneyError.notAFactor("nan")) { try cny("1").multiplied(by: .nan) }
  }

  @Test func `a conversion minds the decimals of both currencies`() throws {
    #expect(try cny("100.00").converted(to: yen, rate: 21.55).description == "2155 JPY")
    #expect(try Money(minorUnits: 2155, yen).converted(to: yuan, rate: 0.0464).description == "99.99 CNY")
    #expect(try cny("100.00").converted(to: dinar, rate: 0.0431).description == "4.310 KWD")
    #expect(throws: MoneyError.notAFactor("0.0")) { try cny("1").converted(to: yen, rate: 0) }
  }

  @Test func `parts by weight add up to the whole`() throws {
    #expect(try cny("100.00").allocated(by: [1, 1, 1]).map(\.decimalText) == ["33.34", "33.33", "33.33"])
    #expect(try cny("1.00").allocated(by: [1, 2, 4]).map(\.decimalText) == ["0.14", "0.29", "0.57"])
    #expect(try cny("-0.05").allocated(by: [3, 7]).map(\.decimalText) == ["-0.02", "-0.03"])
    #expect(try cny("0.05").allocated(by: [0, 1]).map(\.decimalText) == ["0.00", "0.05"])
    #expect(throws: MoneyError.notWeights([])) { try cny("1").allocated(by: []) }
    #expect(throws: MoneyError.notWeights([0, 0])) { try cny("1").allocated(by: [0, 0]) }
    #expect(throws: MoneyError.notWeights([2, -1])) { try cny("1").allocated(by: [2, -1]) }
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5])
  func `any allocation adds up and no part is a unit off its share`(seed: UInt64) throws {
    var random = SeededRandom(seed)
    for _ in 0..<200 {
      let amount = Money(minorUnits: Int64.random(in: .min ... .max, using: &random), yuan)
      var weights = (0..<Int.random(in: 1...9, using: &random)).map { _ in Int.random(in: 0...1000, using: &random) }
      weights[0] += 1
      let parts = try amount.allocated(by: weights)
      #expect(try Money.sum(parts, in: yuan) == amount, "seed \(seed)")
      let total = Double(weights.reduce(0, +))
      for (part, weight) in zip(parts, weights) {
        let share = Double(amount.minorUnits) * Double(weight) / total
        #expect(abs(Double(part.minorUnits) - share) <= 1 + abs(share) * 1e-15, "seed \(seed)")
      }
    }
  }

  @Test func `amounts are written for people and for files`() throws {
    let amount = try cny("-1234567.5")
    #expect(amount.description == "-1234567.50 CNY")
    #expect(amount.groupedDescription == "-1,234,567.50 CNY")
    #expect(amount.decimalText == "-1234567.50")
    #expect(Money(minorUnits: 5, yuan).description == "0.05 CNY")
    #expect(Money(minorUnits: 123_456, yen).groupedDescription == "123,456 JPY")
    #expect(Money(minorUnits: 1, dinar).description == "0.001 KWD")
    #expect(Money(minorUnits: .min, yuan).groupedText == "-92,233,720,368,547,758.08")
    #expect(amount.amount == -1_234_567.5)
  }
}

/// A random stream that a seed repeats: SplitMix64 (Steele, Lea and Flood 2014).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
