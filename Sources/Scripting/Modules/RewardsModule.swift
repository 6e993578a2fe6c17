import Domain
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
  "code",
  Phrase(
    "A table with code, reward, customer, state, issued_on, ended_on, movement and points.",
    zh: "含 code、reward、customer、state、issued_on、ended_on、movement、points 的表。"), as: PointsWork.self, type: .table)

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
    PointsWork { call in
      var options = options ?? PointOptions()
      options.wallet = try options.wallet ?? session.book.rewardWallet(reward.key)
      let request = try session.pointRequest(customer.key, nil, options, "rewards.redeem", call)
      return ScriptValue(try session.book.issueReward(reward.key, request))
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
    PointsWork { _ in ScriptValue(try session.book.useReward(code, on: session.today)) }
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
    PointsWork { call in
      let known = try session.book.rewardCode(code)
      var options = options ?? PointOptions()
      options.wallet = try session.book.pointMovement(known.movement).wallet
      let request = try session.pointRequest(.code(known.customer), nil, options, "rewards.cancel", call)
      return ScriptValue(try session.book.cancelReward(code, request))
    }
  }

  static let rewardCodes = Function(
    "rewards.codes", Phrase("What a customer has had for points, the newest first.", zh: "客户兑换过的奖励，最近的在前。"),
    effect: .reads,
    takes: Parameter(
      "customer", Phrase("The customer's code, or the record.", zh: "客户编号或记录。"), as: RecordReference.self,
      type: .union([.string, .record("customer")])),
    returns: Returned(
      "codes", Phrase("Tables as rewards.redeem returns them.", zh: "与 rewards.redeem 返回的表相同。"), as: ScriptValue.self,
      type: .list(.table)),
    example: #"assert(#rewards.codes("C0042") == 0)"#
  ) { session, customer in
    .table(ScriptTable(list: try session.book.rewardCodes(of: customer.key).map { ScriptValue($0) }))
  }
}

extension ScriptValue {
  /// A reward that a customer has.
  fileprivate init(_ code: RewardCode) {
    self = .facts([
      ("code", .string(code.code)), ("reward", .string(code.reward)), ("customer", .string(code.customer)),
      ("state", .string(code.state.rawValue)), ("issued_on", .string(code.issuedOn.description)),
      ("ended_on", code.endedOn.map { .string($0.description) } ?? .null), ("movement", .integer(code.movement)),
      ("points", .integer(code.points)),
    ])
  }
}
