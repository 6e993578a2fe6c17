/// A currency by its ISO 4217 code.
///
/// Any three capital letters are taken for a code, so that a book may hold currencies that are younger than this program.
public struct Currency: Hashable, Sendable {
  /// The three ASCII letters, first letter highest.
  private let letters: UInt32
  /// How many decimals an amount of this currency has: 0, 2 or 3.
  public let decimals: Int

  /// The currency with a code such as `CNY`; nil for anything but three capital letters A–Z.
  @inlinable
  public init?(_ code: some StringProtocol) {
    self.init(utf8: code.utf8)
  }

  /// The currency with a code given as UTF-8; nil for anything but three capital letters A–Z.
  @inlinable
  public init?(utf8 code: some Sequence<UInt8>) {
    var packed: UInt32 = 0
    var count = 0
    for byte in code {
      guard count < 3, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) else { return nil }
      packed = packed << 8 | UInt32(byte)
      count += 1
    }
    guard count == 3 else { return nil }
    self.init(packed: packed)
  }

  @usableFromInline
  init(packed: UInt32) {
    letters = packed
    decimals = Self.unusualDecimals[packed] ?? 2
  }

  /// The renminbi, and the currency of books that name no other.
  public static let cny = Currency(
    packed: UInt32(UInt8(ascii: "C")) << 16 | UInt32(UInt8(ascii: "N")) << 8 | UInt32(UInt8(ascii: "Y")))

  /// The ISO 4217 code: `CNY`.
  public var code: String {
    String(decoding: [UInt8(letters >> 16 & 0xFF), UInt8(letters >> 8 & 0xFF), UInt8(letters & 0xFF)], as: UTF8.self)
  }

  /// Puts the three bytes of the code behind others.
  func append(to bytes: inout [UInt8]) {
    bytes.append(UInt8(letters >> 16 & 0xFF))
    bytes.append(UInt8(letters >> 8 & 0xFF))
    bytes.append(UInt8(letters & 0xFF))
  }

  /// The currencies that are known to have that many decimals, where that is other than two; in order of their codes.
  public static func all(withDecimals decimals: Int) -> [Currency] {
    unusualDecimals.filter { $0.value == decimals }.keys.map { Currency(packed: $0) }.sorted()
  }

  /// Whether amounts of this currency are commonly written with a symbol: `¥` for `CNY` and `JPY`, `元` for `CNY`.
  public func isWritten(with symbol: Character) -> Bool {
    Self.symbols[symbol]?.contains(code) ?? false
  }

  /// The symbols of money that amounts are written with.
  static let symbols: [Character: Set<String>] = [
    "¥": ["CNY", "JPY"], "￥": ["CNY", "JPY"], "元": ["CNY", "TWD", "HKD"], "円": ["JPY"], "€": ["EUR"], "£": ["GBP"],
    "￡": ["GBP"], "$": ["USD", "AUD", "CAD", "HKD", "SGD", "NZD", "TWD", "MXN"],
    "＄": ["USD", "AUD", "CAD", "HKD", "SGD", "NZD", "TWD", "MXN"],
  ]

  /// The decimals of currencies that have other than two; ISO 4217, list one.
  private static let unusualDecimals: [UInt32: Int] = {
    let none = "JPY KRW VND CLP ISK UGX XAF XOF XPF PYG RWF KMF DJF GNF VUV BIF"
    let three = "BHD IQD JOD KWD LYD OMR TND"
    var decimals: [UInt32: Int] = [:]
    for (codes, count) in [(none, 0), (three, 3)] {
      for code in codes.utf8.split(separator: UInt8(ascii: " ")) {
        decimals[code.reduce(0) { $0 << 8 | UInt32($1) }] = count
      }
    }
    return decimals
  }()
}

extension Currency: CustomStringConvertible {
  /// The ISO 4217 code.
  public var description: String { code }
}

extension Currency: Comparable {
  /// Orders currencies by code.
  public static func < (first: Currency, second: Currency) -> Bool { first.letters < second.letters }
}
