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
    /// What it means.
    public let meaning: Phrase
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
      Column(name: Self.columnName(of: $0), type: Self.type(of: $0), meaning: $0.label)
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

  /// What ran on the book.
  static let runs = BookView(
    "run_list", Phrase("Runs", zh: "运行"),
    [
      Column(name: "run", type: "INTEGER", meaning: Phrase("Number", zh: "编号")),
      Column(name: "title", type: "TEXT", meaning: Phrase("What ran", zh: "内容")),
      Column(name: "operator", type: "TEXT", meaning: Phrase("Who", zh: "操作员")),
      Column(name: "started_at", type: "TEXT", meaning: Phrase("Started at", zh: "开始时间")),
      Column(name: "finished_at", type: "TEXT", meaning: Phrase("Finished at", zh: "结束时间")),
      Column(name: "outcome", type: "TEXT", meaning: Phrase("Outcome", zh: "结果")),
      Column(name: "change_count", type: "INTEGER", meaning: Phrase("Rows changed", zh: "改动行数")),
    ],
    select: """
      SELECT id AS run, title, operator, started_at, finished_at, outcome, change_count FROM runs
      """)

  /// The views of a book with these entities.
  public static func all(_ entities: [Entity]) -> [BookView] {
    entities.map { BookView($0) } + [runs]
  }
}
