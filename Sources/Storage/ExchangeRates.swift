public import Domain
import GRDB

extension BookSession {
  public func exchangeRate(of currency: Currency, notAfter day: CivilDate) throws -> ExchangeRate? {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT rate, "on" FROM fx_rates WHERE currency = ? AND "on" <= ? ORDER BY "on" DESC LIMIT 1
          """), arguments: [currency.code, day.description])
    guard let row else { return nil }
    return ExchangeRate(row["rate"], on: try CivilDate(row["on"] as String))
  }

  public func setExchangeRate(_ rate: ExchangeRate, of currency: Currency) throws {
    guard currency != profile.baseCurrency else { throw ExchangeRateError.base(currency) }
    guard rate.value > 0, rate.value.isFinite else { throw ExchangeRateError.notPositive(rate.value, currency) }
    let entity = try entity(Entity.fxRates.name)
    let known = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT id FROM fx_rates WHERE currency = ? AND \"on\" = ?"),
      arguments: [currency.code, rate.day.description])
    let values: [String: FieldValue] = ["rate": .real(rate.value)]
    if let known {
      _ = try update(.id(known), of: entity, values)
    } else {
      let key: [String: FieldValue] = ["currency": .text(currency.code), "on": .text(rate.day.description)]
      _ = try insert(values.merging(key) { value, _ in value }, into: entity)
    }
  }
}
