public import Analytics
import Domain
import Interchange
public import ScriptModel
import Wording

/// A ladder of tiers as a file declares it: what `tier_policy { … }` takes and returns.
public struct TierPolicyTable: DefinitionTable {
  /// What it says besides its functions and benefits.
  public let policy: TierPolicy
  /// The function that plain numbers of tiers are compared with; nil where they are compared with a field, or there are none.
  let measure: ScriptFunction?
  /// The functions that decide for tiers, with where they stand.
  let functions: [(path: String, function: ScriptFunction)]
  /// What each tier gives, the lowest first.
  public let benefits: [ScriptTable]
  public let table: ScriptTable
  /// The inputs as functions get them.
  let given: GivenInputs

  public var name: String { policy.name }

  /// What a returned table calls itself.
  public static let kind = "tier_policy"

  /// The declaration in a table, checked.
  public init(_ table: ScriptTable) throws(Mismatch) {
    self.table = table
    let fields = try FieldReader(definition: table, of: Self.description)
    var policy = TierPolicy(name: try fields.name(), tiers: [])
    policy.description = try fields.phrase("description") ?? Phrase(verbatim: "")
    policy.inputs = try fields.inputs(otherThan: ["all", "any"])
    try Self.checkWindows(fields, policy.inputs)
    given = GivenInputs(policy.inputs)
    try Self.settings(fields, &policy)
    var measure: TierConditionTable.Measure?
    switch fields["measure"] {
    case nil: break
    case .function(let function)?: measure = .function(function)
    case .string(let path)?: measure = .field(try TierConditionTable.field(path, policy.inputs, "measure"))
    default:
      throw fields.refusal(
        "measure", expected: Phrase("a text such as \"orders.net\", or a function", zh: "\"orders.net\" 之类的文字，或函数"))
    }
    var conditions = TierConditionTable(inputs: policy.inputs, measure: measure)
    var benefits: [ScriptTable] = []
    guard let tiers = try fields.list("tiers", of: Self.tierDescription), !tiers.isEmpty else {
      throw fields.wrong("tiers", "a list of tiers, the lowest first", "等级列表，最低的在前")
    }
    for tier in tiers {
      let name = try tier.name()
      guard policy.place(of: name) == nil else { throw tier.wrong("name", "a name of its own", "不重复的名称") }
      if !policy.tiers.isEmpty, tier["from"] == nil {
        throw tier.wrong(
          "from", "what '\(name)' asks for: only the lowest tier may ask for nothing", "'\(name)' 的升入要求（只有最低等级可以没有要求）")
      }
      if let keep = tier["keep"], tier["from"] == nil {
        throw .value(
          Phrase(
            "asks \(keep.written) to keep '\(name)' and nothing to reach it as '\(tier.place("keep"))': what keeps a tier is no more than what reaches it",
            zh:
              "的 '\(tier.place("keep"))'：保留 '\(name)' 要求 \(keep.written)，升入却没有要求；保留的要求不得高于升入的要求"))
      }
      let from = try tier["from"].map { value throws(Mismatch) in try conditions.condition(value, tier.place("from")) }
      let keep = try tier["keep"].map { value throws(Mismatch) in try conditions.condition(value, tier.place("keep")) }
      policy.tiers.append(.init(name, from: from ?? .nothing, keep: keep))
      benefits.append(try BenefitTable(tier["benefits"], tier.place("benefits")).table)
    }
    if fields["measure"] != nil, !conditions.usesMeasure {
      throw fields.idle(
        "measure", Phrase("where no tier in 'tiers' asks for a plain number", zh: "在 'tiers' 中没有等级使用数字条件时"),
        Phrase("ask for a number as 'from' of a tier", zh: "在某等级的 'from' 写数字"))
    }
    try TierOrder(policy: policy).check()
    if let field = policy.writes { try Self.check(policy, writes: field) }
    self.policy = policy
    self.benefits = benefits
    functions = conditions.functions
    if case .function(let function)? = measure { self.measure = function } else { self.measure = nil }
  }

  /// Whether any tier gives a discount.
  public var hasDiscounts: Bool { benefits.contains { $0["discount"] != nil } }

