public import Domain
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
        returns: Returned("scores", Phrase("By the scores' names.", zh: "按评分名称。"), as: ByName<CurrentScore>.self),
        example: #"for name, s in pairs(scores.of("C0042")) do print(name, s.value, s.band) end"#
      ) { session, customer in
        ByName(try session.book.scores(of: customer.key).map { ($0.name, CurrentScore(score: $0)) })
      },
      Function(
        "scores.top", Phrase("The customers with the highest values, or the lowest.", zh: "评分最高（或最低）的客户。"),
        effect: .reads,
        takes: name, Parameter("count", Phrase("How many; 10 unless given.", zh: "多少个；默认 10。"), as: Int?.self),
        Parameter(
          "options", Phrase("{ order = \"lowest\" } for the other end.", zh: "{ order = \"lowest\" } 取最低的。"),
          as: ScoreOrder?.self),
        returns: Returned("scores", Phrase("One for each customer.", zh: "每个客户一条。"), as: [RankedScore].self),
        example: """
          local ok, best = pcall(scores.top, "quality", 10)
          if ok then for _, s in ipairs(best) do print(s.code, s.name, s.value) end end
          """
      ) { session, name, count, order in
        try session.book.topScores(by: name, limit: count ?? 10, lowestFirst: order?.lowestFirst ?? false).map {
          RankedScore(score: $0)
        }
      },
      Function(
        "scores.explain",
        Phrase("What a customer's score is made of; nil where there is none.", zh: "客户评分的构成；没有则为 nil。"),
        effect: .reads, takes: customer, name,
        returns: Returned("explanation", Phrase("The score and what is behind it.", zh: "评分及其构成。"), as: Score?.self),
        example: """
          local ok, e = pcall(scores.explain, "C0042", "quality")
          if ok and e then print(e.value, e.coverage, e.as_of) end
          """
      ) { session, customer, name in
        try session.book.score(of: customer.key, by: name)
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

/// What every answer about a score has.
private func standing<Subject>(_ score: @escaping @Sendable (Subject) -> Score) -> [ResultTable<Subject>.Field] {
  [
    .init("value", Phrase("The value; nil where there is too little to judge by.", zh: "评分值；数据不足则为 nil。")) {
      score($0).value
    },
    .init(
      "band", Phrase("The band; nil below all bands, or below the floor of coverage.", zh: "档位；低于各档或覆盖率下限则为 nil。")
    ) {
      score($0).band
    },
    .init("coverage", Phrase("The share of inputs that had data, 0 to 1.", zh: "有数据的输入项占比，0 到 1。")) {
      score($0).coverage
    },
    .init("reason", Phrase("Why there is no value.", zh: "没有评分值的原因。")) { score($0).reason },
  ]
}

/// A customer's score in a few words.
private struct CurrentScore: TableResult {
  let score: Score

  static let table = ResultTable<CurrentScore>(
    "current_score", from: "scores.of(…)", Phrase("A customer's score.", zh: "客户的一项评分。"), standing { $0.score })
}

/// A score in a list of customers.
private struct RankedScore: TableResult {
  let score: Score

  static let table = ResultTable<RankedScore>(
    "ranked_score", from: "scores.top(…)", Phrase("A customer among those with the highest values.", zh: "名列前茅的客户。"),
    [
      .init("code", Phrase("The customer's code.", zh: "客户编号。")) { $0.score.customer },
      .init("name", Phrase("The customer's name.", zh: "客户名称。")) { $0.score.customerName },
    ] + standing { $0.score })
}

extension Score: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<Score>(
    "score_explanation", from: "scores.explain(…)", Phrase("What a customer's score is made of.", zh: "客户评分的构成。"),
    standing { $0 } + [
      .init(
        "parts",
        Phrase("By name: a number, or { value, cap, parts } of a group.", zh: "按名称：数字，或一组的 { value, cap, parts }。"),
        type: .dictionary(.any)
      ) { ScriptValue(try JSON(parsing: $0.parts)) },
      .init(
        "inputs",
        Phrase("By the input's name: the figures that the formula names, or a rank.", zh: "按输入项名称：公式用到的数字，或名次。"),
        type: .dictionary(.any)
      ) { ScriptValue(try JSON(parsing: $0.inputs)) },
      .init("as_of", Phrase("The business date that it was made for.", zh: "评分的业务日期。")) { $0.asOf },
      .init("version", Phrase("The version of the definition.", zh: "定义的版本。")) { $0.version },
      .init("run", Phrase("The run that made it.", zh: "所属运行。")) { $0.run },
    ])
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
