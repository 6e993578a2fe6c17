/// What `patron new` writes. `«English|Chinese»` stands for a text in each language, `{name}` for the name.
enum ScriptTemplates {
  /// The file of a kind, and its test where that is another one.
  static func texts(of kind: NewScript.Kind) -> [String] {
    switch kind {
    case .score: [score, scoreTest]
    case .tierPolicy: [tierPolicy, tierPolicyTest]
    case .creditPolicy: [creditPolicy, creditPolicyTest]
    case .pointsProgram: [pointsProgram, pointsProgramTest]
    case .script: [script, scriptTest]
    case .job: [job, jobTest]
    case .test: [test]
    }
  }

  private static let score = """
    -- «A score from 0 to 100. Try it: patron test. Put it in force: patron apply scripts/scoring/{name}.lua|评分，0 到 100。测试：patron test；启用：patron apply scripts/scoring/{name}.lua»
    return score {
      name = "{name}",
      description = { en = "{name}", zh = "{name}" },
      -- «From which value on a customer has a band.|从哪个值起属于哪一级。»
      bands = { { min = 80, name = "A" }, { min = 60, name = "B" }, { min = 0, name = "C" } },
      -- «Figures that are computed for everyone at once: patron docs orders.stats|为所有客户一次算好的数据：patron docs orders.stats»
      inputs = { year = orders.stats("365d") },
      formula = function(c, i)
        -- «Too little is known: no value, and the reason is kept.|资料不足：不给分，并记下原因。»
        if i.year.count == 0 then return insufficient("no orders in a year") end
        -- «Named parts are added up and kept, so that patron explain shows them.|各部分相加并保存，patron explain 会显示。»
        return {
          frequency = 60 * math.min(1, i.year.count / 12),
          recency = 40 * decay(i.year.days_since_last, "90d"),
        }
      end,
    }

    """

  private static let scoreTest = """
    -- «Run with: patron test scripts/scoring|运行：patron test scripts/scoring»
    describe("{name}", function()
      before_each(function() clock.set("2026-06-30") end)

      it("«needs orders|需要订单»", function()
        given { customers = { { code = "C1", name = "«Ace Machinery|华东机械»" } } }
        apply("{name}.lua")
        expect(scores.of("C1").{name}.reason):to_equal("no orders in a year")
      end)

      it("«counts how often and how lately a customer bought|按购买频率与最近购买计分»", function()
        given {
          customers = { { code = "C1", name = "«Ace Machinery|华东机械»" } },
          orders = { { code = "O1", customer = "C1", ordered_on = "2026-06-30", amount = 1000 } },
        }
        apply("{name}.lua")
        -- «One order of twelve is 5 of 60; bought today is 40 of 40.|十二单中的一单得 60 分中的 5 分；今天购买得满 40 分。»
        expect(scores.get("C1", "{name}")):to_be_near(45, 0.01)
        clock.advance("90d")
        apply("{name}.lua")
        -- «After 90 days half of the 40 is gone.|90 天后 40 分减半。»
        expect(scores.get("C1", "{name}")):to_be_near(25, 0.01)
      end)
    end)

    """

  private static let tierPolicy = """
    -- «A ladder of tiers. Put it in force: patron apply scripts/tiers/{name}.lua, then judge everyone: tiers.evaluate("{name}", "all")|等级阶梯。启用：patron apply scripts/tiers/{name}.lua；评定所有客户：tiers.evaluate("{name}", "all")»
    return tier_policy {
      name = "{name}",
      description = { en = "{name}", zh = "{name}" },
      inputs = { orders = orders.stats() },
      -- «What is measured, over which time.|衡量什么，按多长时间。»
      qualify = "365d",
      measure = "orders.net",
      -- «From the lowest up: reached from, kept down to.|由低到高：达到 from 升级，不低于 keep 保级。»
      tiers = {
        { name = "bronze" },
        { name = "silver", from = 30000, keep = 24000, benefits = { discount = 0.02 } },
        { name = "gold", from = 80000, keep = 64000, benefits = { discount = 0.03 } },
      },
      -- «Nobody falls within 90 days of rising; before a fall there are 30 days of grace.|升级后 90 天内不降级；降级前有 30 天宽限。»
      minimum_stay = "90d", grace = "30d",
    }

    """

  private static let tierPolicyTest = """
    describe("{name}", function()
      before_each(function()
        clock.set("2026-06-30")
        given {
          customers = { { code = "C1", name = "«Ace Machinery|华东机械»" }, { code = "C2", name = "Nordwind" } },
          orders = {
            { code = "O1", customer = "C1", ordered_on = "2026-06-01", amount = 80000 },
            { code = "O2", customer = "C2", ordered_on = "2026-06-01", amount = 29999 },
          },
        }
        apply("{name}.lua")
        tiers.evaluate("{name}", "all")
      end)

      it("«goes by the orders of a year|按一年的订货额评级»", function()
        expect(tiers.of("C1", "{name}").tier):to_equal("gold")
        expect(tiers.of("C2", "{name}").tier):to_equal("bronze")
      end)
    end)

    """

