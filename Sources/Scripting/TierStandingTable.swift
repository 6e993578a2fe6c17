import Analytics
import Domain
import Interchange
import ScriptModel
import Wording

/// A standing as scripts see it.
struct TierStandingTable: ScriptResult {
  let standing: TierStanding

  static var scriptType: ScriptType { .record("tier_standing") }

  static let description = RecordDescription(
    name: "tier_standing", summary: Phrase("Where a customer stands on a ladder.", zh: "客户在等级体系中的位置。"),
    fields: [
      .init(name: "tier?", summary: Phrase("The tier; nil below the lowest.", zh: "等级；低于最低一级时为 nil。"), type: .string),
      .init(name: "since", summary: Phrase("The business date that gave it.", zh: "授予该等级的业务日期。"), type: .date),
      .init(name: "enrolled_on", summary: Phrase("The day of the first tier.", zh: "首次入级的日期。"), type: .date),
      .init(name: "valid_until?", summary: Phrase("Until when it is valid.", zh: "有效期至。"), type: .date),
      .init(
        name: "rising?", summary: Phrase("A rise to be confirmed: { to, count }.", zh: "待确认的升级：{ to, count }。"),
        type: .table),
      .init(
        name: "failing?",
        summary: Phrase(
          "A coming fall: { since, count, due_on, notice_on }.", zh: "将至的降级：{ since, count, due_on, notice_on }。"),
        type: .table),
      .init(
        name: "override?", summary: Phrase("Set by hand: { ends_on, base }.", zh: "手工调整：{ ends_on, base }。"),
        type: .table),
    ], from: .patron)

  var value: ScriptValue {
    var fields: [(name: String, value: ScriptValue)] = [
      ("since", .string(standing.since)), ("enrolled_on", .string(standing.enrolledOn)),
    ]
    if let tier = standing.tier { fields.append(("tier", .string(tier))) }
    if let end = standing.validUntil { fields.append(("valid_until", .string(end))) }
    if let rising = standing.rising {
      fields.append(
        (
          "rising",
          .table(ScriptTable(fields: [("to", .string(rising.tier)), ("count", .integer(Int64(rising.count)))]))
        ))
    }
    if let failing = standing.failing {
      var table: [(name: String, value: ScriptValue)] = [
        ("since", .string(failing.since)), ("count", .integer(Int64(failing.count))),
        ("due_on", .string(failing.dueOn)),
      ]
      if let notice = failing.noticeOn { table.append(("notice_on", .string(notice))) }
      fields.append(("failing", .table(ScriptTable(fields: table))))
    }
    if let override = standing.override {
      var table: [(name: String, value: ScriptValue)] = [("ends_on", .string(override.until))]
      if let base = override.base { table.append(("base", .string(base))) }
      fields.append(("override", .table(ScriptTable(fields: table))))
    }
    return .table(ScriptTable(fields: fields))
  }

  func push(to call: Call) throws -> Int32 { try value.push(to: call) }

  static let changeDescription = RecordDescription(
    name: "tier_change", summary: Phrase("A change of a customer's standing.", zh: "客户等级的一次变动。"),
    fields: [
      .init(name: "ladder", summary: Phrase("The ladder.", zh: "等级体系。"), type: .string),
      .init(
        name: "customer",
        summary: Phrase("Whose it was: the customer, or one merged into it.", zh: "所属客户：本客户或并入其中的客户。"),
        type: .string),
      .init(
        name: "kind", summary: Phrase("Why it came about.", zh: "变动原因。"),
        type: .choice(TierChange.Kind.allCases.map(\.rawValue))),
      .init(name: "from?", summary: Phrase("The tier before.", zh: "之前的等级。"), type: .string),
      .init(name: "to?", summary: Phrase("The tier after.", zh: "之后的等级。"), type: .string),
      .init(name: "as_of", summary: Phrase("The business date that was judged.", zh: "评定的业务日期。"), type: .date),
      .init(
        name: "effective_on", summary: Phrase("The first day on which it is in force.", zh: "生效日期。"), type: .date),
      .init(name: "reason?", summary: Phrase("What somebody said.", zh: "说明。"), type: .string),
      .init(name: "evidence", summary: Phrase("What it was judged by.", zh: "评定依据。"), type: .table),
      .init(name: "version", summary: Phrase("The version of the policy.", zh: "政策版本。"), type: .integer),
      .init(name: "run", summary: Phrase("The run that made it.", zh: "所属运行。"), type: .integer),
      .init(name: "operator", summary: Phrase("Who acted.", zh: "操作员。"), type: .string),
    ], from: .patron)
}

