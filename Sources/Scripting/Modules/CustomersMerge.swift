import Domain
import ScriptModel
import Wording

extension Function<ScriptSession> {
  /// `customers.merge`
  static let mergeCustomers = Function(
    "customers.merge",
    Phrase(
      "Merges a customer into another: every record of the first moves, and its code finds the second from then on. The stricter hold stays; a tier moves where the second has none on the ladder; histories are those of both.",
      zh: "把一个客户合并到另一个客户：前者的所有记录随之转移，旧编号此后指向后者。冻结取较严者；后者在某体系没有等级时取前者的等级；历史包含双方。"),
    effect: .writes,
    takes: Parameter(
      "from", Phrase("The customer that ends.", zh: "被合并的客户。"), as: RecordReference.self,
      type: EntityFunctions(.customers).referenceType),
    Parameter(
      "into", Phrase("The customer that stays.", zh: "保留的客户。"), as: RecordReference.self,
      type: EntityFunctions(.customers).referenceType),
    Parameter("options", Phrase("Whose values count.", zh: "以哪一方的值为准。"), as: MergeTable?.self),
    returns: Returned(
      "customer", Phrase("The customer that stays, afterwards.", zh: "合并后的客户。"), as: WrittenRecord.self,
      type: .record("customer")),
    example: """
      customers.create { code = "C0042-OLD", name = "上海贸易", phone = "021 6234 5678" }
      local c = customers.merge("C0042-OLD", "C0042", { winner = { phone = "from" } })
      assert(c.phone == "021 6234 5678" and customers.get("C0042-OLD").code == "C0042")
      """
  ) { session, from, into, options in
    WrittenRecord { call in
      let customers = try session.book.entity(Entity.customers.name)
      let reason = "merge of \(try session.book.code(of: from.key, in: customers) ?? "\(from.key)")"
      let id = try CreditApproval(session: session, call: call).noting(into.key, reason: reason) {
        let id = try session.book.merge(from.key, into: into.key, options?.choices ?? MergeChoices())
        try session.book.noteTiers(of: id, asOf: session.today, reason: reason)
        return id
      }
      return try EntityFunctions.stored(id, customers, session)
    }
  }

  /// `customers.unmerge`
  static let unmergeCustomers = Function(
    "customers.unmerge",
    Phrase(
      "Takes a merge back exactly; refused, naming the values, where something that it wrote has changed since.",
      zh: "精确撤销一次合并；若合并写入的内容此后有改动，则拒绝并指出这些值。"),
    effect: .writes,
    takes: Parameter("from", Phrase("The code of the customer that ended.", zh: "被合并客户的编号。"), as: String.self),
    returns: Returned(
      "customer", Phrase("That customer, on its own again.", zh: "恢复独立的客户。"), as: WrittenRecord.self,
      type: .record("customer")),
    example: """
      customers.create { code = "C0042-OLD", name = "上海贸易" }
      customers.merge("C0042-OLD", "C0042")
      assert(customers.unmerge("C0042-OLD").name == "上海贸易")
      """
  ) { session, code in
    WrittenRecord { call in
      let customers = try session.book.entity(Entity.customers.name)
      let id = try session.book.atomically {
        // Until they are parted, the code finds the customer that stayed.
        let stayed = try session.book.row(.code(code), of: customers).map { rows in
          defer { rows.close() }
          return rows.id
        }
        let id = try session.book.unmerge(.code(code))
        let reason = "unmerge of \(code)"
        for customer in Set([id, stayed].compactMap { $0 }).sorted() {
          try CreditApproval(session: session, call: call).note(customer, reason: reason)
          try session.book.noteTiers(of: customer, asOf: session.today, reason: reason)
        }
        return id
      }
      return try EntityFunctions.stored(id, customers, session)
    }
  }
}

/// What `customers.merge` takes: `{ winner = { phone = "from" }, collisions = "into" }`.
struct MergeTable: ScriptArgument {
  let choices: MergeChoices

  static var scriptType: ScriptType { .record("merge_options") }

  static let description = RecordDescription(
    name: "merge_options", summary: Phrase("Whose values count in a merge.", zh: "合并时以哪一方的值为准。"),
    fields: [
      .init(
        name: "winner?",
        summary: Phrase(
          "For each field named \"from\" or \"into\"; others keep the value of the customer that stays, or take the other's where it has none. Amounts follow the currency.",
          zh: "逐字段指定 \"from\" 或 \"into\"；未指定的字段保留合并后客户的值，为空时取另一方的值。金额随币种。"),
        type: .dictionary(.choice(MergeChoices.Side.allCases.map(\.rawValue)))),
      .init(
        name: "collisions?",
        summary: Phrase(
          "Whose records count where both have one of the same key, such as a statement of one year; without it they refuse the merge. The other's stay under the old code.",
          zh: "双方有同一主键的记录（例如同一年度的报表）时以哪一方为准；不指定则拒绝合并。另一方的记录保留在旧编号下。"),
        type: .choice(MergeChoices.Side.allCases.map(\.rawValue))),
    ])

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> MergeTable {
    let fields = try FieldReader(call, at: index, of: description)
    var choices = MergeChoices()
    let winner = try fields.table("winner") ?? ScriptTable()
    guard winner.list.isEmpty else { throw fields.refusal("winner", expected: Self.winnerExpectation) }
    for (field, value) in winner.fields {
      choices.winners[field] = try side(value, of: "winner.\(field)")
    }
    if let value = fields["collisions"] { choices.collisions = try side(value, of: "collisions") }
    return MergeTable(choices: choices)
  }

  private static let winnerExpectation = Phrase(
    "a table by field, { phone = \"from\" }", zh: "按字段的表，{ phone = \"from\" }")

  private static func side(_ value: ScriptValue, of name: String) throws(Mismatch) -> MergeChoices.Side {
    guard case .string(let text) = value, let side = MergeChoices.Side(rawValue: text) else {
      throw .value(
        Phrase(
          "has \(value.written) as '\(name)', which is \"from\" or \"into\"",
          zh: "的 '\(name)' 是 \(value.written)，应为 \"from\" 或 \"into\""))
    }
    return side
  }
}
