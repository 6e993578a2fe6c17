import Analytics
import Domain
import ScriptModel
import Wording

/// An override at work.
struct OverrideWork: ScriptResult {
  let session: ScriptSession
  let customer: RecordReference
  let ladder: String
  let tier: String
  let options: OverrideTable

  static var scriptType: ScriptType { TierStanding.scriptType }

  static var tables: [RecordDescription] { TierStanding.tables }

  func push(to call: Call) throws -> Int32 {
    let (declared, version) = try session.definition(TierPolicyTable.self, named: ladder, for: call)
    let policy = declared.policy
    guard policy.place(of: tier) != nil else {
      throw TierError.unknownTier(tier, ladder: ladder, policy.tiers.map(\.name))
    }
    let book = session.book
    let standing = try book.atomically {
      let standing = try book.overrideTier(
        of: customer.key, on: version, to: tier, until: options.until, reason: options.reason, asOf: session.today,
        by: session.operatorName)
      if let field = policy.writes {
        _ = try book.update(customer.key, of: book.entity(Entity.customers.name), [field: .text(tier)])
      }
      return standing
    }
    return try standing.push(to: call)
  }
}

/// What `tiers.override` takes.
struct OverrideTable: ScriptArgument {
  let reason: String
  let until: CivilDate

  static var scriptType: ScriptType { .record("tier_override") }

  static let description = RecordDescription(
    name: "tier_override", summary: Phrase("Why a tier is set by hand, and until when.", zh: "手工设定等级的原因与截止日期。"),
    fields: [
      .init(name: "reason", summary: Phrase("Why.", zh: "原因。"), type: .string),
      .init(
        name: "ends_on", summary: Phrase("The last day on which it holds, today or later.", zh: "最后有效日，今日或以后。"),
        type: .date),
    ])

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> OverrideTable {
    let fields = try FieldReader(call, at: index, of: description)
    guard let reason = try fields.text("reason") else { throw fields.refusal("reason") }
    guard let until = try fields.day("ends_on") else { throw fields.refusal("ends_on") }
    return OverrideTable(reason: reason, until: until)
  }
}
