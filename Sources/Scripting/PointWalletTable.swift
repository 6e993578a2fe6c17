import Domain
import ScriptModel
import Wording

/// A wallet as a program declares it.
enum PointWalletTable {
  static let description = RecordDescription(
    name: "points_wallet",
    summary: Phrase("A purse of points. What it leaves out is as the program says.", zh: "积分钱包；未写的项沿用计划的设置。"),
    fields: [
      .init(name: "name", summary: Phrase("By which it is known.", zh: "名称。"), type: .string),
      .init(
        name: "currency?",
        summary: Phrase("Of a wallet that holds money: its ISO 4217 code.", zh: "存放金额的钱包：ISO 4217 货币代码。"),
        type: .string),
      .init(
        name: "redeemable?",
        summary: Phrase("false where its points only count and cannot be spent.", zh: "false 表示仅累计、不可消费。"),
        type: .boolean),
      .init(
        name: "value?",
        summary: Phrase("What a point costs the company, as money in the base currency.", zh: "每分的成本，本位币金额。"),
        type: .money),
    ] + habits)

  /// What a program may say for all its wallets.
  static let habits: [ParameterDescription] = [
    .init(
      name: "expiry?",
      summary: Phrase(
        "Until when points can be used: \"never\", or a table with its kind; \"never\" unless given.",
        zh: "积分有效期：\"never\"，或写明 kind 的表；默认 \"never\"。"), type: .union([.choice(["never"]), .record("points_expiry")])),
    .init(
      name: "pending?",
      summary: Phrase(
        "From when they can be used: \"none\", a span such as \"14d\", or \"event\" until points.activate.",
        zh: "何时生效：\"none\"、\"14d\" 之类的时长，或 \"event\"（待 points.activate）。"),
      type: .union([.choice(["none", "event"]), .string])),
    .init(
      name: "burn?",
      summary: Phrase(
        "Which are used first: \"fefo\" soonest expiry, \"fifo\" oldest, \"lifo\" newest; \"fefo\" unless given.",
        zh: "先用哪些：\"fefo\" 最早到期、\"fifo\" 最早获得、\"lifo\" 最近获得；默认 \"fefo\"。"),
      type: .choice(PointWallet.BurnOrder.allCases.map(\.rawValue))),
    .init(
      name: "shortage?",
      summary: Phrase(
        "What happens where points are taken back that are gone: \"debt\", \"write_off\", or \"only_pending\"; \"debt\" unless given.",
        zh: "应收回的积分已不足时：\"debt\" 记欠、\"write_off\" 核销、\"only_pending\" 仅收回待生效的；默认 \"debt\"。"),
      type: .choice(PointWallet.Shortage.allCases.map(\.rawValue))),
    .init(
      name: "reinstatement?",
      summary: Phrase(
        "For how many days after their expiry points come back usable when a spending is cancelled; they are then usable for as many days. 0 unless given.",
        zh: "取消消费时，过期不超过多少天的积分仍可恢复使用（恢复后有效同样天数）；默认 0。"), type: .integer),
  ]

  static let expiryDescription = RecordDescription(
    name: "points_expiry", summary: Phrase("Until when points can be used.", zh: "积分有效期。"),
    fields: [
      .init(
        name: "kind", summary: Phrase("How it is counted.", zh: "计算方式。"),
        type: .choice(["never", "fixed", "rolling", "last_activity", "calendar", "anniversary"])),
      .init(
        name: "on?",
        summary: Phrase(
          "fixed: the last day; calendar: month and day, \"12-31\".", zh: "fixed：最后一天；calendar：月日，\"12-31\"。"),
        type: .string),
      .init(
        name: "after?",
        summary: Phrase("rolling and last_activity: a span, \"12m\".", zh: "rolling、last_activity：时长，\"12m\"。"),
        type: .string),
      .init(
        name: "from?",
        summary: Phrase("rolling: counted from; \"earning\" unless given.", zh: "rolling：起算点，默认 \"earning\"。"),
        type: .choice(["earning", "activation"])),
      .init(
        name: "through?", summary: Phrase("rolling: to the end of that part of the calendar.", zh: "rolling：顺延至该日历期末。"),
        type: .choice(PointExpiry.CalendarEnd.allCases.map(\.rawValue))),
      .init(
        name: "years?",
        summary: Phrase("calendar and anniversary: so many years later; 0.", zh: "calendar、anniversary：再推迟若干年；默认 0。"),
        type: .integer),
    ])

