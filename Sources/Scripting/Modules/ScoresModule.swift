import Domain
import Interchange
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// What scores say of customers.
  public static let scores = Module(
    "scores", Phrase("What scores say of customers.", zh: "客户的评分。"),
    functions: [
      StatsFunctions.scores,
      Function(
        "scores.get",
        Phrase("The current value of a customer's score; nil where there is none.", zh: "客户当前的评分值；没有则为 nil。"),
        effect: .reads, takes: customer, name,
        returns: Returned("value", Phrase("The value.", zh: "评分值。"), as: Double?.self),
        example: """
          local ok, why = pcall(scores.get, "C0042", "quality")
          assert(ok or why.code == "unknown-definition", "no such score was installed")
          """
      ) { session, customer, name in try session.book.score(of: customer.key, by: name)?.value },
      Function(
        "scores.of", Phrase("All current scores of a customer, by name.", zh: "客户当前的全部评分，按名称。"), effect: .reads,
        takes: customer,
        returns: Returned(
          "scores", Phrase("Tables with value, band, coverage and reason.", zh: "含 value、band、coverage、reason 的表。"),
          as: ScriptValue.self, type: .table),
        example: #"for name, s in pairs(scores.of("C0042")) do print(name, s.value, s.band) end"#
      ) { session, customer in
        let scores = try session.book.scores(of: customer.key)
        return .table(ScriptTable(fields: scores.map { ($0.name, .table(ScriptTable(fields: $0.standing))) }))
      },
      Function(
        "scores.top", Phrase("The customers with the highest values, or the lowest.", zh: "评分最高（或最低）的客户。"),
        effect: .reads,
        takes: name, Parameter("count", Phrase("How many; 10 unless given.", zh: "多少个；默认 10。"), as: Int?.self),
        Parameter(
          "options", Phrase("{ order = \"lowest\" } for the other end.", zh: "{ order = \"lowest\" } 取最低的。"),
          as: ScoreOrder?.self),
        returns: Returned(
          "scores", Phrase("Tables with code, name, value and band.", zh: "含 code、name、value、band 的表。"),
          as: ScriptValue.self, type: .list(.table)),
        example: """
          local ok, best = pcall(scores.top, "quality", 10)
          if ok then for _, s in ipairs(best) do print(s.code, s.name, s.value) end end
          """
      ) { session, name, count, order in
        let scores = try session.book.topScores(by: name, limit: count ?? 10, lowestFirst: order?.lowestFirst ?? false)
        return .table(
          ScriptTable(
            list: scores.map { score in
              .table(
                ScriptTable(
                  fields: [("code", .string(score.customer)), ("name", .string(score.customerName))] + score.standing))
            }))
      },
      Function(
        "scores.explain",
        Phrase("What a customer's score is made of; nil where there is none.", zh: "客户评分的构成；没有则为 nil。"),
        effect: .reads, takes: customer, name,
        returns: Returned(
          "explanation",
          Phrase(
            "A table with value, band, coverage, reason, parts, inputs, as_of, version and run.",
            zh: "含 value、band、coverage、reason、parts、inputs、as_of、version、run 的表。"), as: ScriptValue.self,
          type: .optional(.table)),
        example: """
          local ok, e = pcall(scores.explain, "C0042", "quality")
          if ok and e then print(e.value, e.coverage, e.as_of) end
          """
      ) { session, customer, name in
        guard let score = try session.book.score(of: customer.key, by: name) else { return .null }
        return .table(
          ScriptTable(
            fields: score.standing + [
              ("parts", ScriptValue(try JSON(parsing: score.parts))),
              ("inputs", ScriptValue(try JSON(parsing: score.inputs))),
              ("as_of", .string(score.asOf.description)), ("version", .integer(Int64(score.version))),
              ("run", .integer(score.run)),
            ]))
      },
    ])

  private static var customer: Parameter<RecordReference> {
    Parameter(
      "customer", Phrase("The customer's code, or the record.", zh: "客户编号，或客户记录。"), as: RecordReference.self,
      type: EntityFunctions(.customers).referenceType)
  }

  private static var name: Parameter<String> {
    Parameter("name", Phrase("The score's name.", zh: "评分名称。"), as: String.self)
  }
}

extension Score {
  /// What every answer about a score has.
  fileprivate var standing: [(name: String, value: ScriptValue)] {
    var fields: [(name: String, value: ScriptValue)] = [("coverage", .number(coverage))]
    if let value { fields.append(("value", .number(value))) }
    if let band { fields.append(("band", .string(band))) }
    if let reason { fields.append(("reason", .string(reason))) }
    return fields
  }
}

extension ScriptValue {
  /// The value that a stored JSON text holds; members that are null are left out of tables.
  init(_ json: JSON) {
    switch json {
    case .null: self = .null
    case .bool(let value): self = .boolean(value)
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .number(value)
    case .string(let text): self = .string(text)
    case .array(let elements): self = .table(ScriptTable(list: elements.map { ScriptValue($0) }))
    case .object(let members):
      self = .table(ScriptTable(fields: members.filter { $0.value != .null }.map { ($0.name, ScriptValue($0.value)) }))
    }
  }
}

/// `{ order = "lowest" }`
private struct ScoreOrder: ScriptArgument {
  let lowestFirst: Bool

  static var scriptType: ScriptType { .table }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> ScoreOrder {
    guard case .table(let table) = try ScriptValue.read(call, at: index), table.list.isEmpty else {
      throw call.mismatch(at: index, expected: scriptType)
    }
    for (name, _) in table.fields where name != "order" {
      throw .unknownField(
        name, of: "options", suggestions: Suggestion.nearest(to: name, among: ["order"]).map { [$0] } ?? [])
    }
    switch table["order"] {
    case nil, .string("highest")?: return ScoreOrder(lowestFirst: false)
    case .string("lowest")?: return ScoreOrder(lowestFirst: true)
    case let other?:
      throw .value(
        Phrase(
          "has \(other.written) as 'order', where \"highest\" or \"lowest\" belongs",
          zh: "的 'order' 应为 \"highest\" 或 \"lowest\"，而不是 \(other.written)"))
    }
  }
}
