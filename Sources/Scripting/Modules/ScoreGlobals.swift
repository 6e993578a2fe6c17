import Analytics
import Domain
import Glibc
import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// What the files of scores are written with. None of it reads the book, so that a formula may call it.
  static let scoreGlobals: [Function<ScriptSession>] =
    [
      Function(
        "score",
        Phrase(
          "Declares a score; a file returns it and `patron apply` installs it.", zh: "声明一个评分；由文件返回，并用 patron apply 安装。"),
        effect: .pure,
        takes: Parameter("definition", Phrase("What it measures and how.", zh: "评分的内容与算法。"), as: ScoreTable.self),
        returns: Returned("definition", Phrase("The checked definition.", zh: "检查过的定义。"), as: ScoreTable.self),
        example: """
          local s = score {
            name = "activity", inputs = { orders = orders.stats("365d") },
            formula = function(c, i) return math.min(100, 10 * i.orders.count) end,
          }
          assert(s.name == "activity")
          """
      ) { _, table in table },
      Function(
        "insufficient",
        Phrase("Says that there is too little to judge a customer by, and why.", zh: "说明数据不足以评价该客户及其原因。"),
        effect: .pure, takes: Parameter("why", Phrase("The reason, for people.", zh: "给人看的原因。"), as: String.self),
        returns: Returned("result", Phrase("What the formula returns.", zh: "公式的返回值。"), as: Insufficiency.self),
        example: #"assert(insufficient("no orders").insufficient == "no orders")"#
      ) { _, reason in Insufficiency(reason: reason) },
      Function(
        "decay",
        Phrase(
          "How much of an event is left after some days: 2^(-days / half_life), at most 1.",
          zh: "事件经过若干天后的剩余权重：2^(-天数/半衰期)，最大为 1。"),
        effect: .pure,
        takes: Parameter(
          "days", Phrase("How long ago; a time to come counts as today.", zh: "已过天数；未来按今天计。"), as: Double.self),
        Parameter(
          "half_life",
          Phrase("Days after which half is left, or a text such as \"90d\".", zh: "半衰期天数，或 \"90d\" 之类的文字。"),
          as: HalfLife.self),
        returns: Returned("share", Phrase("From 1 down to 0.", zh: "从 1 递减到 0。"), as: Double.self),
        example: #"assert(decay(90, "90d") == 0.5 and decay(0, 30) == 1)"#
      ) { _, days, halfLife in halfLife.share(after: days) },
      Function(
        "capped",
        Phrase("A group of parts that adds their sum to a score, but no more than a cap.", zh: "一组得分项：合计计入评分，但不超过上限。"),
        effect: .pure, takes: Parameter("cap", Phrase("The most that the group adds.", zh: "该组的上限。"), as: Double.self),
        Parameter("parts", Phrase("Numbers by name.", zh: "名称对应的数字。"), as: PartTable.self),
        returns: Returned("group", Phrase("A part of the formula's result.", zh: "公式结果的一部分。"), as: PartGroup.self),
        example: "local g = capped(40, { size = 30, years = 20 })\nassert(g.cap == 40 and g.parts.size == 30)"
      ) { _, cap, parts in PartGroup(cap: cap, parts: parts.table) },
      Function(
        "quintile",
        Phrase(
          "Ranks customers by a field of an input, in five classes: 5 is best, equal values share a class, nil is no data.",
          zh: "按输入项的字段把客户分为五级：5 为最好，数值相同同级，nil 为无数据。"),
        effect: .pure, takes: Parameter("input", Phrase("What to rank by.", zh: "排名依据的输入项。"), as: InputTable.self),
        Parameter("field", Phrase("Its field.", zh: "字段。"), as: String.self),
        Parameter(
          "best", Phrase("Which end is class 5, \"highest\" unless given.", zh: "哪一端为第 5 级，默认 \"highest\"。"),
          as: BestEnd?.self),
        returns: Returned(
          "input", Phrase("An input that is a number from 1 to 5.", zh: "值为 1 到 5 的输入项。"), as: InputTable.self),
        example: #"assert(quintile(orders.stats("365d"), "days_since_last", "lowest").best == "lowest")"#
      ) { _, table, field, best in
        let fields = table.input.source.fields.map(\.name)
        guard fields.contains(field) else {
          let guess = Suggestion.nearest(to: field, among: fields)
          throw ArgumentError(
            function: "quintile", parameter: "field",
            mismatch: .unknownField(field, of: table.input.source.rawValue, suggestions: guess.map { [$0] } ?? []))
        }
        var input = table.input
        input.ranking = .init(field: field, best: best?.best ?? .highest)
        return InputTable(input)
      },
    ]
}

/// Why a customer cannot be judged.
private struct Insufficiency: TableResult {
  let reason: String

  static let table = ResultTable<Insufficiency>(
    "insufficiency", from: "insufficient(…)", Phrase("Says that there is too little to judge by.", zh: "说明数据不足。"),
    [.init("insufficient", Phrase("The reason, for people.", zh: "给人看的原因。")) { $0.reason }])
}

/// A group of parts that adds no more than a cap.
private struct PartGroup: TableResult {
  let cap: Double
  let parts: ScriptTable

  static let table = ResultTable<PartGroup>(
    "part_group", from: "capped(…)", Phrase("A group of parts of a score.", zh: "评分的一组得分项。"),
    [
      .init("cap", Phrase("The most that the group adds.", zh: "该组的上限。")) { $0.cap },
      .init("parts", Phrase("Numbers by name, as they were given.", zh: "名称对应的数字，照所给。"), type: .dictionary(.number)) {
        ScriptValue.table($0.parts)
      },
    ])
}

/// Parts of a group by name; the score checks their values when the formula has returned.
private struct PartTable: ScriptArgument {
  let table: ScriptTable

  static var scriptType: ScriptType { .table }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> PartTable {
    guard case .table(let table) = try ScriptValue.read(call, at: index) else {
      throw call.mismatch(at: index, expected: scriptType)
    }
    return PartTable(table: table)
  }
}

/// After how many days half of an event is left: a number of days, or `"90d"`, `"12w"`.
private struct HalfLife: ScriptArgument {
  let days: Double

  static var scriptType: ScriptType { .union([.number, .string]) }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> HalfLife {
    if let days = try? Double.read(call, at: index) {
      guard days > 0, days.isFinite else {
        throw .value(Phrase("must be above 0, got \(days)", zh: "必须大于 0，收到的是 \(days)"))
      }
      return HalfLife(days: days)
    }
    guard let text = call.string(at: index), let span = try? TimeSpan(text), span.unit == .day || span.unit == .week
    else {
      throw .type(
        expected: .union([.number, .string]),
        given: call.string(at: index).map { "\"\($0)\"" } ?? call.typeName(at: index))
    }
    return HalfLife(days: Double(span.count) * (span.unit == .week ? 7 : 1))
  }

  /// 2^(−days ÷ half-life).
  func share(after age: Double) -> Double {
    age <= 0 ? 1 : exp2(-age / days)
  }
}

/// The end of the range that is class 5.
private struct BestEnd: ScriptArgument {
  let best: Quintiles.Best

  static var scriptType: ScriptType { .choice(Quintiles.Best.allCases.map(\.rawValue)) }

  static func read(_ call: Call, at index: Int32) throws(Mismatch) -> BestEnd {
    guard let text = call.string(at: index), let best = Quintiles.Best(rawValue: text) else {
      throw call.mismatch(at: index, expected: scriptType)
    }
    return BestEnd(best: best)
  }
}
