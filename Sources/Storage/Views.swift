public import Domain
public import Wording

/// A view that SQL queries read: records of one kind as people know them. Names and columns stay as they are from one
/// version to the next; columns are only ever added.
public struct BookView: Sendable {
  /// A column of a view.
  public struct Column: Sendable {
    /// Its name.
    public let name: String
    /// What SQLite holds in it: `TEXT`, `INTEGER` or `REAL`.
    public let type: String
    /// The unit or form of its values; nil where the type says all.
    public let unit: Phrase?
    /// What it means.
    public let meaning: Phrase

    init(_ name: String, _ type: String, _ meaning: Phrase, _ unit: Phrase? = nil) {
      (self.name, self.type, self.unit, self.meaning) = (name, type, unit, meaning)
    }
  }

  /// Its name: `customer_list`.
  public let name: String
  /// What its rows are.
  public let meaning: Phrase
  /// Its columns.
  public let columns: [Column]
  /// The query behind it.
  let select: String

  /// The view of an entity, its custom fields included: codes stand for references, amounts are decimal and in
  /// `currency`. Merged customers are left out.
  public init(_ entity: Entity) {
    let selection = Selection(entity)
    name = "\(entity.singular)_list"
    meaning = entity.label
    columns = entity.fields.map {
      Column(Self.columnName(of: $0), Self.type(of: $0), $0.label, Self.unit(of: $0, in: entity))
    }
    let expressions = entity.fields.map { field in
      let value = selection.expression(of: field)
      let shown = field.kind == .money ? "\(value) * 1.0 / \(FilterSQL.minorUnitsPerUnit)" : value
      return "\(shown) AS \(quoted(Self.columnName(of: field)))"
    }
    let condition = entity.name == Entity.customers.name ? " WHERE t.merged_into_id IS NULL" : ""
    select = "SELECT \(expressions.joined(separator: ", ")) FROM \(selection.source)\(condition)"
  }

  private init(_ name: String, _ meaning: Phrase, _ columns: [Column], select: String) {
    self.name = name
    self.meaning = meaning
    self.columns = columns
    self.select = select
  }

  /// References end in `_code`, and no column is a word of SQL's own.
  private static func columnName(of field: Field) -> String {
    if case .reference = field.kind { return "\(field.name)_code" }
    return field.name == "on" ? "on_date" : field.name
  }

  private static func type(of field: Field) -> String {
    switch field.kind {
    case .text, .date, .instant, .choice, .reference: "TEXT"
    case .integer, .boolean: "INTEGER"
    case .real, .money: "REAL"
    }
  }

  private static func unit(of field: Field, in entity: Entity) -> Phrase? {
    switch field.kind {
    case .text, .integer, .real: nil
    case .boolean: Phrase("1 yes, 0 no", zh: "1 是，0 否")
    case .date: day
    case .instant: instant
    case .money:
      entity.hasCurrency
        ? Phrase("in `currency`", zh: "币种见 `currency`") : Phrase("in the book's currency", zh: "账簿的币种")
    case .choice(let choices): Phrase(verbatim: choices.map(\.name).joined(separator: ", "))
    case .reference(let target): Entity.named(target).map { Phrase(verbatim: "\($0.singular)_list.code") }
    }
  }

  private static let day = Phrase(verbatim: "YYYY-MM-DD")
  private static let instant = Phrase(verbatim: "YYYY-MM-DDTHH:MM:SSZ")

