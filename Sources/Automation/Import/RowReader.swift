import Domain
import Interchange
import Wording

/// Reads the fields of one record after another as values of an entity, without a look at the book.
final class RowReader {
  /// Where a field's values come from.
  struct Input {
    /// The field's place in the row.
    let slot: Int
    let field: Field
    /// The column; nil for a constant.
    let column: Int?
    /// What messages call it.
    let header: String
    let constant: [UInt8]
  }

  private let inputs: [Input]
  /// The same without their texts, which only messages need.
  private let places: [Place]
  private let format: DateFormat?
  private let zone: TimeZoneRule
  /// Whether `""` is an empty text, as in files that have quotes only where they are needed, and not nothing.
  private let keepsEmptyTexts: Bool
  private var choices: [ChoiceNames?]
  private let quantitySlot: Int?
  /// The currency met last, and how it was written.
  private var lastCurrency: (written: [UInt8], currency: Currency)?

  /// Where the values of an input come from and go to, and how they are read.
  private struct Place {
    enum Form {
      case text, currency, reference, integer, real, boolean, date, instant, money, choice
    }

    let column: Int?
    let slot: Int
    let form: Form
  }

  init(
    _ inputs: [Input], slots fields: [Field], format: DateFormat?, zone: TimeZoneRule, keepsEmptyTexts: Bool
  ) {
    self.inputs = inputs
    self.format = format
    self.zone = zone
    self.keepsEmptyTexts = keepsEmptyTexts
    choices = fields.map { field in
      if case .choice(let choices) = field.kind { ChoiceNames(choices) } else { nil }
    }
    quantitySlot = fields.firstIndex { $0.name == "quantity" }
    let currencySlot = fields.firstIndex { $0.name == "currency" }
    places = inputs.map { input in
      let form: Place.Form =
        switch input.field.kind {
        case .text: input.slot == currencySlot ? .currency : .text
        case .reference: .reference
        case .integer: .integer
        case .real: .real
        case .boolean: .boolean
        case .date: .date
        case .instant: .instant
        case .money: .money
        case .choice: .choice
        }
      return Place(column: input.column, slot: input.slot, form: form)
    }
  }

  /// Reads a record into the row at hand; the batch holds what is wrong with it.
  func read(_ record: CSVRecord, into batch: inout RecordBatch) {
    for index in places.indices {
      let place = places[index]
      guard let column = place.column else {
        let constant = inputs[index].constant
        read(constant.span, isQuoted: false, place, index, line: record.line, into: &batch)
        continue
      }
      let cell = record[column]
      let isQuoted = record.isQuoted(column)
      if cell.isEmpty && !isQuoted { continue }
      read(cell, isQuoted: isQuoted, place, index, line: record.line, into: &batch)
    }
  }

  private func read(
    _ cell: Span<UInt8>, isQuoted: Bool, _ place: Place, _ index: Int, line: Int, into batch: inout RecordBatch
  ) {
    let text = cell.extracting(isQuoted ? 0..<cell.count : withoutBlanks(cell))
    if text.isEmpty {
      if isQuoted, keepsEmptyTexts, place.form == .text || place.form == .currency {
        batch.rows.set(place.slot, text: text)
      }
      return
    }
    do {
      try parse(text, place, index, into: &batch)
    } catch let refusal as any Refusal {
      batch.faults.append(fault(inputs[index], text, line: line, refusal.message))
    } catch {
      batch.faults.append(fault(inputs[index], text, line: line, Phrase(verbatim: "\(error)")))
    }
  }

  private func fault(_ input: Input, _ text: Span<UInt8>, line: Int, _ reason: Phrase) -> ImportFault {
    let value = String(decoding: Array(text.extracting(first: 200)), as: UTF8.self)
    return ImportFault(line: line, column: input.header, value: value, reason: reason)
  }

