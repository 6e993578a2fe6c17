public import Analytics
import ScriptModel
import Wording

/// Holds the thresholds of a ladder to their order: lower bounds rise from tier to tier, upper bounds fall, and what is
/// asked to keep a tier is no more than what was asked to reach it.
struct TierOrder {
  let policy: TierPolicy

  func check() throws(Mismatch) {
    for (place, tier) in policy.tiers.enumerated() {
      let path = "tiers[\(place + 1)]"
      try compare(tier.keep, tier.from) { bound, keep, from in
        bound.isLowest ? keep <= from : keep >= from
      } refusal: { bound, keep, from in
        Phrase(
          "asks \(plain(keep)) to keep '\(tier.name)' and \(plain(from)) to reach it as '\(path).keep.\(label(bound))': ",
          zh: "的 '\(path).keep.\(label(bound))'：保留 '\(tier.name)' 要求 \(plain(keep))，升入要求 \(plain(from))；")
          + (bound.isLowest
            ? Phrase("what keeps a tier is no more than what reaches it", zh: "保留的要求不得高于升入的要求")
            : Phrase("what keeps a tier is no stricter than what reaches it", zh: "保级的上限不得低于升入的上限"))
      }
      guard place > 0 else { continue }
      let below = policy.tiers[place - 1]
      if tier.from == below.from {
        throw .value(
          Phrase(
            "asks the same of '\(tier.name)' and '\(below.name)' as '\(path).from': their thresholds overlap",
            zh: "的 '\(path).from'：'\(tier.name)' 与 '\(below.name)' 的要求相同，阈值重叠"))
      }
      for (name, upper, lower) in [("from", tier.from, below.from), ("keep", tier.keep, below.keep)] {
        try compare(upper, lower) { bound, upper, lower in
          bound.isLowest ? upper >= lower : upper <= lower
        } refusal: { bound, upper, lower in
          Phrase(
            "asks \(plain(upper)) of '\(tier.name)' and \(plain(lower)) of '\(below.name)' below it as '\(path).\(name).\(label(bound))': ",
            zh:
              "的 '\(path).\(name).\(label(bound))'：'\(tier.name)' 要求 \(plain(upper))，而其下的 '\(below.name)' 要求 \(plain(lower))；"
          )
            + (bound.isLowest
              ? Phrase("thresholds do not fall from tier to tier", zh: "阈值须逐级提高")
              : Phrase("an upper bound does not rise from tier to tier", zh: "上限不得逐级放宽"))
        }
      }
    }
  }

  /// A bound that everybody in a tier must meet: of a field, or of the measure.
  private struct Bound: Hashable, Comparable {
    let field: TierField?
    let isLowest: Bool

    static func < (first: Bound, second: Bound) -> Bool {
      let (one, other) = (first.field, second.field)
      let (a, b) = ([one?.input ?? -1, one?.field ?? -1], [other?.input ?? -1, other?.field ?? -1])
      return a == b ? first.isLowest && !second.isLowest : a.lexicographicallyPrecedes(b)
    }
  }

  private func compare(
    _ one: TierCondition, _ other: TierCondition, _ isRight: (Bound, Double, Double) -> Bool,
    refusal: (Bound, Double, Double) -> Phrase
  ) throws(Mismatch) {
    let (first, second) = (bounds(of: one), bounds(of: other))
    for bound in first.keys.sorted() {
      guard let here = first[bound], let there = second[bound], !isRight(bound, here, there) else { continue }
      throw .value(refusal(bound, here, there))
    }
  }

  private func bounds(of condition: TierCondition) -> [Bound: Double] {
    var found: [Bound: Double] = [:]
    func note(_ condition: TierCondition) {
      switch condition {
      case .threshold(let field, let least, let most):
        if let least { found[Bound(field: field, isLowest: true)] = least }
        if let most { found[Bound(field: field, isLowest: false)] = most }
      case .measure(let least): found[Bound(field: nil, isLowest: true)] = least
      case .all(let parts): parts.forEach(note)
      case .any, .function: break
      }
    }
    note(condition)
    return found
  }

  private func label(_ bound: Bound) -> String {
    bound.field.map { policy.label(of: $0) } ?? "measure"
  }
}

extension TierPolicy {
  /// What people call a number: `orders.net`.
  public func label(of field: TierField) -> String {
    guard inputs.indices.contains(field.input) else { return "?" }
    let input = inputs[field.input]
    guard let place = field.field, input.source.fields.indices.contains(place) else { return input.name }
    return "\(input.name).\(input.source.fields[place].name)"
  }
}
