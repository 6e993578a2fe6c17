public import Wording

/// The standings on one ladder, customer after customer in the order of their ids.
public protocol TierStandings: AnyObject {
  /// The standing of a customer; nil for none. Customers come in ascending order.
  func standing(of customer: Int64) throws -> TierStanding?
  /// Lets go of the book.
  func close()
}

/// Writes standings on one ladder, and what changed.
public protocol TierWriting: AnyObject {
  /// Writes a standing.
  ///
  /// - Parameters:
  ///   - standing: What it is now.
  ///   - former: What it was; nil where there was none.
  ///   - customer: Whose it is.
  func write(_ standing: TierStanding, insteadOf former: TierStanding?, of customer: Int64) throws
  /// Adds to the history.
  func note(_ entry: TierEntry, of customer: Int64) throws
}

/// A line of the history before it is written.
public struct TierEntry: Sendable, Hashable {
  /// Why it came about.
  public var kind: TierChange.Kind
  /// The tier before.
  public var from: String?
  /// The tier after.
  public var to: String?
  /// The first day on which it is in force.
  public var effectiveOn: CivilDate
  /// What somebody said.
  public var reason: String?
  /// The evidence as JSON.
  public var evidence: String

  /// A line.
  public init(
    _ kind: TierChange.Kind, from: String?, to: String?, effectiveOn: CivilDate, reason: String? = nil,
    evidence: String = "{}"
  ) {
    self.kind = kind
    self.from = from
    self.to = to
    self.effectiveOn = effectiveOn
    self.reason = reason
    self.evidence = evidence
  }
}

/// Where customers stand on ladders of tiers.
public protocol TierRegister: AnyObject {
  /// Standings on a ladder, of one customer or of all.
  func tierStandings(on ladder: DefinitionVersion, of customer: RecordKey?) throws -> any TierStandings
  /// Starts to write standings that a version judges on a business date.
  func tierWriter(_ version: DefinitionVersion, asOf date: CivilDate) throws -> any TierWriting
  /// Sets a tier by hand until a day.
  func overrideTier(
    of customer: RecordKey, on ladder: DefinitionVersion, to tier: String, until: CivilDate, reason: String,
    asOf date: CivilDate, by operatorName: String
  ) throws -> TierStanding
  /// The standing of a customer on a ladder; nil for none.
  func tierStanding(of customer: RecordKey, on ladder: String) throws -> TierStanding?
  /// All standings of a customer, by the names of the ladders.
  func tierStandings(of customer: RecordKey) throws -> [(ladder: String, standing: TierStanding)]
  /// The tier in force on a day; nil for none.
  func tier(of customer: RecordKey, on ladder: String, at date: CivilDate) throws -> String?
  /// The changes of a customer's standing and of those merged into it, the latest first.
  func tierHistory(of customer: RecordKey, on ladder: String?, limit: Int) throws -> [TierChange]
  /// Notes where the standings of a customer are not what the history says, after a merge or a parting.
  func noteTiers(of customer: Int64, asOf date: CivilDate, reason: String) throws
  /// Who has notice of a fall, the earliest first.
  func tierNotices(on ladder: String?) throws -> [TierNotice]
}

/// Why a tier cannot be judged or set.
public enum TierError: Refusal, Hashable {
  case unknownTier(String, ladder: String, [String])
  case withoutReason(ladder: String, customer: String)
  case endsInThePast(ladder: String, customer: String, until: CivilDate, today: CivilDate)
  case notOverridden(ladder: String, customer: String)
  case earlier(ladder: String, customer: String, date: CivilDate, since: CivilDate)
  case unknownLadder(String, suggestion: String?)

  public var code: String {
    switch self {
    case .unknownTier: "unknown-tier"
    case .withoutReason: "override-without-reason"
    case .endsInThePast: "override-ended"
    case .notOverridden: "not-overridden"
    case .earlier: "earlier-evaluation"
    case .unknownLadder: "unknown-ladder"
    }
  }

  public var message: Phrase {
    switch self {
    case .unknownTier(let tier, let ladder, let tiers):
      let guess = Suggestion.nearest(to: tier, among: tiers)
      let ask = guess.map { Phrase(" (did you mean '\($0)'?)", zh: "（是否想写 '\($0)'？）") } ?? Phrase(verbatim: "")
      return Phrase("ladder '\(ladder)' has no tier '\(tier)'", zh: "等级体系 '\(ladder)' 没有等级 '\(tier)'") + ask
        + Phrase(": it has \(tiers.joined(separator: ", "))", zh: "：可用的有 \(tiers.joined(separator: "、"))")
    case .withoutReason(let ladder, let customer):
      return Phrase(
        "ladder '\(ladder)', customer \(customer): an override, and lifting one, needs a 'reason' that says why",
        zh: "等级体系 '\(ladder)'，客户 \(customer)：手工调整及其解除都必须用 'reason' 说明原因")
    case .endsInThePast(let ladder, let customer, let until, let today):
      return Phrase(
        "ladder '\(ladder)', customer \(customer): 'ends_on' is \(until), which is before \(today): an override ends today or later",
        zh: "等级体系 '\(ladder)'，客户 \(customer)：'ends_on' 为 \(until)，早于 \(today)：手工调整须在今天或以后结束")
    case .notOverridden(let ladder, let customer):
      return Phrase(
        "ladder '\(ladder)', customer \(customer): no override is in force to be lifted",
        zh: "等级体系 '\(ladder)'，客户 \(customer)：没有生效中的手工调整可解除")
    case .earlier(let ladder, let customer, let date, let since):
      return Phrase(
        "ladder '\(ladder)', customer \(customer): the present tier was given on \(since), so that \(date) cannot be judged any more: `patron simulate` replays the past",
        zh: "等级体系 '\(ladder)'，客户 \(customer)：当前等级授予于 \(since)，无法再评定 \(date)：可用 `patron simulate` 重演过去")
    case .unknownLadder(let name, let suggestion):
      let ask = suggestion.map { Phrase(" (did you mean '\($0)'?)", zh: "（是否想写 '\($0)'？）") } ?? Phrase(verbatim: "")
      return Phrase("there is no ladder '\(name)'", zh: "没有名为 '\(name)' 的等级体系") + ask
    }
  }
}
