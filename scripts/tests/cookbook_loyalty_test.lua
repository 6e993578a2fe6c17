-- The recipes on tiers, points and rebates.
before_each(function() clock.set("2026-06-30") end)

describe("tiers", function()
  before_each(function()
    given {
      customers = { { code = "C1", name = "甲", owner = "李伟" }, { code = "C2", name = "乙" }, { code = "C3", name = "丙" } },
      orders = {
        { code = "O1", customer = "C1", ordered_on = "2026-03-01", amount = 90000 },
        { code = "O2", customer = "C2", ordered_on = "2026-03-01", amount = 25000 },
        { code = "O3", customer = "C3", ordered_on = "2026-03-01", amount = 23000 },
      },
    }
    apply "../tiers/value.lua"
    tiers.evaluate("value", "all")
  end)

  it("tells who is about to fall and what is lacking", function()
    -- All orders have left the year's window; a fall takes two evaluations, and gold is kept from 64,000.
    clock.set("2027-04-01")
    tiers.evaluate("value", "all")
    clock.advance("10d")
    tiers.evaluate("value", "all")
    expect(run("../cookbook/about_to_fall.lua").output):to_match(
      "^2027%-%d+%-%d+\tC1\t甲\tgold\torders%.net lacks 64000\t李伟\n$")
  end)

  it("tells whom one order would lift", function()
    -- Silver asks for 30,000: 25,000 are 83 %, 23,000 are 77 %.
    expect(run("../cookbook/near_next_tier.lua").output):to_equal("C2\t乙\t→ silver\torders.net\t5000\t–\n")
    expect(run("../cookbook/near_next_tier.lua", { "value", "0.75" }).output):to_contain("C3\t丙\t→ silver\torders.net\t7000")
  end)

  it("gives a tier until the end of next quarter", function()
    expect(run("../cookbook/tier_until.lua", { "C3", "value", "gold", "launch partner" }).output):to_equal(
      "C3\tbronze → gold\tuntil 2026-09-30\n")
    clock.set("2026-09-30")
    tiers.evaluate("value", "all")
    expect(tiers.of("C3", "value").tier):to_equal("gold")
    clock.set("2026-10-01")
    tiers.evaluate("value", "all")
    expect(tiers.of("C3", "value").tier):to_equal("bronze")
    expect(function() run("../cookbook/tier_until.lua", { "C3" }) end):to_raise("and reason")
  end)

  it("writes down what each customer is given", function()
    expect(run("../cookbook/benefits_table.lua").output):to_equal(
      "code,name,tier,discount,owner,priority,services,terms,visit_interval\n"
        .. "C1,甲,gold,0.03,named,2,training,45,3m\nC2,乙,bronze,,,,,30,12m\nC3,丙,bronze,,,,,30,12m\n")
  end)
end)

