public import Wording

/// The checks that a document passes one after another, and what each says of it.
public struct CreditChain: Sendable {
  /// When a check is made.
  public enum Stage: String, Sendable, CaseIterable {
    case order
    case delivery
    case invoice
  }

  /// What a check says, the mildest first.
  public enum Outcome: String, Sendable, CaseIterable {
    case allow
    case warn
    /// The document waits for a release.
    case hold
    /// No release helps.
    case reject

    /// How bad it is, from 0.
    public var severity: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// A check, in the order in which they are made.
  public enum Step: String, Sendable, CaseIterable {
    /// The hold of the profile: a soft one holds, a hard one rejects.
    case hold
    /// The profile is not valid yet, or no more.
    case expired
    /// The share of what the profile wants paid ahead of an order that is not paid.
    case prepayment
    /// The document's own amount, in the base currency.
    case documentMaximum = "document_maximum"
    /// The share of the limit that is used with the document.
    case limit
    /// The same share, of deliveries up to a horizon only.
    case horizon
    /// The share of the group's limit that is used with the document.
    case groupLimit = "group_limit"
    /// Days that the invoice due longest has been due.
    case oldestOpen = "oldest_open"
    /// The share of open invoices that has been due for more than so many days.
    case overdueShare = "overdue_share"
    /// The highest dunning level of an open invoice.
    case dunningLevel = "dunning_level"
    /// Days since the last payment, where something is open.
    case lastPayment = "last_payment"
  }

  /// From which measure on a step has an outcome.
  public struct Level: Sendable, Hashable {
    /// The measure that has to be exceeded.
    public var over: Double
    /// What the step says then.
    public var outcome: Outcome

    /// A level.
    public init(over: Double, _ outcome: Outcome) {
      self.over = over
      self.outcome = outcome
    }
  }

  /// What is configured for a step.
  public struct Rule: Sendable, Hashable {
    /// The stages at which the step is taken.
    public var stages: Set<Stage>
    /// The levels, the lowest first; the highest one that is exceeded counts.
    public var levels: [Level]
    /// For a horizon, how far it reaches; for an overdue share, how long an invoice must have been due.
    public var days: Int

    /// A rule.
    public init(_ levels: [Level], days: Int = 0, stages: Set<Stage> = [.order, .delivery]) {
      self.levels = levels
      self.days = days
      self.stages = stages
    }
  }

  /// The steps that are taken.
  public var rules: [Step: Rule]

  /// The chain of a book without a policy: the hold, the profile's validity, what is paid ahead, and the limits.
  public static let usual = CreditChain(rules: [
    .hold: Rule([]), .expired: Rule([Level(over: 0, .hold)]),
    .prepayment: Rule([Level(over: 0, .hold)], stages: [.delivery]), .limit: Rule([Level(over: 1, .hold)]),
    .groupLimit: Rule([Level(over: 1, .hold)]),
  ])

  /// A chain of those steps.
  public init(rules: [Step: Rule]) {
    self.rules = rules
  }

  /// What the steps say of a document, each step that is taken at its stage, and of the whole the worst.
  public func judge(_ facts: CreditFacts) throws -> CreditVerdict {
    var steps: [CreditVerdict.StepResult] = []
    for step in Step.allCases {
      guard let rule = rules[step], rule.stages.contains(facts.stage) else { continue }
      if let result = try facts.result(of: step, rule) { steps.append(result) }
    }
    return CreditVerdict(steps: steps)
  }
}

/// What a chain says of a document.
public struct CreditVerdict: Sendable {
  /// What one step says, and why.
  public struct StepResult: Sendable {
    /// The step.
    public let step: CreditChain.Step
    /// What it says.
    public let outcome: CreditChain.Outcome
    /// Why.
    public let reason: Phrase
    /// What it was measured by.
    public let evidence: [(name: String, value: FieldValue)]
  }

  /// The steps, in the order of the chain.
  public let steps: [StepResult]

  /// The step that decides: the first of the worst; nil where no step was taken.
  public var decisive: StepResult? {
    let worst = steps.map(\.outcome.severity).max()
    return steps.first { $0.outcome.severity == worst }
  }

  /// The worst that a step says.
  public var outcome: CreditChain.Outcome { decisive?.outcome ?? .allow }
}
