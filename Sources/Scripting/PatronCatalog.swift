public import Domain
public import ScriptModel

/// Everything that Patron gives to scripts.
public enum PatronCatalog {
  /// The modules, in the order in which they are documented.
  public static let modules: [Module<ScriptSession>] = [
    .globals, .customers, .scores, .tiers, .points, .rewards, .rebates, .segments, .groups, .contacts, .documents,
    .interactions, .statements, .products, .orders, .orderLines, .deliveries, .returns, .invoices, .payments,
    .allocations, .credit, .creditProfiles, .securities, .creditRatings, .acceptanceBills, .promises, .fx, .fields,
    .operators, .analytics, .money,
    .dates, .text, .json, .csv, .log, .batch,
  ]

  /// What test files see besides.
  public static let testModules: [Module<TestSession>] = [.tests, .expect, .clock]

  /// What every script sees.
  public static let ofScripts = Catalog(modules: modules.map(\.description), records: records(of: Entity.all))

  /// All of it, test files included.
  public static let description = description(of: Entity.all)

  /// All of it, for a book with those records.
  public static func description(of entities: [Entity]) -> Catalog {
    Catalog(modules: modules.map(\.description) + testModules.map(\.description), records: records(of: entities))
  }

  /// Every table that signatures name, but for those that results are.
  private static func records(of entities: [Entity]) -> [RecordDescription] {
    [
      MoneyValue.description, QueryTable.description, SegmentTable.description, MergeTable.description,
      TimelinePage.description, FieldOptions.description, CSVOptions.description, ScoreTable.description,
      ScoreTable.bandDescription,
      InputTable.description, InputTable.givenDescription, InputTable.figuresDescription,
      PointsProgramTable.description, PointWalletTable.description, PointWalletTable.expiryDescription,
      PointRule.description, PointRule.capDescription, PointSubject.description, PointOptions.description,
      AccrualOptions.description, RebateTable.description,
      RebateTable.stepDescription,
      TierPolicyTable.description, TierPolicyTable.tierDescription, TierPolicyTable.holdDescription,
      TierConditionTable.description, TierConditionTable.boundsDescription, BenefitTable.description,
      MoveOptions.description,
      OverrideTable.description,
      Terms.description, BatchTable.description, TextInLanguages.description,
      CreditPolicyTable.description, CreditPolicyTable.weightsDescription, CreditPolicyTable.gradeDescription,
      CreditPolicyTable.approvalDescription, CreditPolicyTable.exposureDescription,
      CreditPolicyTable.securedDescription,
      CreditChain.description, CreditChain.stepDescription, CreditChain.levelDescription,
      CreditPolicyTable.dunningDescription, CreditPolicyTable.factsDescription, CreditOptions.description,
      CreditCheckOptions.description,
      CreditRelease.description, CreditTerms.description, AltmanOptions.description, ScorecardOptions.description,
    ]
      + entities.flatMap { entity in
        let functions = EntityFunctions(entity)
        return [functions.description, functions.fieldsDescription]
      }
  }
}
