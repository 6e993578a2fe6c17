public import Analytics
public import Domain
import Interchange
public import ScriptModel
import Wording

extension TierStanding: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<TierStanding>(
    "tier_standing", from: "tiers.of(…)", Phrase("Where a customer stands on a ladder.", zh: "客户在等级体系中的位置。"),
    [
      .init("tier", Phrase("The tier; nil below the lowest.", zh: "等级；低于最低一级时为 nil。")) { $0.tier },
      .init("since", Phrase("The business date that gave it.", zh: "授予该等级的业务日期。")) { $0.since },
      .init("enrolled_on", Phrase("The day of the first tier.", zh: "首次入级的日期。")) { $0.enrolledOn },
      .init("valid_until", Phrase("Until when it is valid.", zh: "有效期至。")) { $0.validUntil },
      .init("rising", Phrase("A rise to be confirmed.", zh: "待确认的升级。")) { $0.rising },
      .init("failing", Phrase("A coming fall.", zh: "将至的降级。")) { $0.failing },
      .init("override", Phrase("A tier that was set by hand.", zh: "手工调整。")) { $0.override },
    ])
}

extension TierStanding.Rising: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<TierStanding.Rising>(
    "tier_rise", from: "tiers.of(…).rising",
    Phrase("A rise that must hold for more evaluations.", zh: "须在后续评定中继续成立的升级。"),
    [
      .init("to", Phrase("The tier that every evaluation so far has reached.", zh: "至今每次评定均达到的等级。")) { $0.tier },
      .init("count", Phrase("How many evaluations.", zh: "评定次数。")) { $0.count },
    ])
}

extension TierStanding.Failing: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<TierStanding.Failing>(
    "tier_fall", from: "tiers.of(…).failing",
    Phrase("What a customer keeps only for so long.", zh: "客户只能再保留一段时间的等级。"),
    [
      .init("since", Phrase("The first day on which the tier was not kept.", zh: "首次未达保级条件的日期。")) { $0.since },
      .init("count", Phrase("At how many evaluations.", zh: "评定次数。")) { $0.count },
      .init("notice_on", Phrase("When notice was given.", zh: "通知日期。")) { $0.noticeOn },
      .init("due_on", Phrase("The earliest day of the fall.", zh: "最早降级日期。")) { $0.dueOn },
    ])
}

extension TierStanding.Override: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<TierStanding.Override>(
    "tier_by_hand", from: "tiers.of(…).override", Phrase("A tier that was set by hand.", zh: "手工设定的等级。"),
    [
      .init("ends_on", Phrase("The last day on which it holds.", zh: "最后有效日。")) { $0.until },
      .init("base", Phrase("The tier before; nil for none.", zh: "之前的等级；没有则为 nil。")) { $0.base },
    ])
}

extension TierChange: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<TierChange>(
    "tier_change", from: "tiers.history(…)", Phrase("A change of a customer's standing.", zh: "客户等级的一次变动。"),
    [
      .init("ladder", Phrase("The ladder.", zh: "等级体系。")) { $0.ladder },
      .init("customer", Phrase("Whose it was: the customer, or one merged into it.", zh: "所属客户：本客户或并入其中的客户。")) {
        $0.customer
      },
      .init("kind", Phrase("Why it came about.", zh: "变动原因。")) { Choice($0.kind) },
      .init("from", Phrase("The tier before.", zh: "之前的等级。")) { $0.from },
      .init("to", Phrase("The tier after.", zh: "之后的等级。")) { $0.to },
      .init("as_of", Phrase("The business date that was judged.", zh: "评定的业务日期。")) { $0.asOf },
      .init("effective_on", Phrase("The first day on which it is in force.", zh: "生效日期。")) { $0.effectiveOn },
      .init("reason", Phrase("What somebody said.", zh: "说明。")) { $0.reason },
      .init(
        "evidence", Phrase("What it was judged by: figures by input, by the window's name.", zh: "评定依据：按窗口名称、再按输入项。"),
        type: .dictionary(.any)
      ) { ScriptValue(try JSON(parsing: $0.evidence)) },
      .init("version", Phrase("The version of the policy.", zh: "政策版本。")) { $0.version },
      .init("run", Phrase("The run that made it.", zh: "所属运行。")) { $0.run },
      .init("operator", Phrase("Who acted.", zh: "操作员。")) { $0.operatorName },
    ])
}

extension TierMoves: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<TierMoves>(
    "tier_evaluation", from: "tiers.evaluate(…)", Phrase("What evaluating a ladder came to.", zh: "评定结果。"),
    [
      .init("customers", Phrase("Customers who were judged.", zh: "评定的客户数。")) { $0.count },
      .init("changed", Phrase("Customers whose tier changed.", zh: "等级变动的客户数。")) { $0.changed },
      .init("insufficient", Phrase("Customers of whom too little is known.", zh: "数据不足的客户数。")) { $0.insufficient },
      .init("without_tier", Phrase("Customers without a tier now.", zh: "现无等级的客户数。")) { $0.tiers[nil] ?? 0 },
      .init("rows", Phrase("Standings that were written.", zh: "写入的行数。")) { $0.written },
      .init("tiers", Phrase("Customers in each tier now.", zh: "各等级的现有客户数。")) { moves in
        ByName(moves.tiers.compactMap { tier, count in tier.map { ($0, count) } })
      },
      .init("kinds", Phrase("What happened, by kind.", zh: "各类变动数。")) {
        ByName($0.kinds.map { ($0.key.rawValue, $0.value) })
      },
      .init("moves", Phrase("The first of those whose tier changed, or who got notice.", zh: "等级变动或收到通知的客户（前若干条）。")) {
        $0.moves
      },
    ])
}

