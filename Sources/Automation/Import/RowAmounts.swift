import Domain
import Interchange
import Storage
import Wording

/// Turns the amounts of imported rows into minor units of the records' currencies.
struct RowAmounts {
  private let inputs: [RowReader.Input]
  private let base: Currency
  /// The field whose record says the currency.
  private let owner: String?
  /// Whether every amount of the entity is in the file, so that a record's currency may change.
  private let hasEveryAmount: Bool
  private let currency: Int?
  private let price: Int?
  private let amount: Int?
  /// The amount of a line follows from quantity and price.
  private let computesAmount: Bool

  init(of entity: Entity, _ fields: [Field], _ inputs: [RowReader.Input], base: Currency, owner: String?) {
    self.inputs = inputs
    self.base = base
    self.owner = owner
    let place = { (name: String) in fields.firstIndex { $0.name == name } }
    hasEveryAmount = entity.fields.allSatisfy { $0.kind != .money || fields.contains($0) }
    (currency, price, amount) = (place("currency"), place("price"), place("amount"))
    computesAmount = entity.name == Entity.orderLines.name && price != nil && place("quantity") != nil
  }

  /// Settles the amounts of a row; what is wrong with one that does not fit.
  func settle(
    _ existing: ImportWriter.Existing?, _ parent: Referent?, _ record: RecordBatch.Record, _ index: Int,
    _ batch: inout RecordBatch
  ) -> ImportFault? {
    guard let slot = currency else { return nil }
    let amounts = batch.amounts(of: index)
    var named = record.currency
    for place in amounts {
      guard let mark = batch.amounts[place].mark, let code = mark.code(base: named ?? base),
        let currency = Currency(code)
      else { continue }
      if let named, named != currency {
        return fault(
          batch.amounts[place], record.line,
          Phrase("the record's currency is \(named), not \(currency)", zh: "记录的币种是 \(named)，不是 \(currency)"))
      }
      named = currency
    }
    let currency = named ?? existing?.currency ?? parent?.currency ?? base
    if let owning = parent?.currency, owning != currency {
      return fault(
        record.line,
        Phrase(
          "the currency is \(currency), but that of its \(owner ?? "") is \(owning)",
          zh: "币种为 \(currency)，而所属记录的币种为 \(owning)"))
    }
    if let old = existing?.currency, old != currency, !hasEveryAmount {
      return fault(
        record.line,
        Phrase(
          "the record's amounts are in \(old), not \(currency): import all of its amounts to change its currency",
          zh: "该记录的金额以 \(old) 计，不是 \(currency)：如需更改币种，请导入其全部金额"))
    }
    if record.currency != currency { batch.rows.set(slot, currency) }
    for place in amounts {
      guard let units = batch.amounts[place].number.units(decimals: currency.decimals) else {
        let number = batch.amounts[place].number
        let error: MoneyError =
          number.scale > currency.decimals ? .tooManyDecimals(number.text, currency) : .overflow(currency)
        return fault(batch.amounts[place], record.line, error.message)
      }
      batch.rows.set(batch.amounts[place].slot, .integer(units))
    }
    return compute(currency, record, amounts, &batch)
  }

  /// Works out the amount of a line that says only how many and at what price.
  private func compute(
    _ currency: Currency, _ record: RecordBatch.Record, _ amounts: Range<Int>, _ batch: inout RecordBatch
  ) -> ImportFault? {
    guard computesAmount, let target = amount, let source = price, let quantity = record.quantity,
      !amounts.contains(where: { batch.amounts[$0].slot == target }), case .integer(let price) = batch.rows[source]
    else { return nil }
    do throws(MoneyError) {
      let power = quantity.scale
      guard power <= 18 else { throw .notAFactor(quantity.text) }
      let divisor = (0..<power).reduce(1) { product, _ in product * 10 }
      let amount = try Money(minorUnits: price, currency).multiplied(by: Int(quantity.mantissa), over: divisor)
      batch.rows.set(target, .integer(amount.minorUnits))
      return nil
    } catch {
      return fault(record.line, error.message)
    }
  }

  private func fault(_ amount: RecordBatch.Amount, _ line: Int, _ reason: Phrase) -> ImportFault {
    ImportFault(line: line, column: inputs[amount.input].header, value: amount.number.text, reason: reason)
  }

  private func fault(_ line: Int, _ reason: Phrase) -> ImportFault {
    ImportFault(line: line, column: nil, value: nil, reason: reason)
  }
}

extension FieldAmount.Mark {
  /// The ISO 4217 code that it stands for in a record of that currency.
  fileprivate func code(base: Currency) -> String? {
    FieldAmount(number: FieldNumber(mantissa: 0, scale: 0), mark: self).currency(base: base.code)
  }
}

extension FieldNumber {
  /// The number in decimals.
  var text: String {
    let digits = String(mantissa.magnitude)
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    let whole = String(padded.dropLast(scale))
    return (mantissa < 0 ? "-" : "") + whole + (scale > 0 ? "." + padded.suffix(scale) : "")
  }
}