  /// The share that a tier takes off prices; 0 for none.
  public func discount(of tier: String?) -> Double {
    policy.place(of: tier).flatMap { benefits[$0]["discount"]?.double } ?? 0
  }

  /// Refuses windows that nothing is looked at through.
  private static func checkWindows(_ fields: FieldReader, _ inputs: [ScoreInput]) throws(Mismatch) {
    guard !inputs.contains(where: { $0.window == nil && $0.source.hasWindow }) else { return }
    for name in ["qualify", "retain"] where fields[name] != nil && fields[name] != .string("lifetime") {
      throw fields.idle(
        name, Phrase("where no input in 'inputs' is without a window of its own", zh: "在 'inputs' 中没有不带时间窗口的输入项时"),
        Phrase("leave out an input's window", zh: "去掉某个输入项的时间窗口"))
    }
  }

  private static func settings(_ fields: FieldReader, _ policy: inout TierPolicy) throws(Mismatch) {
    func window(_ name: String) throws(Mismatch) -> TierWindow? {
      guard let text = try fields.text(name, expected: windows) else { return nil }
      guard let window = TierWindow(text) else { throw fields.refusal(name, expected: windows) }
      return window
    }
    policy.qualify = try window("qualify") ?? .lifetime
    policy.retain = try window("retain") ?? policy.qualify
    switch fields["hold"] {
    case nil: break
    case .integer?, .number?:
      let count = try fields.integer("hold", in: 1...100)
      policy.riseHold = count ?? 1
      policy.fallHold = count ?? 1
    case .table(let table)? where !table.isEmpty:
      let hold = try FieldReader(table, of: holdDescription, at: "hold")
      policy.riseHold = try hold.integer("rise", in: 1...100) ?? 1
      policy.fallHold = try hold.integer("fall", in: 1...100) ?? 1
    default:
      throw fields.refusal(
        "hold",
        expected: Phrase("1 to 100 evaluations, or { rise = 1, fall = 2 }", zh: "1 到 100 次评定，或 { rise = 1, fall = 2 }"))
    }
    policy.grace = try fields.span("grace")
    policy.minimumStay = try fields.span("minimum_stay")
    policy.validity = try fields.span("validity")
    policy.notice = try fields.span("notice")
    policy.downgrade = try fields.choice("downgrade") ?? .toQualified
    policy.refunds = try fields.choice("refunds") ?? .keepUntilEnd
    policy.writes = try fields.text("writes")
  }

  /// A field of customers that holds a copy takes every tier of the ladder.
  private static func check(_ policy: TierPolicy, writes name: String) throws(Mismatch) {
    guard ["tier", "size", "relationship"].contains(name), let field = Entity.customers.field(name) else {
      throw TierConditionTable.wrong(
        .string(name), "writes", "\"tier\", \"size\" or \"relationship\"", " \"tier\"、\"size\" 或 \"relationship\"")
    }
    guard case .choice(let choices) = field.kind else { return }
    let names = choices.map(\.name)
    if let other = policy.tiers.first(where: { !names.contains($0.name) }) {
      throw .value(
        Phrase(
          "writes its tiers to the field '\(name)', which takes \(names.joined(separator: ", ")) and not '\(other.name)'",
          zh: "把等级写入字段 '\(name)'，该字段只接受 \(names.joined(separator: "、"))，不接受 '\(other.name)'"))
    }
  }

  private static let windows = Phrase(
    "\"lifetime\", \"calendar_year\", \"anniversary\", or a span such as \"365d\"",
    zh: "\"lifetime\"、\"calendar_year\"、\"anniversary\"，或 \"365d\" 之类的时间跨度")

  static let holdDescription = RecordDescription(
    name: "tier_hold", summary: Phrase("How many evaluations running.", zh: "连续多少次评定。"),
    fields: [
      .init(name: "rise?", summary: Phrase("For a rise.", zh: "升级。"), type: .integer),
      .init(name: "fall?", summary: Phrase("For a fall.", zh: "降级。"), type: .integer),
    ])