extension TierMoves.Move: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<TierMoves.Move>(
    "tier_move", from: "tiers.evaluate(…).moves", Phrase("A customer whose tier changed.", zh: "等级变动的客户。"),
    [
      .init("code", Phrase("The customer's code.", zh: "客户编号。")) { $0.code },
      .init("name", Phrase("The customer's name.", zh: "客户名称。")) { $0.name },
      .init("kind", Phrase("Why.", zh: "变动原因。")) { Choice($0.kind) },
      .init("from", Phrase("The tier before.", zh: "之前的等级。")) { $0.from },
      .init("to", Phrase("The tier after.", zh: "之后的等级。")) { $0.to },
    ])
}

extension TierOutlook: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<TierOutlook>(
    "tier_outlook", from: "tiers.needed(…)", Phrase("What would change where a customer stands.", zh: "影响客户等级的条件。"),
    [
      .init("standing", Phrase("Where the customer stands; nil where nobody judged.", zh: "客户的位置；未评定则为 nil。")) {
        $0.standing
      },
      .init("stay", Phrase("What keeps the present tier; nil without one.", zh: "保住当前等级的条件；无等级则为 nil。")) { $0.stay },
      .init("rise", Phrase("What the next tier asks; nil at the top.", zh: "升入下一级的条件；已在最高级则为 nil。")) { $0.rise },
    ])
}

extension TierOutlook.Aim: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<TierOutlook.Aim>(
    "tier_aim", from: "tiers.needed(…).rise", Phrase("A tier and what it asks.", zh: "等级及其条件。"),
    [
      .init("tier", Phrase("The tier.", zh: "等级。")) { $0.tier },
      .init("window", Phrase("The window through which documents are looked at.", zh: "统计单据的时间窗口。")) {
        $0.window.description
      },
      .init("needs", Phrase("The bounds that it asks for.", zh: "各项条件。")) { $0.needs.map(TierBound.init) },
      .init("asks_function", Phrase("Whether a function of the policy has a say.", zh: "是否还由政策中的函数判断。")) {
        $0.asksFunction
      },
    ])
}

/// A bound that a tier asks for.
private struct TierBound: TableResult {
  let label: String
  let need: TierNeed

  static let table = ResultTable<TierBound>(
    "tier_bound", from: "tiers.needed(…).rise.needs", Phrase("A bound that a tier asks for.", zh: "等级的一项条件。"),
    [
      .init("figure", Phrase("What is measured: orders.net, or measure.", zh: "衡量的数字：如 orders.net 或 measure。")) {
        $0.label
      },
      .init("at_least", Phrase("The lowest number that will do.", zh: "下限。")) { $0.need.atLeast },
      .init("at_most", Phrase("The highest number that will do.", zh: "上限。")) { $0.need.atMost },
      .init("has", Phrase("What the customer has; nil where it is not known.", zh: "客户的现值；未知则为 nil。")) { $0.need.has },
      .init("lacking", Phrase("How much is missing; 0 where the bound is met.", zh: "尚缺；已满足为 0。")) { $0.need.lacking },
      .init("way", Phrase("Which of several ways it belongs to, from 1.", zh: "属于第几种途径，从 1 起。")) { $0.need.way },
    ])
}

extension TierNotice: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<TierNotice>(
    "tier_notice", from: "tiers.notices(…)", Phrase("A customer who is to fall.", zh: "将要降级的客户。"),
    [
      .init("ladder", Phrase("The ladder.", zh: "等级体系。")) { $0.ladder },
      .init("code", Phrase("The customer's code.", zh: "客户编号。")) { $0.customer },
      .init("name", Phrase("The customer's name.", zh: "客户名称。")) { $0.customerName },
      .init("tier", Phrase("The tier that is at stake.", zh: "可能失去的等级。")) { $0.tier },
      .init("notice_on", Phrase("When notice was given.", zh: "通知日期。")) { $0.noticeOn },
      .init("due_on", Phrase("The earliest day of the fall.", zh: "最早降级日期。")) { $0.dueOn },
    ])
}

/// Where a customer stands: on one ladder, or on all by their names.
enum TierStandings: ScriptResult {
  case one(TierStanding?)
  case all(ByName<TierStanding>)

  static var scriptType: ScriptType {
    .optional(.union([TierStanding.scriptType, ByName<TierStanding>.scriptType]))
  }

  static var tables: [RecordDescription] { TierStanding.tables }

  func push(to call: Call) throws -> Int32 {
    switch self {
    case .one(let standing): try standing.push(to: call)
    case .all(let standings): try standings.push(to: call)
    }
  }
}

extension ScriptValue {
  /// A day as scripts see it.
  static func string(_ date: CivilDate) -> ScriptValue { .string(date.description) }
}
