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
    let fields = try FieldReader(
      ScriptTable(fields: table.fields.filter { $0.name != "kind" }), of: Self.description)
    guard let name = try fields.text("name"), ScoreTable.isName(name) else {
      throw fields.refusal("name", expected: Phrase("a text in one line", zh: "单行文字"))
    }
    self.name = name
    _ = try fields.phrase("description")
    var habits = try PointWalletTable.habits(fields, of: PointWallet(""))
    habits.program = name
    wallets = try Self.wallets(fields, habits)
    groups = try Self.groups(fields)
    rules = try Self.rules(fields, wallets, groups)
  }

  private static func wallets(_ fields: FieldReader, _ habits: PointWallet) throws(Mismatch) -> [PointWallet] {
    var wallets: [PointWallet] = []
    for (position, table) in try tables(fields, "wallets").enumerated() {
      do throws(Mismatch) {
        let wallet = try PointWalletTable.wallet(table, habits)
        guard !wallets.contains(where: { $0.name == wallet.name }) else {
          throw .value(
            Phrase("has a second wallet of the name '\(wallet.name)'", zh: "中有重名的钱包 '\(wallet.name)'"))
        }
        wallets.append(wallet)
      } catch {
        throw at("wallets", position, error)
      }
    }
    if !wallets.isEmpty { return wallets }
    var wallet = habits
    wallet.name = "points"
    return [wallet]
  }

  private static func groups(_ fields: FieldReader) throws(Mismatch) -> [String: PointRule.Stacking] {
    var groups: [String: PointRule.Stacking] = [:]
    for (group, value) in try fields.table("stacking")?.fields ?? [] {
      guard case .string(let text) = value, let mode = PointRule.Stacking(rawValue: text) else {
        let modes = ScriptType.choice(PointRule.Stacking.allCases.map(\.rawValue)).expectation
        throw .value(
          Phrase(
            "has \(value.literal) as 'stacking.\(group)', which must be ",
            zh: "的 'stacking.\(group)' 是 \(value.literal)，必须是")
            + modes)
      }
      groups[group] = mode
    }
    return groups
  }

  private static func rules(
    _ fields: FieldReader, _ wallets: [PointWallet], _ groups: [String: PointRule.Stacking]
  ) throws(Mismatch) -> [PointRule] {
    var rules: [PointRule] = []
    for (position, table) in try tables(fields, "rules").enumerated() {
      do throws(Mismatch) {
        let rule = try PointRule(table, wallets: wallets)
        guard !rules.contains(where: { $0.name == rule.name }) else {
          throw .value(Phrase("has a second rule of the name '\(rule.name)'", zh: "中有重名的规则 '\(rule.name)'"))
        }
        if let group = rule.group, groups[group] == nil {
          throw .value(
            Phrase(
              "has the group '\(group)', of which 'stacking' says nothing", zh: "的组 '\(group)' 未在 'stacking' 中说明"))
        }
        rules.append(rule)
      } catch {
        throw at("rules", position, error)
      }
    }
    return rules
  }

  private static func tables(_ fields: FieldReader, _ name: String) throws(Mismatch) -> [ScriptTable] {
    guard let value = try fields.table(name) else { return [] }
    guard value.fields.isEmpty else { throw fields.refusal(name) }
    var tables: [ScriptTable] = []
    for element in value.list {
      guard case .table(let table) = element else { throw fields.refusal(name) }
      tables.append(table)
    }
    return tables
  }

  private static func at(_ field: String, _ position: Int, _ mismatch: Mismatch) -> Mismatch {
    .value(
      Phrase("has in '\(field)', ", zh: "的 '\(field)' 中，") + Mismatch.element(Int64(position) + 1, mismatch).reason)
  }
}