  /// The current score of each customer by each definition.
  static let scores = BookView(
    "score_list", Phrase("Current scores", zh: "当前评分"),
    [
      Column("score", "TEXT", Phrase("Name of the definition", zh: "定义的名称")),
      Column("customer_code", "TEXT", Phrase("Customer", zh: "客户"), Phrase(verbatim: "customer_list.code")),
      Column("value", "REAL", Phrase("Value; null where data is insufficient", zh: "分值；数据不足时为空")),
      Column("band", "TEXT", Phrase("Band", zh: "级别")),
      Column("coverage", "REAL", Phrase("Share of inputs with data", zh: "有数据的输入所占比例"), Phrase("0 to 1", zh: "0 到 1")),
      Column("reason", "TEXT", Phrase("Why there is no value", zh: "没有分值的原因")),
      Column("as_of", "TEXT", Phrase("Business date", zh: "业务日期"), day),
      Column("version", "INTEGER", Phrase("Version of the definition", zh: "定义的版本")),
      Column("run", "INTEGER", Phrase("Run that made it", zh: "算出它的运行"), Phrase(verbatim: "run_list.run")),
    ],
    select: """
      SELECT d.name AS score, c.code AS customer_code, s.value AS value, s.band AS band, s.coverage AS coverage,
        s.reason AS reason, s.as_of AS as_of, v.number AS version, s.run_id AS run
      FROM scores s JOIN definitions d ON d.id = s.definition_id JOIN definition_versions v ON v.id = s.version_id
        JOIN customers c ON c.id = s.customer_id
      WHERE s.id IN (SELECT max(id) FROM scores GROUP BY customer_id, definition_id) AND c.merged_into_id IS NULL
      """)

  /// The current tier of each customer on each ladder.
  static let tiers = BookView(
    "tier_list", Phrase("Current tiers", zh: "当前等级"),
    [
      Column("ladder", "TEXT", Phrase("Name of the ladder", zh: "等级体系的名称")),
      Column("customer_code", "TEXT", Phrase("Customer", zh: "客户"), Phrase(verbatim: "customer_list.code")),
      Column("tier", "TEXT", Phrase("Tier; null below the lowest", zh: "等级；低于最低一级时为空")),
      Column("since", "TEXT", Phrase("Business date that gave it", zh: "授予该等级的业务日期"), day),
      Column("valid_until", "TEXT", Phrase("Valid until", zh: "有效期至"), day),
      Column("notice_on", "TEXT", Phrase("Notice of a fall given on", zh: "降级通知日期"), day),
      Column("due_on", "TEXT", Phrase("Earliest day of a coming fall", zh: "最早降级日期"), day),
      Column("override_until", "TEXT", Phrase("Set by hand until", zh: "手工调整至"), day),
    ],
    select: """
      SELECT d.name AS ladder, c.code AS customer_code, s.tier AS tier, s.since AS since, s.valid_until AS valid_until,
        s.notice_on AS notice_on, s.due_on AS due_on, s.override_until AS override_until
      FROM tier_standings s JOIN definitions d ON d.id = s.definition_id JOIN customers c ON c.id = s.customer_id
      WHERE c.merged_into_id IS NULL
      """)

  /// Every change of a tier.
  static let tierChanges = BookView(
    "tier_change_list", Phrase("Changes of tiers", zh: "等级变动"),
    [
      Column("ladder", "TEXT", Phrase("Name of the ladder", zh: "等级体系的名称")),
      Column("customer_code", "TEXT", Phrase("Customer", zh: "客户"), Phrase(verbatim: "customer_list.code")),
      Column("as_of", "TEXT", Phrase("Business date that was judged", zh: "评定的业务日期"), day),
      Column("effective_on", "TEXT", Phrase("First day in force", zh: "生效日期"), day),
      Column(
        "kind", "TEXT", Phrase("Why", zh: "原因"),
        Phrase(verbatim: TierChange.Kind.allCases.map(\.rawValue).joined(separator: ", "))),
      Column("from_tier", "TEXT", Phrase("Tier before", zh: "之前的等级")),
      Column("to_tier", "TEXT", Phrase("Tier after", zh: "之后的等级")),
      Column("reason", "TEXT", Phrase("What somebody said", zh: "说明")),
      Column("version", "INTEGER", Phrase("Version of the policy", zh: "政策的版本")),
      Column("run", "INTEGER", Phrase("Run that made it", zh: "所属运行"), Phrase(verbatim: "run_list.run")),
    ],
    select: """
      SELECT d.name AS ladder, c.code AS customer_code, t.as_of AS as_of, t.effective_on AS effective_on, t.kind AS kind,
        t.from_tier AS from_tier, t.to_tier AS to_tier, t.reason AS reason, v.number AS version, t.run_id AS run
      FROM tier_changes t JOIN definitions d ON d.id = t.definition_id JOIN definition_versions v ON v.id = t.version_id
        JOIN customers c ON c.id = t.customer_id
      """)