describe("points", function()
  before_each(function()
    given { customers = { { code = "C1", name = "甲" }, { code = "C2", name = "乙" } } }
    apply "../loyalty/member_levels.lua"
  end)

  it("are given for the fair once", function()
    given {
      interactions = {
        { customer = "C1", kind = "event", at = "2026-04-15T00:00:00Z" },
        { customer = "C1", kind = "event", at = "2026-05-05T23:00:00Z" },
        { customer = "C2", kind = "event", at = "2026-05-06T00:00:00Z" },
      },
    }
    local fair = { "canton-2026", "2026-04-15", "2026-05-05" }
    expect(run("../cookbook/fair_bonus.lua", fair).output):to_equal("customers with the 300 points of canton-2026: 1\n")
    expect(points.balance("C1")):to_equal(300)
    expect(run("../cookbook/fair_bonus.lua", fair).output):to_equal("customers with the 300 points of canton-2026: 1\n")
    expect(points.balance("C1")):to_equal(300)
    expect(points.balance("C2")):to_equal(0)
  end)

  it("are given on the anniversary of the first order", function()
    given {
      orders = {
        { code = "O1", customer = "C1", ordered_on = "2023-06-30", amount = 1 },
        { code = "O2", customer = "C1", ordered_on = "2025-06-30", amount = 1 },
        { code = "O3", customer = "C2", ordered_on = "2023-06-30", amount = 1, status = "cancelled" },
      },
    }
    expect(run("../cookbook/anniversary_points.lua").output):to_equal("C1\t甲\t3\t300\n")
    run("../cookbook/anniversary_points.lua")
    expect(points.balance("C1")):to_equal(300)
    clock.advance("1d")
    expect(run("../cookbook/anniversary_points.lua").output):to_equal("")
  end)

  it("are announced before they expire", function()
    given {
      rewards = {
        { code = "W1", name = "保温杯", points = 80 }, { code = "W2", name = "培训一天", points = 500 },
        { code = "W3", name = "旧礼品", points = 90, active = false },
      },
    }
    -- The club's points end with the year after the one in which they were earned.
    points.earn("C1", 100, { on = "2025-03-01" })
    points.earn("C1", 40, { on = "2026-03-01" })
    expect(run("../cookbook/expiring_points.lua").output):to_equal("")
    clock.set("2026-12-01")
    expect(run("../cookbook/expiring_points.lua").output):to_equal(
      "甲: 100 points expire, the first on 2026-12-31. You have 140, enough for: 保温杯\n")
  end)

  it("buy a reward, or it is said how many are missing", function()
    given { rewards = { { code = "W1", name = "保温杯", points = 80 }, { code = "W2", name = "限量杯", points = 10, stock = 0 } } }
    points.earn("C1", 100)
    expect(run("../cookbook/redeem_reward.lua", { "C1", "W1" }).output):to_match("^保温杯: code %S+, 20 points left\n$")
    expect(run("../cookbook/redeem_reward.lua", { "C1", "W1" }).output):to_equal("保温杯: 60 points are missing\n")
    expect(run("../cookbook/redeem_reward.lua", { "C1", "W2" }).output):to_match("^限量杯: ")
    expect(points.balance("C1")):to_equal(20)
  end)

  it("are swept and proved at the month's end", function()
    points.earn("C1", 100, { on = "2024-03-01" })
    points.earn("C2", 30)
    expect(run("../cookbook/reconcile_points.lua").output):to_contain("points expired: 100, lots: 1\n")
    expect(run("../cookbook/reconcile_points.lua").output):to_match("club\t30\t")
    expect(points.balance("C1")):to_equal(0)
  end)
end)

describe("yearly_rebate", function()
  before_each(function()
    given {
      customers = { { code = "C1", name = "甲" }, { code = "C2", name = "乙" } },
      orders = {
        { code = "O1", customer = "C1", ordered_on = "2026-02-01", amount = 600000 },
        { code = "O2", customer = "C1", ordered_on = "2025-12-31", amount = 900000 },
        { code = "O3", customer = "C2", ordered_on = "2026-02-01", amount = 90000 },
      },
    }
  end)

  it("takes each part of the volume by its own rate", function()
    -- 1 % from 100,000 to 500,000 is 4,000, 2 % of the other 100,000 is 2,000; 90,000 are below the first step.
    expect(run("../cookbook/yearly_rebate.lua", { "2026" }).output):to_equal(
      "C1\t600000.00 CNY\t6000.00 CNY\t–\ntotal\t6000.00 CNY\n")
    expect(changes()):to_equal {}
  end)

  it("writes each credit note once", function()
    run("../cookbook/yearly_rebate.lua", { "2026", "settle" })
    run("../cookbook/yearly_rebate.lua", { "2026", "settle" })
    expect(invoices.count()):to_equal(1)
    expect(invoices.list()[1]):to_contain { customer = "C1", amount = money(-6000, "CNY"), rebate = "rebate 2026" }
  end)
end)
