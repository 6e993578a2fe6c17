public import Wording

/// Whose points of which wallet are meant, as messages name them.
public struct PointPlace: Sendable, Hashable {
  let program: String?
  let wallet: String
  let currency: Currency?
  let customer: String

  /// A customer's points in a wallet.
  public init(_ wallet: PointWallet, customer: String) {
    program = wallet.program
    self.wallet = wallet.name
    currency = wallet.currency
    self.customer = customer
  }

  var phrase: Phrase {
    let program = program.map { Phrase("points program '\($0)', ", zh: "积分计划 '\($0)'，") } ?? Phrase(verbatim: "")
    return program + Phrase("wallet '\(wallet)', customer \(customer): ", zh: "钱包 '\(wallet)'，客户 \(customer)：")
  }

  /// So many points, or so much money of a wallet that holds money.
  func amount(_ points: Int64) -> Phrase {
    currency == nil ? Phrase("\(points) points", zh: "\(points) 分") : figure(points)
  }

  /// The same without a word for points.
  func figure(_ points: Int64) -> Phrase {
    Phrase(verbatim: currency.map { Money(minorUnits: points, $0).description } ?? "\(points)")
  }
}

/// Why the ledger of points refuses something.
public enum PointsError: Refusal, Hashable {
  case notAbove0(Int64, PointPlace)
  case is0(PointPlace)
  case tooMany(Int64, PointPlace)
  case balanceOverflow(PointPlace)
  case otherCurrency(Money, Currency, PointPlace)
  case insufficient(Int64, usable: Int64, PointPlace, day: CivilDate)
  case notRedeemable(PointPlace)
  case expiresBeforeEarning(CivilDate, PointPlace, earned: CivilDate)
  case expiresBeforeActivation(CivilDate, PointPlace, active: CivilDate)
  case otherBody(String, source: String, kind: String, wallet: String)
  case otherUnit(wallet: String, customer: String)
  case noReason(PointPlace)
  case toItself(String)
  case unknownMovement(Int64)
  case unknownKind(Int64, kind: String, expected: String)
  case restoredAlready(Int64, left: Int64, asked: Int64, PointPlace)
  case beforeMovement(Int64, on: CivilDate, asked: CivilDate)
  case later(CivilDate, today: CivilDate)
  case nothingEarned(order: String)
  case unknownWallet(String, order: String)
  case notPending(Int64)
  case negativeReturn(Money, order: String)
  case circularReferral(String, by: String, program: String)
  case torn([String], total: Int)

  public var code: String {
    switch self {
    case .notAbove0: "points-not-above-0"
    case .is0: "no-points"
    case .tooMany, .balanceOverflow: "too-many-points"
    case .otherCurrency: "other-currency"
    case .insufficient: "insufficient-points"
    case .notRedeemable: "wallet-not-redeemable"
    case .expiresBeforeEarning, .expiresBeforeActivation: "expiry-before-earning"
    case .otherBody: "other-body"
    case .otherUnit: "other-unit"
    case .noReason: "missing-reason"
    case .toItself: "transfer-to-itself"
    case .unknownMovement: "unknown-movement"
    case .unknownKind: "other-movement"
    case .restoredAlready: "restored-already"
    case .beforeMovement: "before-movement"
    case .later: "later-day"
    case .nothingEarned: "nothing-earned"
    case .unknownWallet: "unknown-wallet"
    case .notPending: "not-pending"
    case .negativeReturn: "negative-return"
    case .circularReferral: "circular-referral"
    case .torn: "torn-ledger"
    }
  }

