public import Domain
public import ScriptModel
import Wording

/// What earns points, as a program declares it.
public struct PointRule: Sendable {
  /// What a rule is asked about.
  public enum Event: String, Sendable, CaseIterable {
    case order, line, activity, referral
  }

  /// Which rules of a group count where several fire.
  public enum Stacking: String, Sendable, CaseIterable {
    case all, first, best, least
  }

  /// How a fraction of a point is rounded.
  public enum Rounding: String, Sendable, CaseIterable {
    case floor
    case halfEven = "half_even"
    case ceil
  }

  /// What earns nothing.
  public enum Exclusion: String, Sendable, CaseIterable {
    case tax, shipping
    case giftCard = "gift_card"
    /// The part that was paid in points.
    case points
  }

  /// The most that it grants.
  public struct Cap: Sendable {
    /// To a customer for one order, activity or referral.
    public var once: Int64?
    /// To a customer in a day, a month, a year, and ever.
    public var periods: [(name: String, points: Int64)] = []
    /// To everybody together.
    public var budget: Int64?
  }

  /// By which it is known in its program.
  public let name: String
  /// What it is asked about.
  public let event: Event
  /// The function that is asked, anchored in its state.
  public let points: ScriptFunction
  /// Where they go.
  public let wallet: PointWallet
  /// The group that it belongs to; nil for none.
  public let group: String?
  /// The most that it grants.
  public let cap: Cap
  /// What earns nothing by it.
  public let excluded: Set<Exclusion>
  /// How a fraction is rounded.
  public let rounding: Rounding
  /// Whether each line is rounded, and not their sum.
  public let roundsLines: Bool
  /// Whether a reward for a referral stays although the order that it was given for is cancelled or came back whole.
  public let keepsReward: Bool
  /// The first and the last day on which it is in force.
  public let days: ClosedRange<CivilDate>

  static let description = RecordDescription(
    name: "points_rule", summary: Phrase("What earns points.", zh: "获得积分的规则。"),
    fields: [
      .init(name: "name", summary: Phrase("By which it is known.", zh: "名称。"), type: .string),
      .init(
        name: "on?", summary: Phrase("What it is asked about; \"order\" unless given.", zh: "针对什么计算；默认 \"order\"。"),
        type: .choice(Event.allCases.map(\.rawValue))),
      .init(
        name: "points",
        summary: Phrase(
          "Takes what it is asked about and the customer as it is now; returns how many, or nil and why none. An order has `amount` (what earns, in the base currency), `on`, `order` and `status`; a line also `line`, `product`, `category`, `kind` and `quantity`; an activity `kind`, `at`, `on`, `minutes`, `formal` and `topic`; a referral `customer` (who came), `order`, `amount` and `on`.",
          zh:
            "接收所针对的对象与客户（当前内容）；返回积分数，或 nil 与原因。订单含 `amount`（计分金额，本位币）、`on`、`order`、`status`；订单行另有 `line`、`product`、`category`、`kind`、`quantity`；活动含 `kind`、`at`、`on`、`minutes`、`formal`、`topic`；推荐含 `customer`（被推荐客户）、`order`、`amount`、`on`。"
        ),
        type: .function(takes: ["x: points_event", "member: customer"], returns: [.any, .optional(.string)])),
      .init(
        name: "wallet?", summary: Phrase("Where they go; the program's first.", zh: "存入哪个钱包；默认第一个。"), type: .string),
      .init(
        name: "group?", summary: Phrase("The group whose `stacking` counts.", zh: "所属组，按 `stacking` 取用。"), type: .string
      ),
      .init(
        name: "cap?",
        summary: Phrase(
          "The most that it grants: { order =, day =, month =, year =, lifetime = } to a customer, { budget = } to all.",
          zh: "上限：每客户 { order =, day =, month =, year =, lifetime = }，全体 { budget = }。"),
        type: .record("points_cap")),
      .init(
        name: "exclude?",
        summary: Phrase(
          "What earns nothing, of \"tax\", \"shipping\", \"gift_card\" and \"points\" (what was paid in points); all four unless given.",
          zh: "不计积分的部分：\"tax\"、\"shipping\"、\"gift_card\"、\"points\"（积分支付部分）；默认四项全部。"),
        type: .list(.choice(Exclusion.allCases.map(\.rawValue)))),
      .init(
        name: "rounding?", summary: Phrase("Of a fraction; \"floor\" unless given.", zh: "小数取整方式；默认 \"floor\"。"),
        type: .choice(Rounding.allCases.map(\.rawValue))),
      .init(
        name: "scope?",
        summary: Phrase(
          "What is rounded of a rule on lines; \"order\", the sum, unless given.", zh: "按行规则的取整范围；默认 \"order\"（合计）。"),
        type: .choice(["line", "order"])),
      .init(
        name: "refunds?",
        summary: Phrase(
          "Of a referral whose first paid order is cancelled or comes back whole: \"reverse\" takes the reward back, \"keep\" leaves it; \"reverse\" unless given. No later order earns it again.",
          zh: "推荐的首笔已付订单取消或全部退回时：\"reverse\" 收回奖励，\"keep\" 保留；默认 \"reverse\"。之后的订单不再奖励。"),
        type: .choice(["reverse", "keep"])),
      .init(name: "from?", summary: Phrase("First day in force.", zh: "生效首日。"), type: .date),
      .init(name: "to?", summary: Phrase("Last day in force.", zh: "生效末日。"), type: .date),
    ])