  /// What happened to customers' credit.
  static let creditChanges = BookView(
    "credit_change_list", Phrase("Changes of credit", zh: "信用变更"),
    [
      Column("customer_code", "TEXT", Phrase("Customer", zh: "客户"), Phrase(verbatim: "customer_list.code")),
      Column("kind", "TEXT", Phrase("What happened", zh: "类型")),
      Column("as_of", "TEXT", Phrase("Business date", zh: "业务日期"), day),
      Column("operator", "TEXT", Phrase("Who", zh: "操作员")), Column("reason", "TEXT", Phrase("Why", zh: "原因")),
      Column(
        "amount", "REAL", Phrase("Limit set or proposed, or what a release covers", zh: "设定或提议的额度，或放行金额"),
        Phrase("in `currency`", zh: "币种见 `currency`")), Column("currency", "TEXT", Phrase("Currency", zh: "币种")),
      Column("valid_until", "TEXT", Phrase("Last day of a release", zh: "放行截止日"), day),
      Column("evidence", "TEXT", Phrase("What it is based on", zh: "依据"), Phrase(verbatim: "JSON")),
      Column("run", "INTEGER", Phrase("Run that made it", zh: "所属运行"), Phrase(verbatim: "run_list.run")),
    ],
    select: """
      SELECT c.code AS customer_code, t.kind AS kind, t.as_of AS as_of, t.operator AS operator, t.reason AS reason,
        t.amount * 1.0 / \(FilterSQL.minorUnitsPerUnit) AS amount, t.currency AS currency, t.valid_until AS valid_until,
        t.evidence AS evidence, t.run_id AS run
      FROM credit_changes t JOIN customers c ON c.id = t.customer_id
      """)

  /// How documents were judged.
  static let creditChecks = BookView(
    "credit_check_list", Phrase("Credit checks", zh: "信用检查"),
    [
      Column("customer_code", "TEXT", Phrase("Customer", zh: "客户"), Phrase(verbatim: "customer_list.code")),
      Column("order_code", "TEXT", Phrase("Order", zh: "订单"), Phrase(verbatim: "order_list.code")),
      Column(
        "stage", "TEXT", Phrase("When", zh: "时点"),
        Phrase(verbatim: CreditChain.Stage.allCases.map(\.rawValue).joined(separator: ", "))),
      Column("amount", "REAL", Phrase("What was checked", zh: "检查金额"), Phrase("in `currency`", zh: "币种见 `currency`")),
      Column("currency", "TEXT", Phrase("Currency", zh: "币种")),
      Column(
        "outcome", "TEXT", Phrase("What came of it", zh: "结果"),
        Phrase(verbatim: CreditChain.Outcome.allCases.map(\.rawValue).joined(separator: ", "))),
      Column("reason", "TEXT", Phrase("Why", zh: "原因")),
      Column("as_of", "TEXT", Phrase("Business date", zh: "业务日期"), day),
      Column("operator", "TEXT", Phrase("Who", zh: "操作员")),
      Column("steps", "TEXT", Phrase("Steps with their evidence", zh: "各步骤及依据"), Phrase(verbatim: "JSON")),
      Column("run", "INTEGER", Phrase("Run that made it", zh: "所属运行"), Phrase(verbatim: "run_list.run")),
    ],
    select: """
      SELECT c.code AS customer_code, o.code AS order_code, t.stage AS stage,
        t.amount * 1.0 / \(FilterSQL.minorUnitsPerUnit) AS amount, t.currency AS currency, t.outcome AS outcome,
        t.reason AS reason, t.as_of AS as_of, t.operator AS operator, t.steps AS steps, t.run_id AS run
      FROM credit_checks t JOIN customers c ON c.id = t.customer_id LEFT JOIN orders o ON o.id = t.order_id
      """)

