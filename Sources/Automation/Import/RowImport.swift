import Domain
import Interchange
import Storage
import Wording

/// Brings records, one after another, into the book.
final class RowImport {
  /// What became of a record.
  enum Effect {
    case added, changed, unchanged, refused
  }

  /// What is wrong with the record at hand.
  private(set) var faults: [ImportFault] = []
  private let session: BookSession
  private let entity: Entity
  private let fields: [Field]
  private let inputs: [RowReader.Input]
  private let writer: ImportWriter
  private let required: [Int]
  private let references: [Int]
  private let createsReferences: Bool
  private let codePrefix: String?
  private let slots: Slots
  private let amounts: RowAmounts
  private let limits: LimitGate?
  private var seen = SeenRecords()
  /// The same by the number of the record in the file, of entities whose records are looked at when all are there.
  private var numbers: SeenRecords?
  /// What is wrong with records by all that came with them, by their numbers in the file.
  private let condemned: [Int: Phrase]
  private var numbering = RecordCounts()
  private var rowNumber = 0
  /// Orders whose lines were written, by pages.
  private(set) var touchedOrders: Set<Int64> = []
  /// How many records were made for codes that were not there.
  private(set) var createdReferences = 0

  /// Places in a row of what is more than copied.
  private struct Slots {
    var currency: Int?
    var code: Int?
    var line: Int?
    /// The reference whose record says the currency.
    var parent: Int?
  }

  /// The entities whose amounts are in the currency of a record that they belong to.
  private static let parents = [
    Entity.orderLines.name: "order", Entity.deliveries.name: "order", Entity.allocations.name: "invoice",
  ]

  /// The entities that the rules of allocations are about.
  static let allocating = [Entity.allocations, .payments, .invoices].map(\.name)

  /// What the rules of allocations say of the records that were written; those of one record come together.
  ///
  /// - Throws: The first that no record of the file is to blame for.
  func allocationFaults() throws -> [(number: Int, fault: ImportFault)] {
    guard let numbers else { return [] }
    return try session.allocationFaults(blaming: entity).flatMap { found -> [(number: Int, fault: ImportFault)] in
      let places = found.records.map { (number: numbers.line(of: $0), line: seen.line(of: $0)) }
      guard !places.isEmpty else { throw found.error }
      return try places.map { place in
        guard let number = place.number, let line = place.line else { throw found.error }
        return (number: number, fault: ImportFault(line: line, column: nil, value: nil, reason: found.error.message))
      }
    }
    .sorted { $0.number < $1.number }
  }

  init(
    _ session: BookSession, _ entity: Entity, _ plan: ImportPlan, request: ImportRequest,
    condemned: [Int: Phrase] = [:], place: Workplace
  ) throws {
    self.session = session
    self.condemned = condemned
    if Self.allocating.contains(entity.name) { numbers = SeenRecords() }
    limits = try LimitGate(plan, of: entity, in: session, place: place)
    self.entity = entity
    let fields = plan.fields
    self.fields = fields
    inputs = plan.inputs
    codePrefix = plan.codePrefix
    countsLines = entity.name == Entity.orderLines.name
    createsReferences = request.createsReferences
    writer = try ImportWriter(session, entity, fields: fields, key: plan.key)
    let place = { (name: String) in fields.firstIndex { $0.name == name } }
    required = entity.fields.filter { $0.isRequired && $0.name != "currency" }.compactMap { place($0.name) }
    hasRequired = entity.fields.allSatisfy { !$0.isRequired || place($0.name) != nil }
    references = fields.indices.filter { if case .reference = fields[$0].kind { true } else { false } }
    slots = Slots(
      currency: place("currency"), code: codePrefix == nil ? nil : place("code"),
      line: plan.inputs.contains { $0.field.name == "line" } ? nil : place("line"),
      parent: Self.parents[entity.name].flatMap(place))
    amounts = RowAmounts(
      of: entity, fields, inputs, base: session.profile.baseCurrency, owner: slots.parent.map { fields[$0].name })
  }

  private let hasRequired: Bool
  /// Whether the records are lines, whose orders have their sum.
  private let countsLines: Bool
  private var lastPage: Int64 = -1

  /// References to records of the same entity that are not there yet.
  private struct Postponed {
    let id: Int64
    let slot: Int
    let code: String
    let line: Int
  }