extension ScriptValue {
  /// A day as scripts see it.
  static func string(_ date: CivilDate) -> ScriptValue { .string(date.description) }

  /// A line of the history as scripts see it.
  init(_ change: TierChange) throws {
    var fields: [(name: String, value: ScriptValue)] = [
      ("ladder", .string(change.ladder)), ("customer", .string(change.customer)),
      ("kind", .string(change.kind.rawValue)), ("as_of", .string(change.asOf)),
      ("effective_on", .string(change.effectiveOn)), ("evidence", ScriptValue(try JSON(parsing: change.evidence))),
      ("version", .integer(Int64(change.version))), ("run", .integer(change.run)),
      ("operator", .string(change.operatorName)),
    ]
    if let from = change.from { fields.append(("from", .string(from))) }
    if let to = change.to { fields.append(("to", .string(to))) }
    if let reason = change.reason { fields.append(("reason", .string(reason))) }
    self = .table(ScriptTable(fields: fields))
  }

  /// What evaluating came to, as scripts see it.
  init(_ moves: TierMoves) {
    var tiers: [(name: String, value: ScriptValue)] = []
    for (tier, count) in moves.tiers { if let tier { tiers.append((tier, .integer(Int64(count)))) } }
    var kinds: [(name: String, value: ScriptValue)] = []
    for (kind, count) in moves.kinds { kinds.append((kind.rawValue, .integer(Int64(count)))) }
    let list = moves.moves.map { move -> ScriptValue in
      var fields: [(name: String, value: ScriptValue)] = [
        ("code", .string(move.code)), ("name", .string(move.name)), ("kind", .string(move.kind.rawValue)),
      ]
      if let from = move.from { fields.append(("from", .string(from))) }
      if let to = move.to { fields.append(("to", .string(to))) }
      return .table(ScriptTable(fields: fields))
    }
    let fields: [(name: String, value: ScriptValue)] = [
      ("customers", .integer(Int64(moves.count))), ("changed", .integer(Int64(moves.changed))),
      ("insufficient", .integer(Int64(moves.insufficient))), ("rows", .integer(Int64(moves.written))),
      ("without_tier", .integer(Int64(moves.tiers[nil] ?? 0))), ("tiers", .table(ScriptTable(fields: tiers))),
      ("kinds", .table(ScriptTable(fields: kinds))), ("moves", .table(ScriptTable(list: list))),
    ]
    self = .table(ScriptTable(fields: fields))
  }

  /// What a tier asks, as scripts see it.
  init(_ aim: TierOutlook.Aim) {
    let needs = aim.needs.map { label, need in
      var fields: [(name: String, value: ScriptValue)] = [("figure", .string(label))]
      if let least = need.atLeast { fields.append(("at_least", .number(least))) }
      if let most = need.atMost { fields.append(("at_most", .number(most))) }
      if let has = need.has { fields.append(("has", .number(has))) }
      if let lacking = need.lacking { fields.append(("lacking", .number(lacking))) }
      if let way = need.way { fields.append(("way", .integer(Int64(way)))) }
      return ScriptValue.table(ScriptTable(fields: fields))
    }
    self = .table(
      ScriptTable(
        fields: [
          ("tier", .string(aim.tier)), ("window", .string(aim.window.description)),
          ("needs", .table(ScriptTable(list: needs))), ("asks_function", .boolean(aim.asksFunction)),
        ]))
  }
}