  /// The rule in a table, checked.
  init(_ fields: FieldReader, wallets: [PointWallet]) throws(Mismatch) {
    name = try fields.name()
    guard let points = try fields.function("points") else { throw fields.refusal("points") }
    self.points = points
    event = try fields.choice("on") ?? .order
    rounding = try fields.choice("rounding") ?? .floor
    let scope = try fields.text("scope") ?? "order"
    guard ["line", "order"].contains(scope) else { throw fields.refusal("scope") }
    roundsLines = scope == "line"
    let refunds = try fields.text("refunds")
    guard refunds == nil || ["reverse", "keep"].contains(refunds) else { throw fields.refusal("refunds") }
    keepsReward = refunds == "keep"
    group = try fields.text("group")
    guard let first = wallets.first else { throw fields.refusal("wallet") }
    if let given = try fields.text("wallet") {
      guard let named = wallets.first(where: { $0.name == given }) else {
        throw fields.refusal("wallet", expected: ScriptType.choice(wallets.map(\.name)).expectation)
      }
      wallet = named
    } else {
      wallet = first
    }
    cap = try Self.cap(fields)
    if let names = try fields.texts("exclude") {
      var excluded: Set<Exclusion> = []
      for (offset, name) in names.enumerated() {
        guard let exclusion = Exclusion(rawValue: name) else {
          throw fields.refusal(
            "exclude", at: offset, .string(name),
            expected: ScriptType.choice(Exclusion.allCases.map(\.rawValue)).expectation)
        }
        excluded.insert(exclusion)
      }
      self.excluded = excluded
    } else {
      excluded = Set(Exclusion.allCases)
    }
    // Settings that only some events heed, and whether they are as they would be unless given.
    let heeded: [(field: String, isUsual: Bool, events: [Event])] = [
      ("exclude", excluded == Set(Exclusion.allCases), [.order, .line]), ("scope", !roundsLines, [.line]),
      ("refunds", !keepsReward, [.referral]),
    ]
    for (field, isUsual, events) in heeded where !isUsual && !events.contains(event) {
      let (on, names) = (fields.place("on"), events.map { "\"\($0.rawValue)\"" })
      throw fields.idle(
        field,
        Phrase(
          "where '\(on)' is not \(names.joined(separator: " or "))",
          zh: "在 '\(on)' 不是 \(names.joined(separator: " 或 ")) 时"),
        Phrase("change '\(on)'", zh: "修改 '\(on)'"))
    }
    let start = try fields.day("from") ?? CivilDate.range.lowerBound
    let end = try fields.day("to") ?? CivilDate.range.upperBound
    guard start <= end else {
      throw fields.refusal("to", expected: Phrase("a day not before 'from'", zh: "不早于 'from' 的日期"))
    }
    days = start...end
  }

  /// A cap as it is documented.
  static let capDescription = RecordDescription(
    name: "points_cap", summary: Phrase("The most points that a rule grants.", zh: "规则的积分上限。"),
    fields: [
      .init(
        name: "order?", summary: Phrase("For one order, activity or referral.", zh: "每个订单、活动或推荐。"), type: .integer),
      .init(name: "day?", summary: Phrase("To a customer in a day.", zh: "每客户每日。"), type: .integer),
      .init(name: "month?", summary: Phrase("To a customer in a month.", zh: "每客户每月。"), type: .integer),
      .init(name: "year?", summary: Phrase("To a customer in a year.", zh: "每客户每年。"), type: .integer),
      .init(name: "lifetime?", summary: Phrase("To a customer, ever.", zh: "每客户累计。"), type: .integer),
      .init(name: "budget?", summary: Phrase("To everybody together.", zh: "全体合计。"), type: .integer),
    ])

  private static func cap(_ fields: FieldReader) throws(Mismatch) -> Cap {
    var cap = Cap()
    guard let given = try fields.inner("cap", of: capDescription) else { return cap }
    var narrower: (name: String, points: Int64)?
    // From the shortest to the longest: what is granted within one is granted within the next.
    for name in capDescription.names {
      guard let count = try given.integer(name, in: 0...PointRequest.limit) else { continue }
      let points = Int64(count)
      if let narrower, narrower.points > points { throw given.idle(narrower.name, where: name, is: "\(points)") }
      narrower = (name, points)
      switch name {
      case "order": cap.once = points
      case "budget": cap.budget = points
      default: cap.periods.append((name, points))
      }
    }
    return cap
  }

  /// What a rule returned as points, or minor units of a wallet of money: read to six decimals, so that
  /// 28.999999999999996 is 29, and rounded. Nil where it is below 0 or too much.
  func rounded(_ value: Double) -> Int64? {
    var unit = 1.0
    for _ in 0..<(wallet.currency?.decimals ?? 0) { unit *= 10 }
    let scaled = value * unit
    guard scaled.isFinite, scaled >= 0, scaled < Double(PointRequest.limit) else { return nil }
    let read = scaled < 1e9 ? (scaled * 1e6).rounded() / 1e6 : scaled
    switch rounding {
    case .floor: return Int64(read.rounded(.down))
    case .halfEven: return Int64(read.rounded(.toNearestOrEven))
    case .ceil: return Int64(read.rounded(.up))
    }
  }
}