  private var postponed: [Postponed] = []
  /// Those of the record at hand.
  private var open: [(slot: Int, code: String)] = []
  private var currentID: Int64 = 0

  /// Puts in references to records that came later in the file; those that never came are faults.
  func finish() throws -> [ImportFault] {
    var faults: [ImportFault] = []
    for late in postponed {
      do {
        _ = try session.update(.id(late.id), of: entity, [fields[late.slot].name: .text(late.code)])
      } catch BookError.unknownReference {
        faults.append(missing(late.code, late.slot, line: late.line))
      }
    }
    postponed = []
    try writer.finish()
    return faults
  }

  /// Writes a record; what is wrong with it stands in `faults`.
  func take(_ index: Int, of batch: inout RecordBatch) throws -> Effect {
    rowNumber += 1
    if !faults.isEmpty || !open.isEmpty {
      faults.removeAll(keepingCapacity: true)
      open.removeAll(keepingCapacity: true)
    }
    if !batch.faults.isEmpty { faults += batch.faults(of: index) }
    let record = batch.records[index]
    guard record.isReadable else { return .refused }
    if let reason = condemned[rowNumber] { return refuse(record.line, reason) }
    batch.rows.select(index)
    let effect = try write(record, index, &batch)
    if effect != .refused {
      for (slot, code) in open {
        postponed.append(Postponed(id: currentID, slot: slot, code: code, line: record.line))
      }
    }
    return effect
  }

  private func write(_ record: RecordBatch.Record, _ index: Int, _ batch: inout RecordBatch) throws -> Effect {
    if let slot = slots.code, let codePrefix { batch.rows.set(slot, text: "\(codePrefix)-\(rowNumber)") }
    let parent = try resolve(&batch.rows, line: record.line)
    guard faults.isEmpty else { return .refused }
    for slot in writer.key where batch.rows.isNull(slot) && slot != slots.currency {
      return refuse(
        record.line, BookError.missing(field: fields[slot], entity: entity).message, column: fields[slot].name)
    }
    if writer.addsFirst {
      if let fault = try settle(nil, parent, record, index, &batch) { return refuse(fault) }
      if let effect = try add(batch.rows, record.line) { return effect }
    }
    let existing = try writer.existing(batch.rows)
    guard existing.count < 2 else { return refuse(record.line, severalReason(batch.rows)) }
    guard let known = existing.first else {
      if let fault = try settle(nil, parent, record, index, &batch) { return refuse(fault) }
      if let effect = try add(batch.rows, record.line) { return effect }
      return refuse(record.line, BookError.exists(keyText(batch.rows), entity: entity).message)
    }
    guard !known.isMerged else { return refuse(record.line, mergedReason(batch.rows)) }
    if let fault = try settle(known, parent, record, index, &batch) { return refuse(fault) }
    return try change(known.id, batch.rows, record.line)
  }

  /// Settles the amounts of a row; what is wrong with one that does not fit, or that somebody has to approve.
  private func settle(
    _ existing: ImportWriter.Existing?, _ parent: Referent?, _ record: RecordBatch.Record, _ index: Int,
    _ batch: inout RecordBatch
  ) throws -> ImportFault? {
    if let fault = amounts.settle(existing, parent, record, index, &batch) { return fault }
    return try limits?.fault(batch.rows, of: existing?.id, line: record.line)
  }

  private func add(_ row: ImportedRows, _ line: Int) throws -> Effect? {
    if let missing = missingField(row) {
      return refuse(line, BookError.missing(field: missing, entity: entity).message, column: missing.name)
    }
    do {
      guard let id = try writer.add(row) else { return nil }
      currentID = id
      _ = seen.mark(id, line: line)
      _ = numbers?.mark(id, line: rowNumber)
      touch(row)
      return .added
    } catch let error as BookError {
      return refuse(line, error.message)
    }
  }

  private func missingField(_ row: ImportedRows) -> Field? {
    if !hasRequired,
      let field = entity.fields.first(where: { $0.isRequired && $0.name != "currency" && !fields.contains($0) })
    {
      return field
    }
    return required.first { row.isNull($0) }.map { fields[$0] }
  }