  private static let creditPolicy = """
    -- «A credit policy: parts make a score, the score a grade, the grade a limit and terms. Put it in force: patron apply scripts/credit/{name}.lua|信用政策：各部分合成评分，评分定等级，等级定额度与账期。启用：patron apply scripts/credit/{name}.lua»
    return credit_policy {
      name = "{name}",
      description = { en = "{name}", zh = "{name}" },
      inputs = { history = orders.stats(), year = orders.stats("365d") },
      -- «Each part counts from 0 to 100, with these weights.|每部分 0 到 100 分，按下列权重。»
      weights = { capacity = 60, conditions = 40 },
      score = function(c, i, k)
        if i.history.count == 0 then return insufficient("no orders yet") end
        return {
          capacity = 100 * math.min(1, i.year.months_active / 12),
          -- «Three years together are full marks; a hold halves them.|合作三年得满分；被冻结时减半。»
          conditions = 100 * math.min(1, i.history.days_since_first / 1095) * (k.hold == "none" and 1 or 0.5),
        }
      end,
      -- «From the best down. E pays ahead.|由优到差。E 级须预付。»
      grades = {
        { grade = "A", min = 80, terms_days = 60, review = "12m", cap = 1000000 },
        { grade = "B", min = 60, terms_days = 30, review = "6m", cap = 300000 },
        { grade = "C", min = 40, terms_days = 15, review = "3m", cap = 50000 },
        { grade = "E", min = 0, terms_days = 0, review = "3m", cap = 0, prepay_percent = 100 },
      },
      -- «What is bought within the terms, twice over.|账期内购买额的两倍。»
      limit = function(c, i, k) return 2 * i.year.net * k.terms_days / 365 end,
      round = 100,
      -- «More needs somebody's approval.|超出须审批。»
      approval = { { above = 500000 } },
      check = { limit = { levels = { { over = 0.9, outcome = "warn" }, { over = 1, outcome = "hold" } } } },
    }

    """

  private static let creditPolicyTest = """
    describe("{name}", function()
      before_each(function() clock.set("2026-06-30") end)

      it("«grades nobody who never ordered|从未订货的客户不评级»", function()
        given { customers = { { code = "C1", name = "«Ace Machinery|华东机械»" } } }
        apply("{name}.lua")
        expect(credit.assess("C1").status):to_equal("insufficient_data")
      end)

      it("«lends by what was bought|按购买额给额度»", function()
        given {
          customers = { { code = "C1", name = "«Ace Machinery|华东机械»" } },
          orders = { { code = "O1", customer = "C1", ordered_on = "2026-06-30", amount = 73000 } },
        }
        apply("{name}.lua")
        credit.assess("C1")
        -- «One month of twelve is 8.3 of 100, nothing for years together: 60 % of 8.3 is a score of 5, which is E.|十二个月中的一个月得 8.3 分，合作年限 0 分：8.3 的 60 % 即 5 分，为 E 级。»
        local profile = credit.profile("C1")
        expect(profile.score):to_be_near(5, 0.01)
        expect(profile.grade):to_equal("E")
        expect(profile.limit):to_equal(money(0, "CNY"))
      end)
    end)

    """

  private static let pointsProgram = """
    -- «A points program. Put it in force: patron apply scripts/loyalty/{name}.lua, then points.accrue("all") for the orders there are|积分计划。启用：patron apply scripts/loyalty/{name}.lua；为已有订单计分：points.accrue("all")»
    return points_program {
      name = "{name}",
      description = { en = "{name}", zh = "{name}" },
      wallets = { { name = "points" } },
      -- «Usable when returns are over, until the end of the month a year later.|退货期后可用，一年后的当月底到期。»
      pending = "14d",
      expiry = { kind = "rolling", after = "12m", from = "activation", through = "month" },
      rules = {
        -- «One for each 100 of goods; half as many again for gold members.|每 100 元货款 1 分；金级加五成。»
        {
          name = "goods",
          points = function(x, member) return x.amount / 100 * (member.tier == "gold" and 1.5 or 1) end,
        },
      },
    }

    """