  /// The table as it is documented.
  static let description = RecordDescription(
    name: "tier_policy",
    summary: Phrase(
      "A ladder of tiers: who rises, stays and falls, and what tiers give.", zh: "等级体系：升级、保级、降级的条件与各级权益。"),
    fields: [
      .init(name: "name", summary: Phrase("The ladder's name.", zh: "等级体系的名称。"), type: .string),
      .init(
        name: "description?", summary: Phrase("A text, or { en = …, zh = … }.", zh: "说明文字，或 { en = …, zh = … }。"),
        type: .union([.string, TextInLanguages.scriptType])),
      .init(
        name: "inputs?",
        summary: Phrase(
          "What conditions ask about, by name. An input without a window of its own is looked at through `qualify` and `retain`.",
          zh: "条件所用的输入项。未指定时间窗口的输入项按 `qualify` 与 `retain` 的窗口统计。"),
        type: .dictionary(InputTable.scriptType)),
      .init(
        name: "measure?",
        summary: Phrase(
          "What a plain number in `from` and `keep` is compared with: \"orders.net\", or function(c, i) that returns a number.",
          zh: "`from` 与 `keep` 中的数字与什么比较：\"orders.net\"，或返回数字的 function(c, i)。"),
        type: .union([.string, .function(takes: ["c: customer", "i: inputs"], returns: [.any])])),
      .init(
        name: "tiers", summary: Phrase("The tiers, the lowest first.", zh: "各等级，最低的在前。"), type: .list(.record("tier"))),
      .init(
        name: "qualify?",
        summary: Phrase(
          "The window by which customers rise: \"lifetime\", \"calendar_year\", \"anniversary\" of the first tier, or a span; \"lifetime\" unless given.",
          zh: "升级的统计窗口：\"lifetime\"、\"calendar_year\"、首次入级的 \"anniversary\"，或时间跨度；默认 \"lifetime\"。"), type: window),
      .init(
        name: "retain?",
        summary: Phrase(
          "The window by which they stay; that of `qualify` unless given. By years, the year so far or the whole one before will do.",
          zh: "保级的统计窗口；默认与 `qualify` 相同。按年时，本年至今或上一整年满足其一即可。"), type: window),
      .init(
        name: "hold?",
        summary: Phrase(
          "At how many evaluations running, on days of their own, a change must be due; 1 unless given.",
          zh: "须在连续多少次（不同日期的）评定中成立才变动；默认 1。"), type: .union([.integer, .record("tier_hold")])),
      .init(
        name: "grace?", summary: Phrase("How long a tier is kept after it first fails.", zh: "首次不达标后保留多久。"),
        type: .string),
      .init(
        name: "minimum_stay?", summary: Phrase("How long a tier is kept after it was given.", zh: "授予后至少保留多久。"),
        type: .string),
      .init(
        name: "validity?",
        summary: Phrase(
          "How long a tier is valid: only at the end it is asked whether it is kept, and then for as long again.",
          zh: "等级有效期：到期时才评定是否保级，保级后再续同样长。"), type: .string),
      .init(
        name: "downgrade?",
        summary: Phrase("Where a fall leads; \"to_qualified\" unless given.", zh: "降到哪一级；默认 \"to_qualified\"。"),
        type: .choice(TierPolicy.Downgrade.allCases.map(\.rawValue))),
      .init(
        name: "notice?", summary: Phrase("How long before a fall notice is given.", zh: "降级前多久通知。"), type: .string),
      .init(
        name: "refunds?",
        summary: Phrase(
          "Whether a tier that returns took away is lost at once (\"recompute\") or protected as against any fall (\"keep_until_end\").",
          zh: "因退货而不再达标的等级：立即取消（\"recompute\"），或与其他降级同样受保护（\"keep_until_end\"，默认）。"),
        type: .choice(TierPolicy.Refunds.allCases.map(\.rawValue))),
      .init(
        name: "writes?",
        summary: Phrase(
          "The field of customers that gets a copy whenever the tier changes: \"tier\", \"size\" or \"relationship\". The ladder stays the truth.",
          zh: "等级变动时同步写入的客户字段：\"tier\"、\"size\" 或 \"relationship\"。以等级体系为准。"),
        type: .choice(["tier", "size", "relationship"])),
    ])

