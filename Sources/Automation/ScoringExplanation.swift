public import Analytics
public import Domain
import Interchange
import Storage

/// What a customer's score is made of, read from what was kept when it was made.
public struct ScoringExplanation: Sendable {
  /// The evidence under one input.
  public struct Evidence: Sendable {
    /// The input's name.
    public let input: String
    /// The fields with their values as text; a rank has one without a name. Empty where there was no data.
    public let values: [(field: String, value: String)]
  }

  /// The score.
  public let score: Score
  /// What the value is made of, in the byte order of names; empty for a formula that returns a number.
  public let parts: [ScorePart]
  /// What the formula was given.
  public let evidence: [Evidence]
  /// The inputs without data.
  public var missing: [String] { evidence.filter(\.values.isEmpty).map(\.input) }

  init(_ score: Score) throws {
    self.score = score
    parts = Self.parts(try JSON(parsing: score.parts))
    guard case .object(let inputs) = try JSON(parsing: score.inputs) else {
      throw BookFileError.damaged("scores", "inputs")
    }
    evidence = inputs.map { member in
      switch member.value {
      case .object(let fields):
        return Evidence(input: member.name, values: fields.map { ($0.name, Self.text($0.value)) })
      case .null: return Evidence(input: member.name, values: [])
      case let rank: return Evidence(input: member.name, values: [("", Self.text(rank))])
      }
    }
  }

  private static func parts(_ json: JSON) -> [ScorePart] {
    guard case .object(let members) = json else { return [] }
    return members.map { member in
      guard case .object = member.value else { return ScorePart(member.name, number(member.value)) }
      var group = ScorePart(
        member.name, cap: number(member.value["cap"] ?? .null), parts(member.value["parts"] ?? .null))
      group.value = number(member.value["value"] ?? .null)
      return group
    }
  }

  private static func number(_ json: JSON) -> Double {
    switch json {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: 0
    }
  }

  private static func text(_ json: JSON) -> String {
    switch json {
    case .integer(let value): "\(value)"
    case .number(let value): FieldValue.real(value.rounded(decimals: 4)).displayText
    case .string(let text): text
    default: "–"
    }
  }
}

extension Workplace {
  /// Why a customer has the score of that name, or had it on the business date that was asked for; nil where nobody
  /// scored the customer by it.
  ///
  /// - Throws: ``ExplanationFault`` where it was first scored later.
  public func explain(customer: String, score name: String) throws -> ScoringExplanation? {
    try reading { session in
      guard let asOf else { return try session.score(of: .code(customer), by: name).map { try ScoringExplanation($0) } }
      let score = try session.score(of: .code(customer), by: name, on: asOf)
      if let score, asOf < score.asOf {
        throw ExplanationFault.scoredLater(customer: score.customer, name, on: asOf, first: score.asOf)
      }
      return try score.map { try ScoringExplanation($0) }
    }
  }
}
