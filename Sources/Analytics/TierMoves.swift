public import Domain

/// What evaluating a ladder came to.
public struct TierMoves: Sendable, Hashable {
  /// A customer whose tier changed.
  public struct Move: Sendable, Hashable {
    /// The customer's code.
    public let code: String
    /// The customer's name.
    public let name: String
    /// Why.
    public let kind: TierChange.Kind
    /// The tier before; nil for none.
    public let from: String?
    /// The tier after; nil for none.
    public let to: String?
  }

  /// From one tier to another; nil is none.
  public struct Way: Sendable, Hashable {
    /// The tier before.
    public let from: String?
    /// The tier after.
    public let to: String?

    /// A way.
    public init(from: String?, to: String?) {
      self.from = from
      self.to = to
    }
  }

  /// Customers who were looked at.
  public private(set) var count = 0
  /// Customers of whom too little is known.
  public private(set) var insufficient = 0
  /// What happened, by kind.
  public private(set) var kinds: [TierChange.Kind: Int] = [:]
  /// How many customers went which way, those who stayed included.
  public private(set) var ways: [Way: Int] = [:]
  /// The first of those whose tier changed or who got notice, in the order of their ids.
  public private(set) var moves: [Move] = []
  /// Rows that were written to standings.
  public var written = 0
  /// How many moves are listed.
  private let limit: Int

  /// Nothing moved yet; at most `limit` moves are listed.
  public init(limit: Int = 100) {
    self.limit = limit
  }

  /// How many customers are in each tier now; those without one under nil.
  public var tiers: [String?: Int] {
    ways.reduce(into: [:]) { $0[$1.key.to, default: 0] += $1.value }
  }

  /// How many customers changed their tier.
  public var changed: Int { ways.reduce(0) { $0 + ($1.key.from == $1.key.to ? 0 : $1.value) } }

  /// Notes a customer. Code and name are asked for only where there is something to list.
  public mutating func note(from: String?, _ step: TierStep, label: () -> (code: String, name: String)) {
    count += 1
    if step.isInsufficient { insufficient += 1 }
    let to = step.standing?.tier
    ways[Way(from: from, to: to), default: 0] += 1
    guard let kind = step.kind else { return }
    kinds[kind, default: 0] += 1
    guard moves.count < limit, kind == .noticed || from != to else { return }
    let (code, name) = label()
    moves.append(Move(code: code, name: name, kind: kind, from: from, to: to))
  }
}