  /// What ran on the book.
  static let runs = BookView(
    "run_list", Phrase("Runs", zh: "运行"),
    [
      Column("run", "INTEGER", Phrase("Number", zh: "编号")),
      Column("title", "TEXT", Phrase("What ran", zh: "内容")),
      Column("operator", "TEXT", Phrase("Who", zh: "操作员")),
      Column("started_at", "TEXT", Phrase("Started at", zh: "开始时间"), instant),
      Column("finished_at", "TEXT", Phrase("Finished at", zh: "结束时间"), instant),
      Column(
        "outcome", "TEXT", Phrase("Outcome", zh: "结果"),
        Phrase(verbatim: RunOutcome.allCases.map(\.rawValue).joined(separator: ", "))),
      Column("change_count", "INTEGER", Phrase("Rows changed", zh: "改动行数")),
    ],
    select: """
      SELECT id AS run, title, operator, started_at, finished_at, outcome, change_count FROM runs
      """)

  /// Every movement of points.
  static let pointMovements = BookView(
    "point_movement_list", Phrase("Movements of points", zh: "积分变动"),
    [
      Column("movement", "INTEGER", Phrase("Number", zh: "编号")),
      Column("customer_code", "TEXT", Phrase("Customer", zh: "客户"), Phrase(verbatim: "customer_list.code")),
      Column("wallet", "TEXT", Phrase("Wallet", zh: "钱包")),
      Column("currency", "TEXT", Phrase("Currency of a wallet of money", zh: "金额钱包的币种")),
      Column(
        "kind", "TEXT", Phrase("What happened", zh: "类型"),
        Phrase(verbatim: PointMovement.Kind.allCases.map(\.rawValue).joined(separator: ", "))),
      Column(
        "points", "INTEGER", Phrase("Change of the balance", zh: "余额变化"),
        Phrase("points, or minor units of `currency`", zh: "积分，或 `currency` 的最小单位")),
      Column("desired", "INTEGER", Phrase("What it should have been", zh: "应有的变化")),
      Column("moved_on", "TEXT", Phrase("Business date", zh: "业务日期"), day),
      Column("source", "TEXT", Phrase("Program and rule, or what wrote it", zh: "计划与规则，或来源")),
      Column("reference", "TEXT", Phrase("What it was for", zh: "用途标识")),
      Column("order_code", "TEXT", Phrase("Order", zh: "订单"), Phrase(verbatim: "order_list.code")),
      Column("reason", "TEXT", Phrase("Why", zh: "原因")),
      Column("run", "INTEGER", Phrase("Run that wrote it", zh: "写入它的运行"), Phrase(verbatim: "run_list.run")),
    ],
    select: """
      SELECT m.id AS movement, c.code AS customer_code, m.wallet AS wallet, m.currency AS currency, m.kind AS kind,
        m.points AS points, m.desired AS desired, m.moved_on AS moved_on, m.source AS source, m.reference AS reference,
        o.code AS order_code, m.reason AS reason, m.run_id AS run
      FROM point_movements m JOIN customers c ON c.id = m.customer_id LEFT JOIN orders o ON o.id = m.order_id
      """)

  /// What customers have in points, whether it can be used or not.
  static let pointBalances = BookView(
    "point_balance_list", Phrase("Balances of points", zh: "积分余额"),
    [
      Column("customer_code", "TEXT", Phrase("Customer", zh: "客户"), Phrase(verbatim: "customer_list.code")),
      Column("wallet", "TEXT", Phrase("Wallet", zh: "钱包")),
      Column("currency", "TEXT", Phrase("Currency of a wallet of money", zh: "金额钱包的币种")),
      Column(
        "balance", "INTEGER", Phrase("Sum of all movements, pending points included", zh: "变动合计，含待生效"),
        Phrase("points, or minor units of `currency`", zh: "积分，或 `currency` 的最小单位")),
      Column("debt", "INTEGER", Phrase("What is owed", zh: "欠分")),
    ],
    select: """
      SELECT c.code AS customer_code, b.wallet AS wallet, b.currency AS currency, b.balance AS balance, b.debt AS debt
      FROM point_balances b JOIN customers c ON c.id = b.customer_id
      """)

  /// The views of a book with these entities.
  public static func all(_ entities: [Entity]) -> [BookView] {
    entities.map { BookView($0) } + [
      scores, pointMovements, pointBalances, tiers, tierChanges, creditChanges, creditChecks, runs,
    ]
  }
}