  private static let pointsProgramTest = """
    describe("{name}", function()
      before_each(function()
        clock.set("2026-06-30")
        given {
          customers = { { code = "C1", name = "«Ace Machinery|华东机械»" }, { code = "C2", name = "Nordwind", tier = "gold" } },
          orders = {
            { code = "O1", customer = "C1", ordered_on = "2026-06-30", amount = 5000 },
            { code = "O2", customer = "C2", ordered_on = "2026-06-30", amount = 5000 },
          },
        }
        apply("{name}.lua")
      end)

      it("«gives a point for each 100, and gold members half as many again|每 100 元 1 分，金级加五成»", function()
        expect(points.accrue("O1").points.points):to_equal(50)
        expect(points.accrue("O2").points.points):to_equal(75)
      end)

      it("«makes them usable after two weeks|两周后可用»", function()
        points.accrue("all")
        expect(points.balance("C1")):to_equal(0)
        clock.advance("14d")
        expect(points.balance("C1")):to_equal(50)
      end)
    end)

    """

  private static let script = """
    -- «A script: it acts once, from top to bottom. See first what it would change: patron run scripts/{name}.lua --dry-run|脚本：从头到尾执行一次。先看会有哪些改动：patron run scripts/{name}.lua --dry-run»
    -- «Here: customers of a region get an owner. Both are given behind the file's name.|此例：给某区域的客户指定负责人，区域与负责人写在文件名之后。»
    local region, owner = ...
    if not owner then error("patron run scripts/{name}.lua REGION OWNER") end

    local count = 0
    for c in customers.each { where = { region = region } } do
      if not c.owner then
        customers.update(c, { owner = owner })
        count = count + 1
      end
    end
    print(("%d %s"):format(count, owner))

    """

  private static let scriptTest = """
    describe("{name}", function()
      it("«gives an owner to who has none|给没有负责人的客户指定负责人»", function()
        given {
          customers = {
            { code = "C1", name = "«Ace Machinery|华东机械»", region = "«East|华东»" },
            { code = "C2", name = "«Best Chemicals|华东化工»", region = "«East|华东»", owner = "Wang" },
            { code = "C3", name = "Nordwind", region = "«North|北欧»" },
          },
        }
        expect(run("{name}.lua", { "«East|华东»", "Li Wei" }).output):to_equal("1 Li Wei\\n")
        expect(changes()):to_contain { entity = "customers", code = "C1", field = "owner", new = "Li Wei" }
        expect(changes()).never:to_contain { code = "C2" }
      end)

      it("«says what it needs|说明所需参数»", function()
        expect(function() run("{name}.lua") end):to_raise("REGION OWNER")
      end)
    end)

    """

  private static let job = """
    -- «A job: a script that runs again and again, and does only what is new each time.|定期任务：反复运行的脚本，每次只处理新的内容。»
    -- «Here: customers whose review is due are listed, the longest due first.|此例：列出应复核的客户，逾期最久的在前。»
    local due = customers.list { where = { next_review_on = { ["<="] = today() } }, order = "next_review_on" }
    for _, c in ipairs(due) do
      log.info("review due", { customer = c.code, on = c.next_review_on })
      print(c.next_review_on, c.code, c.name)
    end
    return #due

    """

  private static let jobTest = """
    describe("{name}", function()
      before_each(function()
        given {
          customers = {
            { code = "C1", name = "«Ace Machinery|华东机械»", next_review_on = "2026-02-17" },
            { code = "C2", name = "Nordwind", next_review_on = "2026-03-01" },
          },
        }
      end)

      it("«lists who is due, and nobody before|只列出已到期的客户»", function()
        clock.set("2026-02-16")
        expect(run("{name}.lua").results):to_equal { "0" }
        clock.advance("1d")
        expect(run("{name}.lua").output):to_contain("C1")
        clock.set("2026-03-01")
        expect(run("{name}.lua").results):to_equal { "2" }
      end)
    end)

    """

  private static let test = """
    -- «Each test has an empty book of its own and a clock that stands still. Run with: patron test|每个测试有自己的空账簿和静止的时钟。运行：patron test»
    describe("{name}", function()
      before_each(function()
        clock.set("2026-06-30")
        -- «Records by kind, as X.create takes them; CSV works too.|按种类给出记录，写法同 X.create；也可用 CSV。»
        given { customers = { { code = "C1", name = "«Ace Machinery|华东机械»", region = "«East|华东»" } } }
      end)

      it("«finds what was given|能找到给定的记录»", function()
        expect(customers.get("C1")):to_contain { name = "«Ace Machinery|华东机械»", region = "«East|华东»" }
      end)

      it("«tells what was changed|能看到改动»", function()
        customers.update("C1", { owner = "Li Wei" })
        expect(changes()):to_contain { entity = "customers", code = "C1", field = "owner", new = "Li Wei" }
      end)

      it("«expects errors|能断言报错»", function()
        expect(function() customers.get("C9") end):to_raise("not-found")
      end)
    end)

    """
}
