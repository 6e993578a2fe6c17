import Domain
import Testing

/// Documents of a customer, written short.
struct CreditDocuments {
  static let day = CivilDate(daysSinceEpoch: 20_000) ?? CivilDate.range.lowerBound

  /// A day so many days after the business date.
  static func day(_ offset: Int) -> CivilDate {
    CivilDate(daysSinceEpoch: 20_000 + offset) ?? CivilDate.range.lowerBound
  }

  static func yuan(_ amount: Int64) -> Money { Money(minorUnits: amount * 100, .cny) }

  static func order(
    _ code: String, _ value: Int64?, gross: Int64? = nil, shipped: Bool = false, delivered: Int64? = nil,
    returned: Int64 = 0, required: Int? = nil
  ) -> TradeDocuments.Order {
    .init(
      code: code, orderedOn: day(-10), requiredOn: required.map(day), net: value.map(yuan),
      gross: (gross ?? value).map(yuan), isShipped: shipped, delivered: delivered.map(yuan), returned: yuan(returned))
  }

  static func invoice(
    _ code: String, _ amount: Int64, order: String? = nil, due: Int? = nil, paid: Int64 = 0, tax: Int64 = 0,
    disputed: Bool = false
  ) -> TradeDocuments.Invoice {
    .init(
      code: code, order: order, issuedOn: day(-10), dueOn: due.map(day), amount: yuan(amount), tax: yuan(tax),
      allocated: yuan(paid), isDisputed: disputed)
  }

  static func payment(_ code: String, _ unapplied: Int64, order: String? = nil) -> TradeDocuments.Payment {
    .init(code: code, order: order, paidOn: day(-1), unapplied: yuan(unapplied))
  }

  static func exposure(
    _ options: Exposure.Options = .init(), _ fill: (inout TradeDocuments) -> Void
  ) throws -> Exposure {
    var documents = TradeDocuments(asOf: day)
    fill(&documents)
    return try Exposure(documents, in: .cny, options) { amount, currency in
      try #require(amount.currency == currency)
      return amount
    }
  }
}

extension Exposure {
  /// The parts that are not 0, in whole units.
  var parts: [String: Int64] {
    get throws {
      var parts: [String: Int64] = [:]
      for part in Part.allCases {
        let units = try total(of: part).minorUnits
        if units != 0 { parts[part.rawValue] = units / 100 }
      }
      return parts
    }
  }
}