  private static let window = ScriptType.union([.choice(["lifetime", "calendar_year", "anniversary"]), .string])

  /// A tier as it is documented.
  static let tierDescription = RecordDescription(
    name: "tier", summary: Phrase("A step of a ladder.", zh: "等级体系中的一级。"),
    fields: [
      .init(name: "name", summary: Phrase("Its name.", zh: "名称。"), type: .string),
      .init(
        name: "from?",
        summary: Phrase(
          "What it asks for: a number, { orders = { net = 50000, count = { min = 4, max = 90 } } }, { all = { … } }, { any = { … } }, or function(c, i) that returns true or false. Only the lowest tier may ask for nothing.",
          zh:
            "升入条件：数字、{ orders = { net = 50000, count = { min = 4, max = 90 } } }、{ all = { … } }、{ any = { … } }，或返回 true/false 的 function(c, i)。只有最低等级可以没有条件。"
        ), type: TierConditionTable.scriptType),
      .init(
        name: "keep?", summary: Phrase("What keeps it; `from` unless given.", zh: "保级条件；默认同 `from`。"),
        type: TierConditionTable.scriptType),
      .init(
        name: "benefits?",
        summary: Phrase(
          "What it gives: discount (a share), priority, owner, visit_interval (a span), terms (days), services (a list), and what else you name.",
          zh: "权益：discount（比例）、priority、owner、visit_interval（时间跨度）、terms（天数）、services（列表），以及自定义的项目。"),
        type: .record("tier_benefits")),
    ])
}

/// What a tier gives, checked where the words are known.
struct BenefitTable {
  let table: ScriptTable

  /// The table as it is documented.
  static let description = RecordDescription(
    name: "tier_benefits", summary: Phrase("What a tier gives.", zh: "等级的权益。"),
    fields: [
      .init(
        name: "discount?", summary: Phrase("A share from 0 to below 1.", zh: "0 到 1（不含）的比例。"), type: .number),
      .init(name: "terms?", summary: Phrase("Days, 0 to 3650.", zh: "账期天数，0 到 3650。"), type: .integer),
      .init(
        name: "visit_interval?", summary: Phrase("A span such as \"3m\".", zh: "时间跨度，例如 \"3m\"。"), type: .string),
    ], others: .any)

  init(_ value: ScriptValue?, _ path: String) throws(Mismatch) {
    guard let value else {
      table = ScriptTable()
      return
    }
    guard case .table(let table) = value, table.list.isEmpty else {
      throw TierConditionTable.wrong(
        value, path, "a table by name such as { discount = 0.03 }", "按名称的表，形如 { discount = 0.03 }")
    }
    for (name, given) in table.fields {
      let place = "\(path).\(name)"
      switch name {
      case "discount":
        guard let share = given.double, (0..<1).contains(share) else {
          throw TierConditionTable.wrong(given, place, "a share from 0 to below 1", "0 到 1（不含）的比例")
        }
      case "terms":
        guard let days = given.integer, (0...3650).contains(days) else {
          throw TierConditionTable.wrong(given, place, "days from 0 to 3650", " 0 到 3650 的天数")
        }
      case "visit_interval":
        guard case .string(let text) = given, (try? TimeSpan(text)) != nil else {
          throw TierConditionTable.wrong(given, place, "a span such as \"30d\"", "时间跨度，例如 \"30d\"")
        }
      default:
        guard Self.isPlain(given), (try? JSON(given)) != nil else {
          throw TierConditionTable.wrong(
            given, place, "a plain value: a text, a number, true or false, or a table of such",
            "普通值：文字、数字、true 或 false，或由它们组成的表")
        }
      }
    }
    self.table = table
  }

  private static func isPlain(_ value: ScriptValue) -> Bool {
    switch value {
    case .function, .record: false
    case .table(let table): table.list.allSatisfy(isPlain) && table.fields.allSatisfy { isPlain($0.value) }
    default: true
    }
  }
}
