import Domain

/// A table whose changes are recorded. Its id is part of every book: never change one, never use one again.
struct TrackedTable {
  let id: UInt32
  let name: String
  /// The entity whose facts it holds, if it is one's own or side table.
  let entity: Entity?
  /// Whether rows are only ever added.
  let isAppendOnly: Bool

  private init(_ id: UInt32, _ name: String, _ entity: Entity? = nil, isAppendOnly: Bool = false) {
    self.id = id
    self.name = name
    self.entity = entity
    self.isAppendOnly = isAppendOnly
  }

  /// Whether its changes say something that others do not.
  var isShown: Bool { name != "merge_changes" }

  /// Columns that say who wrote a row and are no facts of it.
  static let bookkeeping: Set<String> = ["id", "created_run_id", "updated_run_id"]

  static let all: [TrackedTable] = {
    let own: [(UInt32, Entity)] = [
      (1, .operators), (2, .groups), (3, .products), (4, .customers), (5, .contacts), (6, .documents), (7, .orders),
      (8, .orderLines), (9, .deliveries), (10, .returns), (11, .invoices), (12, .payments), (13, .allocations),
      (14, .statements), (15, .interactions), (16, .fxRates), (230, .creditProfiles), (231, .securities),
      (232, .creditRatings), (233, .acceptanceBills), (234, .promises),
    ]
    return own.map { TrackedTable($0, $1.name, $1) }
      + own.map { TrackedTable($0 + 100, CustomFieldTable.name(for: $1), $1) }
      + [
        TrackedTable(200, "custom_fields"), TrackedTable(201, "merges"), TrackedTable(202, "merge_changes"),
        TrackedTable(210, "definitions"), TrackedTable(211, "definition_versions"),
        TrackedTable(212, "definition_modules"),
        TrackedTable(220, "scores", isAppendOnly: true),
        TrackedTable(250, "point_movements"), TrackedTable(251, "point_lots"), TrackedTable(252, "point_uses"),
        TrackedTable(253, "reward_events"), TrackedTable(254, "rewards", .rewards),
        TrackedTable(255, CustomFieldTable.name(for: .rewards), .rewards),
        TrackedTable(240, "tier_standings"), TrackedTable(241, "tier_changes", isAppendOnly: true),
        TrackedTable(242, "tier_overrides", isAppendOnly: true),
        TrackedTable(235, "credit_changes", isAppendOnly: true), TrackedTable(236, "credit_checks", isAppendOnly: true),
        TrackedTable(237, "group_limits", isAppendOnly: true),
      ]
  }()

  /// The ids of those that are not shown, as a list in SQL.
  static let hidden = all.filter { !$0.isShown }.map { "\($0.id)" }.joined(separator: ", ")

  static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

  /// The tracked table of that name.
  static func named(_ name: String) -> TrackedTable? { byName[name] }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