  private func parse(_ text: Span<UInt8>, _ place: Place, _ index: Int, into batch: inout RecordBatch) throws {
    let slot = place.slot
    switch place.form {
    case .currency:
      let found = try currency(text, index)
      batch.currency = found
      batch.rows.set(slot, found)
    case .text, .reference: batch.rows.set(slot, text: text)
    case .integer: batch.rows.set(slot, .integer(try Int64(field: text)))
    case .real:
      batch.rows.set(slot, .real(try real(text, isQuantity: slot == quantitySlot, into: &batch)))
    case .boolean: batch.rows.set(slot, .integer(try Bool(field: text) ? 1 : 0))
    case .date:
      let date = try FieldDate(field: text, format: format)
      batch.rows.set(slot, year: date.year, month: date.month, day: date.day)
    case .instant: batch.rows.set(slot, text: try instant(text).description)
    case .money:
      let amount = try FieldAmount(field: text)
      batch.amounts.append(RecordBatch.Amount(input: index, slot: slot, number: amount.number, mark: amount.mark))
    case .choice:
      guard let name = choices[slot]?.name(text) else {
        throw FieldError.choice(field: inputs[index].field, given: String(decoding: Array(text), as: UTF8.self))
      }
      batch.rows.set(slot, text: name)
    }
  }

  private func real(_ text: Span<UInt8>, isQuantity: Bool, into batch: inout RecordBatch) throws -> Double {
    do {
      let number = try FieldNumber(field: text)
      if isQuantity { batch.quantity = number }
      return number.nearest
    } catch FieldFault.tooLarge where !isQuantity {
      // More digits than an exact number has are no loss to a `Double`.
      let written = String(decoding: Array(text), as: UTF8.self)
      guard let number = Double(written), number.isFinite else { throw FieldFault.notNumber(written) }
      return number
    }
  }

  /// The currency of an input, whose column mostly says the same as in the record before.
  private func currency(_ text: Span<UInt8>, _ index: Int) throws -> Currency {
    if let known = lastCurrency, known.written.count == text.count,
      known.written.indices.allSatisfy({ known.written[$0] == text[$0] })
    {
      return known.currency
    }
    let written = String(decoding: Array(text), as: UTF8.self)
    let code = written.uppercased()
    guard let currency = Currency(code == "RMB" ? "CNY" : code) else {
      throw BookError.currency(written, field: inputs[index].field)
    }
    lastCurrency = (Array(text), currency)
    return currency
  }

  private func instant(_ text: Span<UInt8>) throws -> Instant {
    let stamp = try FieldTimestamp(field: text, format: format)
    let second = stamp.millisecondOfDay / 1000
    if let offset = stamp.offset {
      return Instant(secondsSinceEpoch: Int64(stamp.date.daysSince1970 * 86_400 + second - offset))
    }
    guard let date = CivilDate(year: stamp.date.year, month: stamp.date.month, day: stamp.date.day) else {
      throw DateError.outOfRange
    }
    return Instant(date, secondOfDay: second, in: zone)
  }

  private func withoutBlanks(_ text: Span<UInt8>) -> Range<Int> {
    var start = 0
    var end = text.count
    while start < end, text[start] == UInt8(ascii: " ") || text[start] == UInt8(ascii: "\t") { start += 1 }
    while end > start, text[end - 1] == UInt8(ascii: " ") || text[end - 1] == UInt8(ascii: "\t") { end -= 1 }
    return start..<end
  }
}

extension FieldNumber {
  /// The `Double` nearest to the number.
  var nearest: Double {
    if scale == 0 { return Double(mantissa) }
    // Both are exact up to here, so that one division rounds once (Clinger 1990).
    if mantissa.magnitude < 1 << 53, scale < Self.powers.count { return Double(mantissa) / Self.powers[scale] }
    return Double("\(mantissa)e-\(scale)") ?? .nan
  }

  private static let powers: [Double] = (0...22).map { Double("1e\($0)") ?? .nan }
}
