import Domain
import Interchange
import LuaRuntime
import ScriptModel
public import Storage
import Wording

extension Topic {
  /// The views that `patron sql` reads.
  public static func views(_ views: [BookView]) -> Topic {
    Topic(
      "views", Phrase("The views that `patron sql` reads", zh: "`patron sql` 读取的视图"),
      introduction: Phrase(
        "Names and columns stay as they are from one version of Patron to the next; columns are only ever added. The custom fields of a book stand behind the others: `patron sql` without a query lists them too.",
        zh: "名称和列在各版本之间保持不变，只会增加列。账簿的自定义字段排在其他列之后：不带查询的 `patron sql` 也会列出。"),
      heads: [
        Phrase("column", zh: "列"), Phrase("type", zh: "类型"), Phrase("meaning", zh: "含义"),
        Phrase("unit, form or values", zh: "单位、格式或取值"),
      ],
      sections: views.map { view in
        Section(
          view.name, view.meaning,
          rows: view.columns.map {
            [Phrase(verbatim: $0.name), Phrase(verbatim: $0.type), $0.meaning, $0.unit ?? Phrase(verbatim: "")]
          })
      })
  }

  /// What `--json` prints.
  static let jsonOutput = Topic(
    "json-output", Phrase("What `--json` prints", zh: "`--json` 的输出"),
    introduction: Phrase(
      "A list is one object a line, anything else one object. Names stay as they are from one version of Patron to the next; members are only ever added. The rows of `patron sql --json` are objects of the query's columns.",
      zh: "列表每行一个对象，其他输出为一个对象。名称在各版本之间保持不变，只会增加成员。`patron sql --json` 的各行是以查询的列为成员的对象。"),
    heads: [Phrase("member", zh: "成员"), Phrase("type", zh: "类型"), Phrase("meaning", zh: "含义")],
    sections: [
      section("patron run, eval", Phrase("How it went: the last line.", zh: "运行结果：最后一行。"), RunDocument.self),
      section("patron test, tests", Phrase("A test a line.", zh: "每行一个测试。"), TestResult.self),
      section("patron test", Phrase("What it all came to: the last line.", zh: "总结：最后一行。"), TestReport.self),
      section("patron init", Phrase("What was made.", zh: "新建的内容。"), MadeBook.self),
      section("patron export", Phrase("What was written.", zh: "写出的内容。"), ExportDocument.self),
      section("patron import", Phrase("What became of the rows.", zh: "各行的去向。"), ImportDocument.self),
      section("patron import all", Phrase("What became of a book's files.", zh: "账簿各文件的去向。"), BookImportDocument.self),
      section("patron apply", Phrase("What became of the files.", zh: "各文件的结果。"), DefinitionRun<ApplyReport>.self),
      section(
        "patron simulate", Phrase("What a draft would come to.", zh: "草稿的试算结果。"), DefinitionRun<SimulationReport>.self),
      section(
        "patron backtest", Phrase("How well a score told what came true.", zh: "评分与实际结果的吻合程度。"),
        DefinitionRun<BacktestReport>.self),
      section("patron score", Phrase("How scores moved.", zh: "评分的变动。"), DefinitionRun<[ScoringSummary]>.self),
      section("patron definitions list", Phrase("A version a line.", zh: "每行一个版本。"), DefinitionVersion.self),
      section("patron definitions show", Phrase("A version with its text.", zh: "一个版本及其文本。"), DefinitionText.self),
      section("patron definitions diff", Phrase("How two versions differ.", zh: "两个版本的差异。"), DefinitionDiff.self),
      section(
        "patron definitions activate, rollback, retire", Phrase("What is in force now.", zh: "现在启用的版本。"),
        DefinitionRun<DefinitionChange>.self),
      section("patron runs list", Phrase("A run a line.", zh: "每行一个运行。"), RunRecord.self),
      section("patron runs show", Phrase("A run and what it changed.", zh: "一个运行及其改动。"), ShownRun.self),
      section("patron runs prune", Phrase("What was forgotten.", zh: "清理的结果。"), PrunedRuns.self),
      section("patron undo", Phrase("What was taken back.", zh: "撤销的结果。"), UndoneRun.self),
      section(
        "--diff FILE, rows",
        Phrase("A changed row: a line of the file, or one of `rows`.", zh: "一个改动的行：文件的一行，或 `rows` 之一。"),
        RowChange.self),
      section("patron history", Phrase("A change of a field a line.", zh: "每行一次字段改动。"), HistoryEntry.self),
      section(
        "patron explain CUSTOMER", Phrase("What there is to explain of a customer.", zh: "客户可以说明的各项。"),
        ExplanationList.self),
      section(
        "patron explain CUSTOMER score", Phrase("What a score is made of.", zh: "评分的组成。"), ScoringExplanation.self),
      section(
        "patron explain ORDER", Phrase("What an order came to.", zh: "订单的结果。"), OrderExplanation.self),
      section(
        "patron explain CUSTOMER points", Phrase("What a customer's points are made of.", zh: "客户积分的组成。"),
        PointsExplanation.self),
      section(
        "patron explain CUSTOMER tier",
        Phrase("Why a customer has a tier, and what would change it.", zh: "客户等级的由来与变动条件。"),
        TierExplanation.self),
      section(
        "patron explain CUSTOMER credit", Phrase("How a customer's headroom came about.", zh: "客户剩余额度的由来。"),
        CreditExplanation.self),
      section("patron sql, docs views", Phrase("A view a line.", zh: "每行一个视图。"), BookView.self),
      section("patron docs", Phrase("A topic a line.", zh: "每行一个主题。"), TopicDocument.self),
      section("patron docs MODULE", Phrase("A function a line.", zh: "每行一个函数。"), FunctionDescription.self),
      section("patron docs TABLE", Phrase("The fields of a table.", zh: "表的字段。"), RecordDescription.self),
      section("patron docs cookbook.RECIPE", Phrase("The recipe.", zh: "该范例。"), Recipe.self),
      section("patron docs exit-codes", Phrase("A code a line.", zh: "每行一个退出码。"), ExitCodeDocument.self),
      section("patron check", Phrase("A finding a line.", zh: "每行一项检查结果。"), ScriptFinding.self),
      section("patron doctor", Phrase("A finding a line.", zh: "每行一项检查结果。"), Finding.self),
      section("patron backup", Phrase("The copy.", zh: "副本。"), BackupDocument.self),
      section(
        "…", Phrase("Any of these commands where it is refused: the last line.", zh: "以上任一命令被拒绝时：最后一行。"),
        RefusalDocument.self),
    ])

  private static func section<Document: JSONDocument>(
    _ name: String, _ meaning: Phrase, _: Document.Type
  ) -> Section {
    Section(
      name, meaning,
      rows: Document.shape.members.map { [Phrase(verbatim: $0.name), Phrase(verbatim: $0.type), $0.meaning] })
  }

  /// The topics that are about no Lua module.
  static let all = [views(BookView.all(Entity.all)), jsonOutput, Cookbook.topic]
}
