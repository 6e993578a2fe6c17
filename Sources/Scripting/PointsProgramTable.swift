public import Domain
public import ScriptModel
import Wording

/// A points program as a file declares it: what `points_program { … }` takes and returns.
public struct PointsProgramTable: DefinitionTable {
  public let name: String
  /// Its wallets; the first is meant where none is named.
  public let wallets: [PointWallet]
  /// Its rules, in the order in which they are asked.
  public let rules: [PointRule]
  /// Which rules of a group count where several fire.
  public let groups: [String: PointRule.Stacking]
  public let table: ScriptTable

  /// What a returned table calls itself.
  public static let kind = "points_program"

  /// The table as it is documented.
  static let description = RecordDescription(
    name: kind, summary: Phrase("How points are earned, kept and used.", zh: "积分如何获得、保存与使用。"),
    fields: [
      .init(name: "name", summary: Phrase("By which it is known.", zh: "名称。"), type: .string),
      .init(
        name: "description?", summary: Phrase("A text, or { en = …, zh = … }.", zh: "说明文字，或 { en = …, zh = … }。"),
        type: .union([.string, TextInLanguages.scriptType])),
      .init(
        name: "wallets?",
        summary: Phrase(
          "A list of wallets; the first is meant where none is named. One of the name \"points\" unless given.",
          zh: "钱包列表；未指明时用第一个。默认只有名为 \"points\" 的钱包。"), type: .list(.record("points_wallet"))),
      .init(
        name: "rules?", summary: Phrase("What earns points, in the order in which it is asked.", zh: "获得积分的规则，按顺序计算。"),
        type: .list(.record("points_rule"))),
      .init(
        name: "stacking?",
        summary: Phrase(
          "Which rules of a group count where several fire, by group: \"all\", \"first\", \"best\" or \"least\".",
          zh: "同组多条规则命中时如何取用，按组名：\"all\"、\"first\"、\"best\" 或 \"least\"。"),
        type: .dictionary(.choice(PointRule.Stacking.allCases.map(\.rawValue)))),
    ] + PointWalletTable.habits)

  /// The declaration in a table, checked.
  public init(_ table: ScriptTable) throws(Mismatch) {
    self.table = table
    let fields = try FieldReader(definition: table, of: Self.description)
    name = try fields.name()
    _ = try fields.phrase("description")
    var habits = try PointWalletTable.habits(fields, of: PointWallet(""))
    habits.program = name
    wallets = try Self.wallets(fields, habits)
    groups = try Self.groups(fields)
    rules = try Self.rules(fields, wallets, groups)
    for group in groups.keys.sorted() where !rules.contains(where: { $0.group == group }) {
      throw fields.idle(
        "stacking",
        Phrase("on the group '\(group)', which no rule in 'rules' has", zh: "于组 '\(group)'（'rules' 中没有规则属于它）"),
        Phrase("give a rule group = \"\(group)\"", zh: "给某条规则写上 group = \"\(group)\""))
    }
  }

  private static func wallets(_ fields: FieldReader, _ habits: PointWallet) throws(Mismatch) -> [PointWallet] {
    let given = try fields.list("wallets", of: PointWalletTable.description) ?? []
    var wallets: [PointWallet] = []
    for table in given {
      let wallet = try PointWalletTable.wallet(table, habits)
      guard !wallets.contains(where: { $0.name == wallet.name }) else {
        throw table.wrong("name", "a name of its own", "不重复的名称")
      }
      wallets.append(wallet)
    }
    guard wallets.isEmpty else {
      for habit in PointWalletTable.habits.map(\.plainName)
      where fields[habit] != nil && given.allSatisfy({ $0[habit] != nil }) {
        throw fields.idle(
          habit, Phrase("where each of 'wallets' has its own", zh: "在 'wallets' 各自都写明时"),
          Phrase("leave it out of a wallet", zh: "在某个钱包中不写它"))
      }
      return wallets
    }
    var wallet = habits
    wallet.name = "points"
    return [wallet]
  }

  private static func groups(_ fields: FieldReader) throws(Mismatch) -> [String: PointRule.Stacking] {
    var groups: [String: PointRule.Stacking] = [:]
    guard let value = fields["stacking"] else { return [:] }
    guard case .table(let given) = value, given.list.isEmpty else {
      throw fields.wrong("stacking", "a table by group such as { rate = \"best\" }", "按组名的表，形如 { rate = \"best\" }")
    }
    for (group, value) in given.fields {
      guard case .string(let text) = value, let mode = PointRule.Stacking(rawValue: text) else {
        let modes = ScriptType.choice(PointRule.Stacking.allCases.map(\.rawValue)).expectation
        throw .setting(fields.place("stacking.\(group)"), value, mustBe: modes)
      }
      groups[group] = mode
    }
    return groups
  }

  private static func rules(
    _ fields: FieldReader, _ wallets: [PointWallet], _ groups: [String: PointRule.Stacking]
  ) throws(Mismatch) -> [PointRule] {
    var rules: [PointRule] = []
    for table in try fields.list("rules", of: PointRule.description) ?? [] {
      let rule = try PointRule(table, wallets: wallets)
      guard !rules.contains(where: { $0.name == rule.name }) else {
        throw table.wrong("name", "a name of its own", "不重复的名称")
      }
      if let group = rule.group, groups[group] == nil {
        throw table.wrong(
          "group", "a group of 'stacking', which does not have it", " 'stacking' 中的组（其中没有它）")
      }
      rules.append(rule)
    }
    return rules
  }
}
