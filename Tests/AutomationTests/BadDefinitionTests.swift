import LuaRuntime
import Testing
import Wording

/// What is said of a definition that is refused: where in it, what stands there, and what has to.
struct BadDefinitionTests {
  /// Definitions that are right but for what a case puts into them.
  private enum Base: String, CaseIterable, Sendable {
    case score, creditPolicy, tierPolicy, pointsProgram

    func with(_ part: String) -> String {
      switch self {
      case .score:
        """
        score { name = "d", inputs = { o = orders.stats() }, formula = function(c, i) return i.o.count end, \(part) }
        """
      case .creditPolicy:
        """
        credit_policy { name = "d", score = function() return { capital = 1 } end, grades = { { grade = "E", min = 0 } }, \(part) }
        """
      case .tierPolicy:
        """
        tier_policy { name = "d", inputs = { o = orders.stats() }, tiers = { { name = "S" } }, \(part) }
        """
      case .pointsProgram:
        """
        points_program { name = "d", rules = { { name = "r", points = function() return 1 end } }, \(part) }
        """
      }
    }
  }

  /// What is put into a definition, and what is said of it.
  private static let cases: [(base: Base, part: String, message: String)] = [
    // Values that do not fit, wherever they stand.
    (.score, "range = { 3 }", "has { 3 } as 'range', which must be two numbers that rise, { lowest, highest }"),
    (.score, "floor = 2, bands = {}", "has 2 as 'floor', which must be a number from 0 to 1"),
    (.score, "decimals = 7", "has 7 as 'decimals', which must be an integer from 0 to 6"),
    (.score, #"as_of = "soon""#, #"has "soon" as 'as_of', which must be "today" or a date such as "2026-11-21""#),
    (.score, "bands = 5", "has 5 as 'bands', which must be a list, each a table such as { min = …, name = … }"),
    (.score, "bands = { 80 }", "has 80 as 'bands[1]', which must be a table such as { min = …, name = … }"),
    (.score, "bands = { { min = 'x', name = 'A' } }", #"has "x" as 'bands[1].min', which must be a number"#),
    (.score, "bands = { { min = 1 } }", "needs 'bands[1].name', a string"),
    (.score, "bands = { { min = 1, name = 5 } }", "has 5 as 'bands[1].name', which must be a text in one line"),
    (.score, "bands = { { min = 1, name = '' } }", #"has "" as 'bands[1].name', which must be a text in one line"#),
    (
      .score, "bands = { { min = 1, nmae = 'A' } }",
      "has no field 'bands[1].nmae' of score_band (did you mean 'bands[1].name'?)"
    ),
    (
      .score, "bands = { { min = 1, name = 'A' }, { min = 1, name = 'B' } }",
      "has 1 as 'bands[2].min', which must be another than that of 'A'"
    ),
    (
      .score, "inputs = { 5 }",
      #"has { 5 } as 'inputs', which must be a table such as { orders = orders.stats("365d") }"#
    ),
    (
      .score, "inputs = { o = 5 }",
      #"has 5 as 'inputs.o', which must be what a function such as orders.stats("365d") returns"#
    ),
    (
      .score, "inputs = { o = { input = 'orders.stats', window = 3 } }",
      #"has 3 as 'inputs.o.window', which must be a span such as "30d" or "12m""#
    ),
    (.score, "formula = 5", "has 5 as 'formula', which must be a function"),
    (.score, "formulae = 5", "has no field 'formulae' of score (did you mean 'formula'?)"),
    (
      .score, "xyz = 5",
      "has no field 'xyz' of score, which has name, description, inputs, formula, range, bands, floor, as_of, decimals"
    ),
    (.score, "'loose'", #"has "loose" without a name: write name = value"#),
    (.score, "description = 5", "has 5 as 'description', which must be a text or { en = …, zh = … }"),
    (.creditPolicy, "grades = {}", #"has {} as 'grades', which must be a list of { grade = "A", min = 80 }"#),
    (
      .creditPolicy, "grades = { 'A' }",
      #"has "A" as 'grades[1]', which must be a table such as { grade = …, min = … }"#
    ),
    (
      .creditPolicy, "grades = { { grade = 'F', min = 0 } }",
      #"has "F" as 'grades[1].grade', which must be one of "A", "B", "C", "D", "E""#
    ),
    (.creditPolicy, "grades = { { grade = 'A' } }", "needs 'grades[1].min', a number"),
    (
      .creditPolicy, "grades = { { grade = 'A', min = 1 } }",
      "has 1 as 'grades[1].min', which must be 0 for the lowest grade"
    ),
    (
      .creditPolicy, "grades = { { grade = 'A', min = 50 }, { grade = 'B', min = 60 } }",
      "has 60 as 'grades[2].min', which must be less than the 50 of grade A, or the two overlap"
    ),
    (
      .creditPolicy, "grades = { { grade = 'E', min = 50 }, { grade = 'A', min = 0 } }",
      #"has "A" as 'grades[2].grade', which must be a grade below E: the best grade comes first"#
    ),
    (
      .creditPolicy, "grades = { { grade = 'A', min = 0, review = 12 } }",
      #"has 12 as 'grades[1].review', which must be a span such as "30d" or "12m""#
    ),
    (
      .creditPolicy, "weights = { 1 }", "has 1 without a name in 'weights': write name = value"
    ),
    (
      .creditPolicy, "weights = 3",
      "has 3 as 'weights', which must be a table such as { character = …, capacity = …, capital = …, conditions = … }"
    ),
    (
      .creditPolicy, "weights = { capital = 0 }",
      "has { capital = 0 } as 'weights', which must be a table with at least one weight above 0"
    ),
    (
      .creditPolicy, "check = { limit = { over = 1, at = { 'order', 'later' } } }",
      #"has "later" as 'check.limit.at[2]', which must be one of "order", "delivery", "invoice""#
    ),
    (
      .creditPolicy, "check = { limit = { over = 1, at = 'order' } }",
      #"has "order" as 'check.limit.at', which must be a list of: one of "order", "delivery", "invoice""#
    ),
    (
      .creditPolicy, "check = { limit = { over = 1, at = {} } }",
      "has {} as 'check.limit.at', which must be a list of at least one stage"
    ),
    (
      .creditPolicy, "check = { limit = { levels = { { over = 1 }, { over = 0.5 } } } }",
      "has 0.5 as 'check.limit.levels[2].over', which must be more than the 1 before it, or the levels overlap"
    ),
    (
      .creditPolicy, "check = { expired = 'late' }",
      #"has "late" as 'check.expired', which must be one of "allow", "warn", "hold", "reject""#
    ),
    (
      .creditPolicy, "check = { hold = 'warn' }",
      #"has "warn" as 'check.hold', which must be a table such as { at = { "order" } }"#
    ),
    (.creditPolicy, "check = { horizon = { over = 1 } }", "needs 'check.horizon.days', an integer"),
    (
      .creditPolicy, "check = { limt = { over = 1 } }",
      "has no field 'check.limt' of credit_checks (did you mean 'check.limit'?)"
    ),
    (
      .creditPolicy, "approval = { { above = 5, by = { 'li', 7 } } }",
      "has 7 as 'approval[1].by[2]', which must be a string"
    ),
    (
      .creditPolicy, "approval = { { above = 5, by = {} } }",
      "has {} as 'approval[1].by', which must be a list of at least one operator"
    ),
    (
      .creditPolicy, "approval = { { above = 5 }, { above = 4 } }",
      "has 4 as 'approval[2].above', which must be more than the 5 before it"
    ),
    (
      .creditPolicy, "secured = { deposit = 2 }", "has 2 as 'secured.deposit', which must be a number from 0 to 1"
    ),
    (.creditPolicy, "exposure = { tax = 1 }", "has 1 as 'exposure.tax', which must be true or false"),
    (.creditPolicy, "dunning = { { days = 3 } }", "needs 'dunning[1].text', a string or a text_in_languages table"),
    (
      .creditPolicy, "dunning = { { days = 3, text = 'a' }, { days = 2, text = 'b' } }",
      "has 2 as 'dunning[2].days', which must be more than the 3 of the level before it"
    ),
    (.tierPolicy, "tiers = {}", "has {} as 'tiers', which must be a list of tiers, the lowest first"),
    (.tierPolicy, "tiers = { { name = 5 } }", "has 5 as 'tiers[1].name', which must be a text in one line"),
    (
      .tierPolicy, "tiers = { { name = 'S' }, { name = 'S', from = 1 } }",
      #"has "S" as 'tiers[2].name', which must be a name of its own"#
    ),
    (
      .tierPolicy, "tiers = { { name = 'S' }, { name = 'M' } }",
      "needs 'tiers[2].from', what 'M' asks for: only the lowest tier may ask for nothing"
    ),
    (.tierPolicy, "hold = {}", "has {} as 'hold', which must be 1 to 100 evaluations, or { rise = 1, fall = 2 }"),
    (.tierPolicy, "hold = { fall = 'x' }", #"has "x" as 'hold.fall', which must be an integer from 1 to 100"#),
    (.tierPolicy, "hold = { fal = 2 }", "has no field 'hold.fal' of tier_hold (did you mean 'hold.fall'?)"),
    (
      .tierPolicy, "measure = 'o.nett'",
      #"has "o.nett" as 'measure', which must be a figure of 'inputs' such as "o.net""#
    ),
    (
      .tierPolicy, "tiers = { { name = 'S', from = { o = { nett = 1 } } } }",
      "has no field 'tiers[1].from.o.nett' of orders.stats (did you mean 'net'?)"
    ),
    (
      .tierPolicy, "tiers = { { name = 'S', from = 5 } }",
      "has 5 as 'tiers[1].from', which must be a table such as { orders = { net = 50000 } }, unless 'measure' says what numbers are compared with"
    ),
    (
      .tierPolicy, "tiers = { { name = 'S', benefits = { discount = 2 } } }",
      "has 2 as 'tiers[1].benefits.discount', which must be a share from 0 to below 1"
    ),
    (
      .tierPolicy,
      "inputs = { p = payments.stats() }, tiers = { { name = 'S' }, { name = 'M', from = { p = { weighted_days_late = { max = 10 } } } }, { name = 'L', from = { p = { weighted_days_late = { max = 20 } } } } }",
      "asks 20 of 'L' and 10 of 'M' below it as 'tiers[3].from.p.weighted_days_late': an upper bound does not rise from tier to tier"
    ),
    (
      .tierPolicy,
      "inputs = { p = payments.stats() }, tiers = { { name = 'S', from = { p = { weighted_days_late = { max = 10 } } }, keep = { p = { weighted_days_late = { max = 5 } } } } }",
      "asks 5 to keep 'S' and 10 to reach it as 'tiers[1].keep.p.weighted_days_late': what keeps a tier is no stricter than what reaches it"
    ),
    (.tierPolicy, "grace = 30", #"has 30 as 'grace', which must be a span such as "30d" or "12m""#),
    (
      .tierPolicy, "inputs = { all = orders.stats() }",
      "has 'inputs.all', and an input cannot be called all, any"
    ),
    (.pointsProgram, "wallets = { 5 }", "has 5 as 'wallets[1]', which must be a table such as { name = … }"),
    (.pointsProgram, "pending = 14", #"has 14 as 'pending', which must be "none", "event" or a span such as "14d""#),
    (.pointsProgram, "wallets = { {} }", "needs 'wallets[1].name', a string"),
    (
      .pointsProgram, "wallets = { { name = 'a' }, { name = 'b', expiry = { kind = 'roling' } } }",
      #"has "roling" as 'wallets[2].expiry.kind', which must be one of "never", "fixed", "rolling", "last_activity", "calendar", "anniversary""#
    ),
    (
      .pointsProgram, "expiry = { kind = 'rolling' }", #"needs 'expiry.after', a span such as "12m""#
    ),
    (
      .pointsProgram, "wallets = { { name = 'a' }, { name = 'a' } }",
      #"has "a" as 'wallets[2].name', which must be a name of its own"#
    ),
    (
      .pointsProgram, "rules = { { name = 'r', points = function() end, exclude = { 'vat' } } }",
      #"has "vat" as 'rules[1].exclude[1]', which must be one of "tax", "shipping", "gift_card", "points""#
    ),
    (
      .pointsProgram, "rules = { { name = 'r', points = 5 } }", "has 5 as 'rules[1].points', which must be a function"
    ),
    (
      .pointsProgram, "rules = { { name = 'r', points = function() end, cap = { week = 3 } } }",
      "has no field 'rules[1].cap.week' of points_cap, which has order, day, month, year, lifetime, budget"
    ),
    (
      .pointsProgram, "rules = { { name = 'r', points = function() end, cap = { day = -3 } } }",
      "has -3 as 'rules[1].cap.day', which must be an integer from 0 to 1000000000000"
    ),
    (
      .pointsProgram, "rules = { { name = 'r', points = function() end, wallet = 'cash' } }",
      #"has "cash" as 'rules[1].wallet', which must be "points""#
    ),
    (
      .pointsProgram, "rules = { { name = 'r', points = function() end, group = 'g' } }",
      #"has "g" as 'rules[1].group', which must be a group of 'stacking', which does not have it"#
    ),
    (
      .pointsProgram, "rules = { { name = 'r', points = function() end, from = '2026-02-01', to = '2026-01-01' } }",
      #"has "2026-01-01" as 'rules[1].to', which must be a day not before 'from'"#
    ),
    (
      .pointsProgram, "stacking = { 'best' }",
      #"has { "best" } as 'stacking', which must be a table by group such as { rate = "best" }"#
    ),
    (
      .pointsProgram, "stacking = { g = 'most' }",
      #"has "most" as 'stacking.g', which must be one of "all", "first", "best", "least""#
    ),
    (.pointsProgram, "wallets = { { name = 'a', value = 5 } }", "has 5 as 'wallets[1].value', which must be an amount"),

    // Settings that another one keeps from taking effect.
    (
      .score, "floor = 0.3", "has 0.3 as 'floor', which has no effect without 'bands': leave it out, or add 'bands'"
    ),
    (
      .score, "range = { 0, 10 }, bands = { { min = 50, name = 'A' } }",
      "has 50 as 'bands[1].min', which has no effect where 'range' ends at 10: leave it out, or change 'range'"
    ),
    (
      .score, "inputs = { o = { input = 'statements.latest', window = '1y' } }",
      #"has "1y" as 'inputs.o.window', which has no effect where 'inputs.o.input' is statements.latest: leave it out, or change 'inputs.o.input'"#
    ),
    (
      .score, "inputs = { o = { input = 'orders.stats', best = 'lowest' } }",
      #"has "lowest" as 'inputs.o.best', which has no effect without 'inputs.o.field': leave it out, or add 'inputs.o.field'"#
    ),
    (
      .creditPolicy, "peak = 2",
      "has 2 as 'peak', which has no effect without 'figures': leave it out, or add 'figures'"
    ),
    (
      .creditPolicy, "grades = { { grade = 'A', min = 0, turnover = 0.1 } }, limit = function() return 1 end",
      "has 0.1 as 'grades[1].turnover', which has no effect where 'limit' is a function: leave it out, or leave out 'limit'"
    ),
    (
      .creditPolicy, "grades = { { grade = 'A', min = 0, turnover = 0.1 } }",
      "needs 'figures', a function that returns turnover, since 'grades[1].turnover' is a share of it"
    ),
    (
      .creditPolicy, "check = { hold = { over = 1 } }",
      "has 1 as 'check.hold.over', which has no effect on the step 'hold', which does as the customer's hold says: leave it out, or set the customer's hold with credit.hold"
    ),
    (
      .creditPolicy, "check = { limit = { outcome = 'warn', levels = { { over = 1 } } } }",
      #"has "warn" as 'check.limit.outcome', which has no effect beside 'check.limit.levels': leave it out, or leave out 'check.limit.levels'"#
    ),
    (
      .creditPolicy, "check = { limit = { over = 1, days = 3 } }",
      "has 3 as 'check.limit.days', which has no effect on the step 'limit': leave it out, or say 'over'"
    ),
    (
      .creditPolicy, "check = { dunning_level = { over = 1 } }",
      "has { over = 1 } as 'check.dunning_level', which has no effect without 'dunning': leave it out, or add 'dunning'"
    ),
    (
      .tierPolicy, "measure = 'o.net'",
      #"has "o.net" as 'measure', which has no effect where no tier in 'tiers' asks for a plain number: leave it out, or ask for a number as 'from' of a tier"#
    ),
    (
      .tierPolicy, "inputs = { o = orders.stats('1y') }, qualify = '90d'",
      #"has "90d" as 'qualify', which has no effect where no input in 'inputs' is without a window of its own: leave it out, or leave out an input's window"#
    ),
    (
      .tierPolicy, "tiers = { { name = 'S', keep = { o = { net = 5 } } } }",
      "asks { o = { net = 5 } } to keep 'S' and nothing to reach it as 'tiers[1].keep': what keeps a tier is no more than what reaches it"
    ),
    (
      .pointsProgram, "expiry = { kind = 'never', after = '1y' }",
      #"has "1y" as 'expiry.after', which has no effect where 'expiry.kind' is "never": leave it out, or change 'expiry.kind'"#
    ),
    (
      .pointsProgram, "wallets = { { name = 'a', expiry = { kind = 'fixed', on = '2027-01-01', years = 2 } } }",
      #"has 2 as 'wallets[1].expiry.years', which has no effect where 'wallets[1].expiry.kind' is "fixed": leave it out, or change 'wallets[1].expiry.kind'"#
    ),
    (
      .pointsProgram, "stacking = { rate = 'best' }",
      #"has { rate = "best" } as 'stacking', which has no effect on the group 'rate', which no rule in 'rules' has: leave it out, or give a rule group = "rate""#
    ),
    (
      .pointsProgram, "burn = 'lifo', wallets = { { name = 'a', burn = 'fifo' } }",
      #"has "lifo" as 'burn', which has no effect where each of 'wallets' has its own: leave it out, or leave it out of a wallet"#
    ),
    (
      .pointsProgram, "reinstatement = 3",
      "has 3 as 'reinstatement', which has no effect without 'expiry': leave it out, or add 'expiry'"
    ),
    (
      .pointsProgram, "wallets = { { name = 'a', redeemable = false, reinstatement = 3 } }",
      "has 3 as 'wallets[1].reinstatement', which has no effect"
    ),
    (
      .pointsProgram, "wallets = { { name = 'a', currency = 'CNY', value = money(1, 'CNY') } }",
      #"has money(1.00, "CNY") as 'wallets[1].value', which has no effect where 'wallets[1].currency' is "CNY""#
    ),
    (
      .pointsProgram, "rules = { { name = 'r', points = function() end, scope = 'line' } }",
      #"has "line" as 'rules[1].scope', which has no effect where 'rules[1].on' is not "line": leave it out, or change 'rules[1].on'"#
    ),
    (
      .pointsProgram, "rules = { { name = 'r', on = 'activity', points = function() end, exclude = { 'tax' } } }",
      #"has { "tax" } as 'rules[1].exclude', which has no effect where 'rules[1].on' is not "order" or "line""#
    ),
    (
      .pointsProgram, "rules = { { name = 'r', points = function() end, cap = { order = 9, month = 5 } } }",
      "has 9 as 'rules[1].cap.order', which has no effect where 'rules[1].cap.month' is 5: leave it out, or change 'rules[1].cap.month'"
    ),
  ]

  /// Settings that say what goes without saying, where another value would have no effect.
  private static let usual: [(base: Base, part: String)] = [
    (.score, "floor = 0.5"), (.score, "floor = 0"), (.creditPolicy, "peak = 1"),
    (.tierPolicy, "inputs = { o = orders.stats('1y') }, qualify = 'lifetime', retain = 'lifetime'"),
    (.pointsProgram, "wallets = { { name = 'a', redeemable = false, reinstatement = 0 } }"),
    (.pointsProgram, "rules = { { name = 'r', points = function() end, scope = 'order' } }"),
    (.pointsProgram, "rules = { { name = 'r', on = 'activity', points = function() end, refunds = 'reverse' } }"),
    (
      .pointsProgram,
      "rules = { { name = 'r', on = 'activity', points = function() end, exclude = { 'tax', 'shipping', 'gift_card', 'points' } } }"
    ),
  ]

  /// What is said of each definition.
  private static func messages(
    of cases: [String] = cases.map { $0.base.with($0.part) }, in language: Language
  ) throws -> [String] {
    let lines = cases.map { definition in
      "local ok, why = pcall(function() return \(definition) end)\nprint(ok and 'taken' or tostring(why))"
    }
    let result = try SampleBook.runEmpty("do " + lines.joined(separator: " end do ") + " end", language: language)
    #expect(result.failure == nil, "\(result.failure?.rendering.english ?? "")")
    let messages = result.printed.split(separator: "\n").map(String.init)
    try #require(messages.count == cases.count, "\(result.printed)")
    return messages
  }

  @Test func `what is wrong is named by its whole path, with what stands there and what has to`() throws {
    for (test, message) in zip(Self.cases, try Self.messages(in: .english)) {
      #expect(message.contains(" of 'd' \(test.message)"), "\(test.part)\n\(message)\n\(test.message)")
    }
  }

  @Test func `what states the default is taken`() throws {
    let messages = try Self.messages(of: Self.usual.map { $0.base.with($0.part) }, in: .english)
    for (test, message) in zip(Self.usual, messages) { #expect(message == "taken", "\(test.part)") }
  }

  @Test func `Chinese has a blank before the name of a table`() throws {
    let message = try #require(try Self.messages(of: ["points_program(5)"], in: .chinese).first)
    #expect(message.contains("必须是 points_program 表"), "\(message)")
  }

  @Test func `the same is said in Chinese, without a word of English but for the names`() throws {
    for (test, message) in zip(Self.cases, try Self.messages(in: .chinese)) {
      // What is quoted, written as Lua or called by its name in scripts is the same in every language.
      let prose = message.replacing(/'[^']*'|"[^"]*"|\{[^}]*\}|[a-z]+([._][a-z]+)+|name = value/, with: "")
      let words = prose.split { !($0.isASCII && $0.isLetter) }.filter { $0.count > 1 }
      let names = ["score", "true", "false", "money", "group", "turnover", "function", "end", "all", "any"]
      let strange = words.map { String($0) }.filter { !names.contains($0) }
      #expect(strange.isEmpty || message.contains("可用字段"), "\(test.part)\n\(message)\n\(strange)")
      // The path that English names is named in Chinese as well.
      if let path = test.message.split(separator: "'", omittingEmptySubsequences: false).dropFirst().first {
        #expect(message.contains("'\(path)'"), "\(message)")
      }
    }
  }
}
