import Analytics
import Domain
public import ScriptModel
import Wording

extension Module<ScriptSession> {
  /// Where customers stand on ladders of tiers.
  public static let tiers = Module(
    "tiers",
    Phrase(
      "Ladders of tiers: who rises, stays and falls, and what tiers give. What is judged on a day is in force from the next.",
      zh: "等级体系：升级、保级、降级与各级权益。某日的评定自次日起生效。"),
    functions: [evaluate, overrideTier, liftOverride, of, at, history, benefits, needed, notices, ladders])

  private static let evaluate = Function<ScriptSession>(
    "tiers.evaluate",
    Phrase(
      "Judges one customer or \"all\" by the ladder in force, on the run's business date, all or nothing. Judging a day twice changes nothing the second time.",
      zh: "按生效的等级体系在业务日期评定一个客户或 \"all\"，要么全部生效，要么都不生效。同一天重复评定不会再有变化。"),
    effect: .writes, takes: ladder,
    Parameter(
      "customer", Phrase("The customer's code, the record, or \"all\".", zh: "客户编号、客户记录，或 \"all\"。"),
      as: RecordReference.self, type: EntityFunctions(.customers).referenceType),
    Parameter(
      "options", Phrase("{ limit = 100 }: how many moves are listed.", zh: "{ limit = 100 }：列出多少条变动。"),
      as: MoveOptions?.self),
    returns: Returned("result", Phrase("Counts, and who moved.", zh: "各项计数与变动的客户。"), as: TierWork<TierMoves>.self),
    example: """
      fx.set("EUR", "2026-01-01", 7.8)
      local result = tiers.evaluate("value", "all")
      assert(result.customers == 2 and result.tiers.bronze == 1 and result.tiers.silver == 1)
      for _, move in ipairs(result.moves) do print(move.code, move.from, move.to) end
      """
  ) { session, ladder, customer, options in
    TierWork(session: session, ladder: ladder) { evaluation in
      let everybody = customer.key == .code("all")
      return try evaluation.evaluate(everybody ? nil : customer.key, limit: options?.limit ?? 100)
    }
  }

  private static let overrideTier = Function<ScriptSession>(
    "tiers.override",
    Phrase(
      "Sets a customer's tier by hand, from today to a day, that day included. Evaluations leave it until then, and while nobody evaluates it stays. The first evaluation after that day ends it at once, without hold, grace or notice: the tier is then the highest whose `from` the figures reach, or, where that is higher, the highest up to the one set by hand whose `keep` they meet; the one from before where too little is known. `tiers.lift_override` ends it before.",
      zh:
        "手工设定客户等级，自今日起至某日（含当日）。期间评定不改变它；无人评定时它继续有效。该日之后的首次评定立即结束它，不受 hold、grace、notice 约束：等级为数据达到其 `from` 的最高一级；若不高于所设等级且满足 `keep` 的最高一级更高，则取后者；数据不足时恢复为设定前的等级。`tiers.lift_override` 可提前解除。"
    ),
    effect: .writes, takes: customer, ladder,
    Parameter("tier", Phrase("The tier.", zh: "等级。"), as: String.self),
    Parameter("options", Phrase("Why, and until when.", zh: "原因与截止日期。"), as: OverrideTable.self),
    returns: Returned("standing", Phrase("The standing now.", zh: "当前位置。"), as: OverrideWork.self),
    example: """
      local s = tiers.override("C0043", "value", "gold", { reason = "launch partner", ends_on = "2027-03-31" })
      assert(s.tier == "gold" and s.override.ends_on == "2027-03-31")
      """
  ) { session, customer, ladder, tier, options in
    OverrideWork(session: session, customer: customer, ladder: ladder, tier: tier, options: options)
  }

  private static let liftOverride = Function<ScriptSession>(
    "tiers.lift_override",
    Phrase(
      "Ends a tier that was set by hand before its day: the customer is judged by figures again, at once.",
      zh: "提前解除手工设定的等级：立即恢复为按数据评定。"),
    effect: .writes, takes: customer, ladder,
    Parameter("reason", Phrase("Why.", zh: "原因。"), as: String.self),
    returns: Returned(
      "standing", Phrase("The standing now.", zh: "当前位置。"), as: TierWork<TierStanding?>.self,
      type: TierStanding.scriptType),
    example: """
      tiers.override("C0042", "value", "gold", { reason = "launch partner", ends_on = "2027-03-31" })
      local s = tiers.lift_override("C0042", "value", "contract ended")
      assert(s.tier == "bronze" and s.override == nil)
      assert(tiers.history("C0042", "value")[1].reason == "contract ended")
      """
  ) { session, customer, ladder, reason in
    TierWork(session: session, ladder: ladder) { evaluation in
      _ = try evaluation.lift(customer.key, reason: reason)
      return try session.book.tierStanding(of: customer.key, on: ladder)
    }
  }

  private static let of = Function<ScriptSession>(
    "tiers.of",
    Phrase(
      "Where a customer stands: on one ladder, nil where nobody judged; or on all, by the ladders' names.",
      zh: "客户所处等级：指定体系时为其位置（未评定为 nil）；否则按体系名称给出全部。"),
    effect: .reads, takes: customer, optionalLadder,
    returns: Returned(
      "standing", Phrase("A standing, or a table of them.", zh: "位置，或以体系名称为键的表。"), as: TierStandings.self),
    example: """
      tiers.evaluate("value", "C0042")
      assert(tiers.of("C0042", "value").tier == "bronze")
      for ladder, s in pairs(tiers.of("C0042")) do print(ladder, s.tier, s.since) end
      """
  ) { session, customer, ladder in
    if let ladder { return .one(try session.book.tierStanding(of: customer.key, on: ladder)) }
    let standings = try session.book.tierStandings(of: customer.key)
    return .all(ByName(standings.map { ($0.ladder, $0.standing) }))
  }

