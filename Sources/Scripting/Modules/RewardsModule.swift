public import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// What customers get for points.
  public static let rewards: Module = {
    let entity = EntityFunctions(.rewards)
    return Module(
      "rewards", Phrase("What customers get for points.", zh: "客户可用积分兑换的奖励。"),
      functions: [
        entity.get(example: #"assert(rewards.get("W1").points == 80)"#),
        entity.find(example: #"assert(rewards.find("W9") == nil)"#),
        entity.list(example: #"assert(rewards.list { where = { points = { ["<"] = 100 } } }[1].code == "W1")"#),
        entity.each(
          example: """
            for r in rewards.each() do print(r.code, r.name, r.points) end
            """),
        entity.count(example: "assert(rewards.count() == 1)"),
        entity.create(
          example: #"assert(rewards.create { code = "W2", name = "培训一天", points = 500, stock = 10 }.stock == 10)"#),
        entity.update(example: #"assert(rewards.update("W1", { points = 90 }).points == 90)"#),
        .redeemReward, .useReward, .cancelReward, .rewardCodes,
      ])
  }()
}

private let code = Parameter("code", Phrase("The code that the customer shows.", zh: "客户出示的奖励码。"), as: String.self)
private let options = Parameter(
  "options", Phrase("Program, day, reason.", zh: "计划、日期、原因。"), as: PointOptions?.self)
private let issued = Returned(
  "code", Phrase("The code and what became of it.", zh: "奖励码及其状态。"), as: Deferred<RewardCode>.self)

extension Function<ScriptSession> {
  static let redeemReward = Function(
    "rewards.redeem",
    Phrase(
      "Gives a customer a reward for points, under a code of its own; refused where stock, limit or tier say so.",
      zh: "客户用积分兑换奖励并获得奖励码；库存、限量或等级不符则拒绝。"),
    effect: .writes,
    takes: Parameter(
      "customer", Phrase("The customer's code, or the record.", zh: "客户编号或记录。"), as: RecordReference.self,
      type: .union([.string, .record("customer")])),
    Parameter(
      "reward", Phrase("The reward's code, or the record.", zh: "奖励编号或记录。"), as: RecordReference.self,
      type: .union([.string, .record("reward")])), options, returns: issued,
    example: """
      points.earn("C0042", 100)
      local code = rewards.redeem("C0042", "W1")
      assert(code.state == "issued" and points.balance("C0042") == 20)
      """
  ) { session, customer, reward, options in
    Deferred { call in
      var options = options ?? PointOptions()
      options.wallet = try options.wallet ?? session.book.rewardWallet(reward.key)
      let request = try session.pointRequest(customer.key, nil, options, "rewards.redeem", call)
      return try session.book.issueReward(reward.key, request)
    }
  }

  static let useReward = Function(
    "rewards.use", Phrase("Notes that a code was used, once.", zh: "记录奖励码已使用（仅一次）。"), effect: .writes, takes: code,
    returns: issued,
    example: """
      points.earn("C0042", 100)
      local code = rewards.redeem("C0042", "W1").code
      assert(rewards.use(code).state == "used" and not pcall(rewards.use, code))
      """
  ) { session, code in
    Deferred { _ in try session.book.useReward(code, on: session.today) }
  }

  static let cancelReward = Function(
    "rewards.cancel", Phrase("Cancels a code that was not used, and gives its points back.", zh: "取消未使用的奖励码并退还积分。"),
    effect: .writes, takes: code, options, returns: issued,
    example: """
      points.earn("C0042", 100)
      local code = rewards.redeem("C0042", "W1").code
      assert(rewards.cancel(code).state == "cancelled" and points.balance("C0042") == 100)
      """
  ) { session, code, options in
    Deferred { call in
      let known = try session.book.rewardCode(code)
      var options = options ?? PointOptions()
      options.wallet = try session.book.pointMovement(known.movement).wallet
      let request = try session.pointRequest(.code(known.customer), nil, options, "rewards.cancel", call)
      return try session.book.cancelReward(code, request)
    }
  }

  static let rewardCodes = Function(
    "rewards.codes", Phrase("What a customer has had for points, the newest first.", zh: "客户兑换过的奖励，最近的在前。"),
    effect: .reads,
    takes: Parameter(
      "customer", Phrase("The customer's code, or the record.", zh: "客户编号或记录。"), as: RecordReference.self,
      type: .union([.string, .record("customer")])),
    returns: Returned("codes", Phrase("The codes.", zh: "各奖励码。"), as: [RewardCode].self),
    example: #"assert(#rewards.codes("C0042") == 0)"#
  ) { session, customer in
    try session.book.rewardCodes(of: customer.key)
  }
}

extension RewardCode: TableResult {
  /// What scripts see of it.
  public static let table = ResultTable<RewardCode>(
    "reward_code", from: "rewards.redeem(…)", Phrase("A reward that a customer has for points.", zh: "客户兑换的奖励。"),
    [
      .init("code", Phrase("The code that the customer shows.", zh: "客户出示的奖励码。")) { $0.code },
      .init("reward", Phrase("The reward's code.", zh: "奖励编号。")) { $0.reward },
      .init("customer", Phrase("The customer's code.", zh: "客户编号。")) { $0.customer },
      .init("state", Phrase("What became of it.", zh: "状态。")) { Choice($0.state) },
      .init("issued_on", Phrase("When it was issued.", zh: "发放日期。")) { $0.issuedOn },
      .init("ended_on", Phrase("When it was used or cancelled.", zh: "使用或取消日期。")) { $0.endedOn },
      .init("movement", Phrase("The spending that paid for it.", zh: "支付它的积分变动。")) { $0.movement },
      .init("points", Phrase("What it cost.", zh: "所用积分。")) { $0.points },
    ])
}