  private func change(_ id: Int64, _ row: ImportedRows, _ line: Int) throws -> Effect {
    currentID = id
    for slot in required where row.isNull(slot) {
      return refuse(line, BookError.missing(field: fields[slot], entity: entity).message, column: fields[slot].name)
    }
    do {
      if seen.mark(id, line: line) {
        // A record twice in a file is no harm while both say the same.
        try session.atomically { if try writer.change(id, row) { throw Contradiction() } }
        return .unchanged
      }
      _ = numbers?.mark(id, line: rowNumber)
      guard try writer.change(id, row) else { return .unchanged }
      touch(row)
      return .changed
    } catch is Contradiction {
      let first =
        seen.line(of: id).map { Phrase("line \($0)", zh: "第 \($0) 行") } ?? Phrase("an earlier line", zh: "前面某行")
      return refuse(
        line,
        first
          + Phrase(
            " has the same key (\(keyText(row))) with other values: keep one of the two, or tell records apart with --key",
            zh: "的键（\(keyText(row))）相同而值不同：请只保留其中一行，或用 --key 区分记录"))
    } catch let error as BookError {
      return refuse(line, error.message)
    }
  }

  private struct Contradiction: Error {}

  private func touch(_ row: ImportedRows) {
    guard countsLines, let slot = slots.parent, case .integer(let order) = row[slot] else { return }
    let page = order / BookSession.orderPage
    if page == lastPage { return }
    lastPage = page
    touchedOrders.insert(page)
  }

  private func refuse(_ line: Int, _ reason: Phrase, column: String? = nil) -> Effect {
    refuse(ImportFault(line: line, column: column, value: nil, reason: reason))
  }

  private func refuse(_ fault: ImportFault) -> Effect {
    faults.append(fault)
    return .refused
  }

  private func keyText(_ row: ImportedRows) -> String {
    writer.key.map { row.text($0) }.joined(separator: ", ")
  }

  private func severalReason(_ row: ImportedRows) -> Phrase {
    Phrase(
      "several \(entity.name) have the key \(keyText(row)): give more fields with --key",
      zh: "有多条 \(entity.name) 的键为 \(keyText(row))：请用 --key 给出更多字段")
  }

  private func mergedReason(_ row: ImportedRows) -> Phrase {
    Phrase(
      "\(keyText(row)) was merged into another record: leave the row out, or undo the merge",
      zh: "\(keyText(row)) 已合并到其他记录：请去掉该行，或撤销合并")
  }

  // MARK: References

  /// Puts ids in place of codes; the record whose currency counts for this one.
  private func resolve(_ row: inout ImportedRows, line: Int) throws -> Referent? {
    var parent: Referent?
    for slot in references where !row.isNull(slot) {
      guard let found = try referent(slot, in: row) else {
        let code = row.text(slot)
        if fields[slot].kind == .reference(entity.name) {
          open.append((slot, code))
          row.set(slot, .null)
        } else {
          faults.append(missing(code, slot, line: line))
        }
        continue
      }
      row.set(slot, .integer(found.id))
      if slot == slots.parent { parent = found }
    }
    if let slot = slots.line, let parent { row.set(slot, .integer(Int64(numbering.next(of: parent.id)))) }
    return parent
  }

  private func referent(_ slot: Int, in row: ImportedRows) throws -> Referent? {
    if let found = try writer.referent(slot, in: row) { return found }
    guard createsReferences, faults.isEmpty, case .reference(let target) = fields[slot].kind else { return nil }
    let entity = try session.entity(target)
    guard entity.hasCode, entity.fields.filter(\.isRequired).allSatisfy({ ["code", "name"].contains($0.name) }) else {
      throw ImportError.noReferences(entity)
    }
    let code = FieldValue.text(row.text(slot))
    _ = try session.insert(entity.field("name") == nil ? ["code": code] : ["code": code, "name": code], into: entity)
    createdReferences += 1
    return try writer.referent(slot, in: row)
  }

  private func missing(_ code: String, _ slot: Int, line: Int) -> ImportFault {
    var target = ""
    if case .reference(let name) = fields[slot].kind { target = name }
    let reason = Phrase(
      "there is no record \"\(code)\" in \(target): import \(target) first",
      zh: "\(target) 中没有记录“\(code)”：请先导入 \(target)")
    return ImportFault(
      line: line, column: inputs.first { $0.slot == slot }?.header, value: code, reason: reason)
  }
}
