public import Wording

/// Scripts that each do one job of a trading company, to be used as they are or changed.
public enum Cookbook {
  /// Recipes of one kind.
  public struct Chapter: Sendable {
    /// Its name.
    public let name: String
    /// What it is about.
    public let title: Phrase
    /// The names of its recipes, in the order in which they are shown.
    public let recipes: [String]
  }

  /// All chapters, in order.
  public static let chapters = [
    Chapter(
      name: "customers", title: Phrase("Customers' records kept clean and up to date.", zh: "客户资料：查重、清洗、移交与更新。"),
      recipes: [
        "duplicate_customers", "merge_by_tax_id", "clean_phones", "clean_names", "missing_data", "reassign_owner",
        "mark_dormant",
      ]),
    Chapter(
      name: "scores", title: Phrase("Who matters, who is lost, and why.", zh: "评分与客户细分：谁重要，谁在流失，为什么。"),
      recipes: [
        "top_customers", "dormant_customers", "fallen_scores", "missing_scores", "mailing_list", "steady_buying",
      ]),
    Chapter(
      name: "receivables", title: Phrase("What is owed, by whom, and when it comes in.", zh: "应收账款：谁欠款、欠多久、何时回款。"),
      recipes: [
        "overdue_by_owner", "aging_table", "dunning_letters", "broken_promises", "payment_habits", "apply_receipts",
        "bills_due", "cash_forecast",
      ]),
    Chapter(
      name: "credit", title: Phrase("Limits, holds and checks.", zh: "授信：额度、冻结与检查。"),
      recipes: [
        "headroom_list", "limits_expiring", "check_before_order", "release_orders", "hold_late_payers",
        "limits_from_table", "group_exposure",
      ]),
    Chapter(
      name: "tiers", title: Phrase("Who rises, who falls, and what it gives.", zh: "等级：谁升、谁降、有什么权益。"),
      recipes: ["about_to_fall", "near_next_tier", "tier_until", "benefits_table"]),
    Chapter(
      name: "points", title: Phrase("Points, rewards and rebates.", zh: "积分、礼品与返利。"),
      recipes: [
        "fair_bonus", "anniversary_points", "expiring_points", "redeem_reward", "reconcile_points", "yearly_rebate",
      ]),
    Chapter(
      name: "trade", title: Phrase("Orders, products and deliveries.", zh: "订单、产品与交货。"),
      recipes: [
        "monthly_sales", "season_comparison", "margins", "slow_movers", "lost_products", "return_rates",
        "late_deliveries",
      ]),
    Chapter(
      name: "contacts", title: Phrase("Whom to call, and which papers run out.", zh: "联系与证照：该联系谁，什么快到期。"),
      recipes: ["plan_visits", "neglected_customers", "expiring_documents"]),
    Chapter(
      name: "writing", title: Phrase("Modules of your own, and data for other programs.", zh: "编写技巧：自己的模块，与其他程序交换数据。"),
      recipes: ["trade_terms", "due_dates", "json_snapshot"]),
  ]

  /// All recipes that ship, in the order of the alphabet.
  public static let recipes: [Recipe] = {
    let texts = Dictionary(ShippedScript.all.map { ($0.path, $0.text) }) { first, _ in first }
    return ShippedScript.all.compactMap { script in
      guard script.path.hasPrefix("cookbook/"), !script.path.hasSuffix("_test.lua") else { return nil }
      let path = script.path.dropLast(".lua".count)
      return Recipe(
        named: String(path.dropFirst("cookbook/".count)), text: script.text, test: texts["\(path)_test.lua"])
    }
  }()

  /// The recipe that a topic of the manual means: `cookbook.overdue_by_owner`.
  static func recipe(of topic: String) -> Recipe? {
    recipes.first { "cookbook.\($0.name)" == topic }
  }

  /// The recipes of a chapter.
  static func recipes(of chapter: Chapter) -> [Recipe] {
    chapter.recipes.compactMap { name in recipes.first { $0.name == name } }
  }

  private static let introduction = Phrase(
    "Each recipe is a tested script that does one job; at the end you have what its line says. `patron docs cookbook.overdue_by_owner` prints one with how to run it. `patron init --no-book --scripts scripts` writes them all into scripts/cookbook, to be run as they are or changed.",
    zh:
      "每个范例都是一个有测试的脚本，做好一件事；最终得到的就是那一行所说的内容。`patron docs cookbook.overdue_by_owner` 显示其中一个及其运行方法。`patron init --no-book --scripts scripts` 把它们全部写入 scripts/cookbook，可直接运行，也可修改后使用。"
  )

  /// The list of recipes, by chapter.
  static let topic = Topic(
    "cookbook", Phrase("Tested scripts, each for one job of a trading company", zh: "范例：各解决贸易公司一件事的脚本，均有测试"),
    introduction: introduction,
    heads: [Phrase("recipe", zh: "范例"), Phrase("what you will have", zh: "最终得到")],
    sections: chapters.map { chapter in
      Topic.Section(
        chapter.name, chapter.title, rows: recipes(of: chapter).map { [Phrase(verbatim: $0.name), $0.summary] })
    })

  /// The page of the reference: what each recipe is for, how to run it, and where it is.
  static func markdown(in language: Language) -> String {
    var parts = ["# \(topic.summary.text(in: language))", introduction.text(in: language)]
    for chapter in chapters {
      parts.append("## \(chapter.title.text(in: language).filter { $0 != "." && $0 != "。" })")
      for recipe in recipes(of: chapter) {
        parts.append("### [\(recipe.name)](../../cookbook/\(recipe.name).lua)")
        parts.append(recipe.introduction(in: language))
      }
    }
    return parts.joined(separator: "\n\n") + "\n"
  }
}