  private static let at = Function<ScriptSession>(
    "tiers.at",
    Phrase(
      "The tier that is in force on a day: the one that an order of that day counts by. Nil for none.",
      zh: "某日生效的等级，即当日订单所适用的等级；没有则为 nil。"),
    effect: .reads, takes: customer, ladder,
    Parameter("date", Phrase("The day.", zh: "日期。"), as: DateArgument.self),
    returns: Returned("tier", Phrase("The tier's name.", zh: "等级名称。"), as: String?.self),
    example: """
      tiers.evaluate("value", "C0042")
      assert(tiers.at("C0042", "value", today()) == nil, "what is judged today is in force from tomorrow")
      assert(tiers.at("C0042", "value", dates.add(today(), "1d")) == "bronze")
      """
  ) { session, customer, ladder, date in
    try session.book.tier(of: customer.key, on: ladder, at: date.date)
  }

  private static let history = Function<ScriptSession>(
    "tiers.history",
    Phrase(
      "Every change of a customer's standing and of those merged into it, the latest first.",
      zh: "客户及并入其中的客户的等级全部变动，最新的在前。"),
    effect: .reads, takes: customer, optionalLadder,
    returns: Returned(
      "changes", Phrase("What changed, why, by what evidence and which run.", zh: "变动内容、原因、依据与所属运行。"),
      as: [TierChange].self),
    example: """
      tiers.evaluate("value", "C0042")
      local first = tiers.history("C0042", "value")[1]
      assert(first.kind == "entered" and first.to == "bronze" and first.evidence.qualify.orders.net == 1200)
      """
  ) { session, customer, ladder in
    try session.book.tierHistory(of: customer.key, on: ladder, limit: 10_000)
  }

  private static let benefits = Function<ScriptSession>(
    "tiers.benefits",
    Phrase(
      "What a customer's tier gives by the ladder in force: of one ladder, or of all by their names. An empty table for no tier.",
      zh: "客户等级按生效政策享有的权益：指定体系，或按体系名称给出全部。没有等级时为空表。"),
    effect: .reads, takes: customer, optionalLadder,
    returns: Returned(
      "benefits", Phrase("As the policy names them.", zh: "按政策所写。"), as: BenefitWork.self),
    example: """
      tiers.override("C0042", "value", "gold", { reason = "key account", ends_on = "2027-12-31" })
      assert(tiers.benefits("C0042", "value").discount == 0.05)
      assert(tiers.benefits("C0042").value.visit_interval == "30d")
      """
  ) { session, customer, ladder in BenefitWork(session: session, customer: customer, ladder: ladder) }

  private static let needed = Function<ScriptSession>(
    "tiers.needed",
    Phrase("What keeps a customer's tier, and what the next one asks.", zh: "保住当前等级与升入下一级所需的条件。"),
    effect: .reads, takes: customer, ladder,
    returns: Returned(
      "outlook", Phrase("Where the customer stands, and the bounds.", zh: "客户的位置与各项条件。"), as: TierWork<TierOutlook>.self
    ),
    example: """
      tiers.evaluate("value", "C0042")
      local rise = tiers.needed("C0042", "value").rise
      assert(rise.tier == "silver" and rise.needs[1].figure == "orders.net" and rise.needs[1].lacking == 3800)
      """
  ) { session, customer, ladder in
    TierWork(session: session, ladder: ladder) { evaluation in try evaluation.outlook(of: customer.key) }
  }

  private static let notices = Function<ScriptSession>(
    "tiers.notices", Phrase("Who is to fall unless something changes, the earliest first.", zh: "将要降级的客户，最早的在前。"),
    effect: .reads, takes: optionalLadder,
    returns: Returned("notices", Phrase("One for each of them.", zh: "每个客户一条。"), as: [TierNotice].self),
    example: """
      for _, n in ipairs(tiers.notices("value")) do
        print(n.code, n.tier, n.due_on, tiers.needed(n.code, n.ladder).stay.needs[1].lacking)
      end
      """
  ) { session, ladder in try session.book.tierNotices(on: ladder) }

  private static let ladders = Function<ScriptSession>(
    "tiers.ladders", Phrase("The names of the ladders in force.", zh: "生效的等级体系名称。"), effect: .reads,
    returns: Returned("names", Phrase("In the order of the alphabet.", zh: "按字母顺序。"), as: [String].self),
    example: #"assert(tiers.ladders()[1] == "value")"#
  ) { session in try session.book.activeDefinitions(TierPolicyTable.kind).map(\.name) }

  private static var customer: Parameter<RecordReference> {
    Parameter(
      "customer", Phrase("The customer's code, or the record.", zh: "客户编号，或客户记录。"), as: RecordReference.self,
      type: EntityFunctions(.customers).referenceType)
  }

  private static var ladder: Parameter<String> {
    Parameter("ladder", Phrase("The ladder's name.", zh: "等级体系的名称。"), as: String.self)
  }

  private static var optionalLadder: Parameter<String?> {
    Parameter("ladder", Phrase("The ladder's name; all where it is left out.", zh: "等级体系的名称；省略时为全部。"), as: String?.self)
  }
}