  public var message: Phrase {
    switch self {
    case .notAbove0(let points, let place):
      place.phrase + Phrase("points are above 0, got ", zh: "积分必须大于 0，收到的是 ") + place.figure(points)
    case .is0(let place):
      place.phrase
        + Phrase("points are not 0: above 0 adds them, below 0 takes them", zh: "积分不能为 0：正数为增加，负数为扣减")
    case .tooMany(let points, let place):
      place.phrase + place.amount(points)
        + Phrase(" are more than one movement may be of (", zh: "超过单笔上限（") + place.figure(PointRequest.limit)
        + Phrase(")", zh: "）")
    case .balanceOverflow(let place):
      place.phrase
        + Phrase("the balance would be larger than the book can hold", zh: "余额将超出账簿可容纳的范围")
    case .otherCurrency(let money, let currency, let place):
      place.phrase
        + Phrase(
          "the wallet holds \(currency), got \(money): give the amount in \(currency)",
          zh: "钱包存放的是 \(currency)，收到的是 \(money)：请以 \(currency) 给出金额")
    case .insufficient(let points, let usable, let place, let day):
      place.phrase + Phrase("", zh: "需要 ") + place.amount(points)
        + Phrase(" are needed and ", zh: "，\(day) 可用 ") + place.amount(usable)
        + Phrase(" are usable on \(day)", zh: "")
    case .notRedeemable(let place):
      place.phrase
        + Phrase(
          "these points only count and cannot be spent (redeemable = false)", zh: "这些积分仅用于累计，不能消费（redeemable = false）")
    case .expiresBeforeEarning(let last, let place, let earned):
      place.phrase
        + Phrase(
          "points earned on \(earned) would have expired on \(last): give the wallet a later 'expiry'",
          zh: "\(earned) 获得的积分会在 \(last) 就已过期：请为钱包设置更晚的 'expiry'")
    case .expiresBeforeActivation(let last, let place, let active):
      place.phrase
        + Phrase(
          "points that become active on \(active) would have expired on \(last): shorten 'pending', or count the 'expiry' from activation",
          zh: "\(active) 才生效的积分会在 \(last) 过期：请缩短 'pending'，或从生效日起计算 'expiry'")
    case .otherBody(let reference, let source, let kind, let wallet):
      Phrase(
        "\(source) \(reference) (\(kind), wallet '\(wallet)') was written with other points, customer, order or reason: a reference means one movement",
        zh: "\(source) \(reference)（\(kind)，钱包 '\(wallet)'）已用不同的积分、客户、订单或原因记录：一个 reference 只对应一笔变动")
    case .otherUnit(let wallet, let customer):
      Phrase(
        "customer \(customer): wallet '\(wallet)' holds another unit already (points, or money of another currency): give the new wallet another name",
        zh: "客户 \(customer)：钱包 '\(wallet)' 已使用其他单位（积分或另一币种）：请为新钱包另取名称")
    case .noReason(let place):
      place.phrase + Phrase("an adjustment needs a 'reason'", zh: "调整积分必须说明 'reason'")
    case .toItself(let customer):
      Phrase("customer \(customer) cannot give points to itself", zh: "客户 \(customer) 不能向自己转让积分")
    case .unknownMovement(let id):
      Phrase(
        "there is no movement of points #\(id): points.history lists them",
        zh: "没有编号为 #\(id) 的积分变动：可用 points.history 查看")
    case .unknownKind(let id, let kind, let expected):
      Phrase("movement #\(id) is '\(kind)', not '\(expected)'", zh: "变动 #\(id) 是 '\(kind)'，不是 '\(expected)'")
    case .restoredAlready(let id, let left, let asked, let place):
      Phrase("movement #\(id): ", zh: "变动 #\(id)：要求退回 ") + place.amount(asked)
        + Phrase(" are to come back, and ", zh: "，而尚未退回的只有 ")
        + Phrase(place.figure(left).english, zh: place.amount(left).chinese)
        + Phrase(" of what was spent have not yet", zh: "")
    case .beforeMovement(let id, let day, let asked):
      Phrase(
        "movement #\(id) is of \(day), and nothing of it can be changed on \(asked): give that day or a later one as 'on'",
        zh: "变动 #\(id) 发生于 \(day)，不能在 \(asked) 更改：请将 'on' 设为当天或以后")
    case .later(let day, let today):
      Phrase(
        "\(day) is still to come, it is \(today): points are used, taken and booked on the day or afterwards",
        zh: "\(day) 尚未到来，今天是 \(today)：积分只能在当天或之后使用、收回和记账")
    case .nothingEarned(let order):
      Phrase("order \(order) has earned and used no points", zh: "订单 \(order) 没有获得或使用过积分")
    case .unknownWallet(let wallet, let order):
      Phrase(
        "order \(order) earned points in wallet '\(wallet)', which the program no longer has: name the program that has it",
        zh: "订单 \(order) 的积分在钱包 '\(wallet)' 中，而该计划已没有此钱包：请指明含有它的计划")
    case .notPending(let id):
      Phrase("movement #\(id) has no points that wait for an event", zh: "变动 #\(id) 没有等待生效的积分")
    case .negativeReturn(let amount, let order):
      Phrase(
        "order \(order): what is returned is above 0, got \(amount)", zh: "订单 \(order)：退货金额必须大于 0，收到的是 \(amount)")
    case .circularReferral(let customer, let referrer, let program):
      Phrase(
        "points program '\(program)', customer \(customer): referred by \(referrer), who leads back to \(customer): correct the field 'referrer' of one of them",
        zh: "积分计划 '\(program)'，客户 \(customer)：由 \(referrer) 推荐，而其推荐链又回到 \(customer)：请更正其中一方的 'referrer'")
    case .torn(let rows, let total):
      Phrase(
        "the ledger of points contradicts itself in \(total) places: \(rows.joined(separator: "; ")); go back to a backup",
        zh: "积分账有 \(total) 处自相矛盾：\(rows.joined(separator: "; "))；请改用备份")
    }
  }
}