  /// A wallet in a table, with a program's habits for what it leaves out.
  static func wallet(_ fields: FieldReader, _ habits: PointWallet) throws(Mismatch) -> PointWallet {
    var wallet = try self.habits(fields, of: habits)
    wallet.name = try fields.name()
    let codes = Phrase("an ISO 4217 code such as \"CNY\"", zh: "ISO 4217 货币代码，例如 \"CNY\"")
    if let code = try fields.text("currency", expected: codes) {
      guard let currency = Currency(code), currency.isListed else { throw fields.refusal("currency", expected: codes) }
      wallet.currency = currency
    }
    wallet.isRedeemable = try fields.boolean("redeemable") ?? true
    if fields["reinstatement"] != nil, wallet.reinstatement > 0, !wallet.isRedeemable {
      throw fields.idle("reinstatement", where: "redeemable", is: "false")
    }
    if fields["value"] != nil, let currency = wallet.currency {
      throw fields.idle("value", where: "currency", is: "\"\(currency.code)\"")
    }
    if let value = fields["value"] {
      guard let money = Money(value), !money.isNegative else { throw fields.refusal("value") }
      wallet.value = money
    }
    return wallet
  }

  /// What a table says of habits, the rest as it was.
  static func habits(_ fields: FieldReader, of wallet: PointWallet) throws(Mismatch) -> PointWallet {
    var wallet = wallet
    if let value = fields["expiry"] { wallet.expiry = try expiry(value, fields) }
    switch try fields.text("pending", expected: delays) {
    case nil: break
    case "none"?: wallet.pending = .none
    case "event"?: wallet.pending = .event
    case let text?:
      guard let span = try? TimeSpan(text) else {
        throw fields.refusal("pending", expected: delays)
      }
      wallet.pending = .span(span)
    }
    wallet.burn = try fields.choice("burn") ?? wallet.burn
    wallet.shortage = try fields.choice("shortage") ?? wallet.shortage
    if let days = try fields.integer("reinstatement", in: 0...36_500) {
      // Wallets of their own may have another expiry than the program says.
      if days > 0, wallet.expiry == .never, fields["wallets"] == nil {
        throw fields["expiry"] == nil
          ? fields.idle("reinstatement", without: "expiry")
          : fields.idle("reinstatement", where: "expiry", is: "\"never\"")
      }
      wallet.reinstatement = days
    }
    return wallet
  }

  private static func expiry(_ value: ScriptValue, _ outer: FieldReader) throws(Mismatch) -> PointExpiry {
    if value == .string("never") { return .never }
    guard case .table(let table) = value else {
      throw outer.wrong(
        "expiry", "\"never\" or a table such as { kind = \"rolling\", after = \"12m\" }",
        "\"never\" 或形如 { kind = \"rolling\", after = \"12m\" } 的表")
    }
    let fields = try FieldReader(table, of: expiryDescription, at: outer.place("expiry"))
    guard let kind = try fields.text("kind"), let settings = settings[kind] else { throw fields.refusal("kind") }
    for field in expiryDescription.names where field != "kind" && fields[field] != nil && !settings.contains(field) {
      throw fields.idle(field, where: "kind", is: "\"\(kind)\"")
    }
    let years = try fields.integer("years", in: 0...100) ?? 0
    switch kind {
    case "fixed":
      guard let day = try fields.day("on") else {
        throw fields.refusal("on", expected: ScriptType.date.expectation)
      }
      return .fixed(day)
    case "rolling":
      let from = try fields.text("from") ?? "earning"
      guard ["earning", "activation"].contains(from) else { throw fields.refusal("from") }
      return .rolling(
        try span(fields), fromActivation: from == "activation", through: try fields.choice("through"))
    case "last_activity":
      guard let span = try span(fields) else { throw fields.refusal("after", expected: spans) }
      return .lastActivity(span)
    case "calendar":
      let parts = (try fields.text("on") ?? "12-31").split(separator: "-").map { Int($0) }
      guard parts.count == 2, let month = parts[0], let day = parts[1], (1...12).contains(month),
        (1...CivilDate.days(inMonth: month, of: 2024)).contains(day)
      else { throw fields.wrong("on", "a month and a day such as \"12-31\"", "月与日，例如 \"12-31\"") }
      return .calendar(month: month, day: day, years: years)
    case "anniversary": return .anniversary(years: years)
    default: return .never
    }
  }

  /// What each kind of expiry depends on.
  private static let settings: [String: Set<String>] = [
    "never": [], "fixed": ["on"], "rolling": ["after", "from", "through"], "last_activity": ["after"],
    "calendar": ["on", "years"], "anniversary": ["years"],
  ]

  private static let delays = Phrase(
    "\"none\", \"event\" or a span such as \"14d\"", zh: "\"none\"、\"event\" 或 \"14d\" 之类的时长")
  private static let spans = Phrase("a span such as \"12m\"", zh: "\"12m\" 之类的时长")

  /// A span; nil for one of no length, such as `0m`.
  private static func span(_ fields: FieldReader) throws(Mismatch) -> TimeSpan? {
    guard let text = try fields.text("after", expected: spans) else { throw fields.refusal("after", expected: spans) }
    if TimeSpan.isNone(text) { return nil }
    guard let span = try? TimeSpan(text) else { throw fields.refusal("after", expected: spans) }
    return span
  }
}
