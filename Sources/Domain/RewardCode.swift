public import Wording

/// A reward that a customer has for points, under a code of its own.
public struct RewardCode: Sendable, Hashable {
  /// What became of it.
  public enum State: String, Sendable, CaseIterable {
    case issued, used, cancelled
  }

  /// The code that the customer shows.
  public var code: String
  /// The reward's code.
  public var reward: String
  /// The customer's code.
  public var customer: String
  /// What became of it.
  public var state: State
  /// When it was issued.
  public var issuedOn: CivilDate
  /// When it was used or cancelled.
  public var endedOn: CivilDate?
  /// The spending that paid for it.
  public var movement: Int64
  /// What it cost.
  public var points: Int64

  /// A reward that a customer has.
  public init(
    code: String, reward: String, customer: String, state: State, issuedOn: CivilDate, endedOn: CivilDate?,
    movement: Int64, points: Int64
  ) {
    self.code = code
    self.reward = reward
    self.customer = customer
    self.state = state
    self.issuedOn = issuedOn
    self.endedOn = endedOn
    self.movement = movement
    self.points = points
  }
}

/// Where rewards are issued, used and cancelled. What happened is only ever added to.
public protocol RewardRegister: AnyObject {
  /// Issues a reward for points: the request says whose, which wallet, which day; its points do not count.
  func issueReward(_ reward: RecordKey, _ request: PointRequest) throws -> RewardCode
  /// The wallet that a reward is paid from; nil for the usual one.
  func rewardWallet(_ reward: RecordKey) throws -> String?
  /// Notes that a code was used.
  func useReward(_ code: String, on day: CivilDate) throws -> RewardCode
  /// Cancels a code that was not used, and gives its points back.
  func cancelReward(_ code: String, _ request: PointRequest) throws -> RewardCode
  /// A code.
  func rewardCode(_ code: String) throws -> RewardCode
  /// What a customer has had, the newest first.
  func rewardCodes(of customer: RecordKey) throws -> [RewardCode]
}

/// Why a reward is refused.
public enum RewardError: Refusal, Hashable {
  case unavailable(String, day: CivilDate)
  case soldOut(String, stock: Int64)
  case limit(String, customer: String, limit: Int64)
  case tier(String, needs: String, customer: String, has: String?)
  case unknownCode(String)
  case ended(String, RewardCode.State)
  case returned(String)

  public var code: String {
    switch self {
    case .unavailable: "reward-unavailable"
    case .soldOut: "reward-sold-out"
    case .limit: "reward-limit"
    case .tier: "reward-tier"
    case .unknownCode: "unknown-reward-code"
    case .ended: "reward-ended"
    case .returned: "reward-returned"
    }
  }

  public var message: Phrase {
    switch self {
    case .unavailable(let reward, let day):
      Phrase("reward \(reward) is not to be had on \(day)", zh: "奖励 \(reward) 在 \(day) 不可兑换")
    case .soldOut(let reward, let stock):
      Phrase("all \(stock) of reward \(reward) are gone", zh: "奖励 \(reward) 的 \(stock) 份已兑完")
    case .limit(let reward, let customer, let limit):
      Phrase(
        "customer \(customer) has had \(limit) of reward \(reward), which is as many as one may",
        zh: "客户 \(customer) 已兑换 \(limit) 份奖励 \(reward)，已达上限")
    case .tier(let reward, let needs, let customer, let has):
      Phrase(
        "reward \(reward) is for tier '\(needs)', and customer \(customer) has \(has.map { "'\($0)'" } ?? "none")",
        zh: "奖励 \(reward) 仅限等级 '\(needs)'，客户 \(customer) 的等级为 \(has.map { "'\($0)'" } ?? "无")")
    case .unknownCode(let code): Phrase("there is no reward code '\(code)'", zh: "没有奖励码 '\(code)'")
    case .ended(let code, let state):
      Phrase("reward code '\(code)' is \(state.rawValue) already", zh: "奖励码 '\(code)' 已是 \(state.rawValue) 状态")
    case .returned(let code):
      Phrase(
        "the points of reward code '\(code)' came back, so it cannot be used: rewards.cancel gives the reward back too",
        zh: "奖励码 '\(code)' 的积分已退回，不能使用：请用 rewards.cancel 退回奖励")
    }
  }
}
