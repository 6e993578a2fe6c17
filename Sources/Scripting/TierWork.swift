import Analytics
import Domain
import ScriptModel
import Wording

/// Something that is done with a ladder in force; it is done when its result is asked for.
struct TierWork<Value: ScriptResult>: ScriptResult {
  let session: ScriptSession
  let ladder: String
  let body: (TierEvaluation) throws -> Value

  init(session: ScriptSession, ladder: String, _ body: @escaping (TierEvaluation) throws -> Value) {
    self.session = session
    self.ladder = ladder
    self.body = body
  }

  static var scriptType: ScriptType { Value.scriptType }

  static var tables: [RecordDescription] { Value.tables }

  func push(to call: Call) throws -> Int32 {
    let (declared, version) = try session.definition(TierPolicyTable.self, named: ladder, for: call)
    let evaluation = TierEvaluation(
      declared, version, in: session.book, asOf: session.today, zone: session.zone
    ) { function, arguments, read in try session.pure(function, for: call, arguments: arguments, read: read) }
    return try body(evaluation).push(to: call)
  }
}

/// What a customer's tiers give, by the names that policies have for it.
struct BenefitWork: ScriptResult {
  let session: ScriptSession
  let customer: RecordReference
  let ladder: String?

  static var scriptType: ScriptType { .dictionary(.any) }

  func push(to call: Call) throws -> Int32 {
    if let ladder { return try benefits(on: ladder, call).push(to: call) }
    let ladders = try session.book.activeDefinitions(TierPolicyTable.kind).map(\.name)
    let all = try ladders.map { (name: $0, value: try benefits(on: $0, call)) }
    return try ByName(all).push(to: call)
  }

  private func benefits(on ladder: String, _ call: Call) throws -> ScriptValue {
    let declared = try session.definition(TierPolicyTable.self, named: ladder, for: call).table
    let tier = try session.book.tierStanding(of: customer.key, on: ladder)?.tier
    return .table(declared.policy.place(of: tier).map { declared.benefits[$0] } ?? ScriptTable())
  }
}

/// `{ limit = 100 }`
struct MoveOptions: ScriptArgument {
  let limit: Int

  static var scriptType: ScriptType { .record("tier_moves") }

  static let description = RecordDescription(
    name: "tier_moves", summary: Phrase("How many moves are listed.", zh: "列出多少条变动。"),
    fields: [.init(name: "limit?", summary: Phrase("100 unless given.", zh: "默认 100。"), type: .integer)])

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> MoveOptions {
    MoveOptions(
      limit: try FieldReader(call, at: index, of: description).integer("limit", in: 0...1_000_000) ?? 100)
  }
}
