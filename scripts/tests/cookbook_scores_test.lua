-- The recipes on scores and segments.
describe("top_customers", function()
  it("shares out the sales of a year in classes, in the base currency", function()
    clock.set("2026-06-30")
    given {
      customers = {
        { code = "C1", name = "甲" }, { code = "C2", name = "乙", currency = "USD" }, { code = "C3", name = "丙" },
        { code = "C4", name = "丁" },
      },
      orders = {
        { code = "O1", customer = "C1", ordered_on = "2026-06-01", amount = 820 },
        { code = "O2", customer = "C2", ordered_on = "2026-06-01", amount = 20, currency = "USD" },
        { code = "O3", customer = "C3", ordered_on = "2025-07-01", amount = 40 },
        -- A year and a day ago, and cancelled: neither counts.
        { code = "O4", customer = "C4", ordered_on = "2025-06-30", amount = 999 },
        { code = "O5", customer = "C4", ordered_on = "2026-06-01", amount = 999, status = "cancelled" },
      },
    }
    fx.set("USD", "2026-06-01", 7)
    -- 820 + 140 + 40 = 1,000. C1 reaches 82 %; C2 starts above 80 %, C3 above 95 %.
    expect(run("../cookbook/top_customers.lua").output):to_equal(
      "code,name,sales,share,class\nC1,甲,820.0,82.0 %,A\nC2,乙,140.0,14.0 %,B\nC3,丙,40.0,4.0 %,C\n")
  end)
end)

describe("dormant_customers", function()
  it("lists who used to buy and stopped", function()
    clock.set("2026-06-30")
    local list = {}
    for n = 1, 3 do
      list[n] = { code = "A" .. n, customer = "C1", ordered_on = "2025-0" .. n .. "-10", amount = 100 * n }
      list[n + 3] = { code = "B" .. n, customer = "C2", ordered_on = "2026-0" .. n .. "-10", amount = 500 }
    end
    list[7] = { code = "A4", customer = "C1", ordered_on = "2026-06-01", amount = 100, status = "cancelled" }
    list[8] = { code = "D1", customer = "C3", ordered_on = "2025-01-10", amount = 100 }
    given {
      customers = { { code = "C1", name = "甲", owner = "李伟" }, { code = "C2", name = "乙" }, { code = "C3", name = "丙" } },
      orders = list,
    }
    -- (100 + 200 + 300) / 3; the others bought in March, or only once.
    expect(run("../cookbook/dormant_customers.lua").output):to_equal("C1\t甲\t2025-03-10\t200.00 CNY\t李伟\n")
    -- 112 days before 30 June is 10 March.
    expect(run("../cookbook/dormant_customers.lua", { "111" }).output):to_contain("C2")
    expect(run("../cookbook/dormant_customers.lua", { "112" }).output).never:to_contain("C2")
  end)
end)

describe("fallen_scores", function()
  it("compares with the last time", function()
    clock.set("2026-06-30")
    given {
      customers = { { code = "C1", name = "甲", owner = "李伟" }, { code = "C2", name = "乙" } },
      orders = {
        { code = "O1", customer = "C1", ordered_on = "2026-06-30", amount = 100 },
        { code = "O2", customer = "C2", ordered_on = "2026-05-31", amount = 100 },
      },
    }
    apply "../cookbook/steady_buying.lua"
    expect(run("../cookbook/fallen_scores.lua", { "steady_buying" }).output):to_equal("customers fallen: 0\n")
    given { orders = { { code = "O3", customer = "C2", ordered_on = "2026-07-30", amount = 100 } } }
    clock.set("2026-07-30")
    apply "../cookbook/steady_buying.lua"
    -- One month of twelve is 6.67; the last order is 30 days old: 20 becomes 10.
    expect(run("../cookbook/fallen_scores.lua", { "steady_buying" }).output):to_equal(
      "C1\t甲\t26.67 → 16.67\trare\t李伟\ncustomers fallen: 1\n")
    expect(customers.get("C1").last_steady_buying):to_be_near(16.67, 0.001)
    clock.advance("30d")
    apply "../cookbook/steady_buying.lua"
    -- 5 points less for C1 and 10 for C2; the second argument says how many matter.
    expect(run("../cookbook/fallen_scores.lua", { "steady_buying", "10" }).output):to_match("^C2[^\n]+\ncustomers fallen: 1")
    -- Two months, and 30 days old by now: 13.33 and 10.
    expect(customers.get("C2").last_steady_buying):to_be_near(23.33, 0.001)
  end)
end)

describe("missing_scores", function()
  it("counts the reasons", function()
    clock.set("2026-06-30")
    given {
      customers = { { code = "C1", name = "甲" }, { code = "C2", name = "乙" }, { code = "C3", name = "丙" } },
      orders = { { code = "O1", customer = "C2", ordered_on = "2026-06-30", amount = 100 } },
    }
    apply "../cookbook/steady_buying.lua"
    expect(run("../cookbook/missing_scores.lua", { "steady_buying" }).output):to_equal(
      "2\tno orders within a year\tsuch as C1 甲\n")
  end)
end)

describe("mailing_list", function()
  it("keeps who agreed, owes nothing overdue and still works there", function()
    clock.set("2026-06-30")
    given {
      customers = {
        { code = "C1", name = "甲", tier = "gold", email_consent = true },
        { code = "C2", name = "乙", tier = "gold", email_consent = false },
        { code = "C3", name = "丙", tier = "gold", email_consent = true },
        { code = "C4", name = "丁", tier = "bronze", email_consent = true },
      },
      contacts = {
        { customer = "C1", name = "王芳", email = "wang@a.example", language = "zh" },
        { customer = "C1", name = "李娜", email = "li@a.example", until_on = "2026-01-31" },
        { customer = "C2", name = "赵敏", email = "zhao@b.example" },
        { customer = "C3", name = "钱进", email = "qian@c.example" },
        { customer = "C4", name = "孙丽", email = "sun@d.example" },
      },
      invoices = {
        { code = "I1", customer = "C1", issued_on = "2026-06-01", due_on = "2026-06-30", amount = 100 },
        { code = "I3", customer = "C3", issued_on = "2026-05-01", due_on = "2026-06-29", amount = 100 },
      },
    }
    expect(run("../cookbook/mailing_list.lua").output):to_equal(
      "customer,name,e-mail,language\n甲,王芳,wang@a.example,zh\n")
    expect(run("../cookbook/mailing_list.lua", { "bronze" }).output):to_contain("丁,孙丽")
  end)
end)

describe("steady_buying", function()
  it("grades twelve months of buying as steady", function()
    clock.set("2026-06-30")
    local list = {}
    for month = 1, 12 do
      list[month] = { code = "O" .. month, customer = "C1", ordered_on = dates.add("2025-06-30", month .. "m"), amount = 1 }
    end
    given { customers = { { code = "C1", name = "甲" } }, orders = list }
    apply "../cookbook/steady_buying.lua"
    expect(scores.of("C1").steady_buying):to_contain { value = 100, band = "steady" }
  end)
end)
