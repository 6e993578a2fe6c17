import Domain
import Scripting
import Storage
import Wording

/// Lets no limit into the book by an import that a policy in force wants somebody else to approve.
struct LimitGate {
  private let session: BookSession
  private let entity: Entity
  private let approval: LimitApproval
  private let limit: Int
  private let currency: Int
  private let code: Int?
  private let header: String

  /// The gate for rows of an entity; nil where they carry no limit, or no policy asks for approvals.
  init?(_ plan: ImportPlan, of entity: Entity, in session: BookSession, place: Workplace) throws {
    let slot = { (name: String) in plan.fields.firstIndex { $0.name == name } }
    guard [Entity.customers.name, Entity.groups.name].contains(entity.name), let limit = slot("credit_limit"),
      let currency = slot("currency")
    else { return nil }
    let policies = try session.activeDefinitions(CreditPolicyTable.kind).compactMap { version in
      try LoadedDefinition(version, in: session, place: place, ScoringWatch()).declared as? CreditPolicyTable
    }
    approval = LimitApproval(
      policies.map(\.policy), in: session, asOf: try place.businessDate(of: session.profile), by: place.operatorName)
    if approval.isEmpty { return nil }
    (self.session, self.entity, self.limit, self.currency, code) = (session, entity, limit, currency, slot("code"))
    header = plan.inputs.first { $0.slot == limit }?.header ?? "credit_limit"
  }

  /// What is wrong with the limit of a row, whose amounts are settled.
  ///
  /// - Parameter id: The record that it changes; nil for a new one.
  func fault(_ row: ImportedRows, of id: Int64?, line: Int) throws -> ImportFault? {
    guard case .integer(let units) = row[limit], let currency = Currency(row.text(currency)) else { return nil }
    let limit = Money(minorUnits: units, currency)
    let known = try id.flatMap { try session.creditLimit(of: $0, in: entity) }
    guard try LimitApproval.isRaised(limit, from: known) else { return nil }
    let name = try code.map { row.text($0) } ?? id.flatMap { try session.code(of: .id($0), in: entity) } ?? ""
    let reason: Phrase
    do {
      let holder = entity.name == Entity.groups.name ? CreditHolder.group(name) : .customer(name)
      try approval.check(limit, insteadOf: known, of: holder)
      return nil
    } catch let error as CreditError {
      reason = error.message + Phrase("; the row can be imported without it", zh: "；去掉该额度后此行可导入")
    } catch let error as ExchangeRateError {
      reason = error.message
    } catch let error as MoneyError {
      reason = error.message
    }
    return ImportFault(line: line, column: header, value: limit.decimalText, reason: reason)
  }
}
