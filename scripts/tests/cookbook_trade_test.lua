-- The recipes on orders and products, contacts and papers, and on writing scripts.
before_each(function()
  clock.set("2026-06-30")
  given {
    customers = {
      { code = "C1", name = "甲", owner = "李伟", region = "华东" }, { code = "C2", name = "乙", region = "华南", owner = "陈静" },
    },
    products = {
      { code = "P1", name = "螺栓", cost = 8, unit = "件" }, { code = "P2", name = "阀门", cost = 50 }, { code = "P3", name = "垫圈" },
      { code = "P4", name = "旧型号", active = false },
    },
    orders = {
      { code = "O1", customer = "C1", ordered_on = "2026-06-01" }, { code = "O2", customer = "C1", ordered_on = "2025-06-15" },
      { code = "O3", customer = "C2", ordered_on = "2026-06-20", status = "cancelled" },
    },
    order_lines = {
      { order = "O1", line = 1, product = "P1", quantity = 100, price = 10 },
      { order = "O1", line = 2, product = "P1", quantity = 10, price = 7 },
      { order = "O1", line = 3, product = "P3", quantity = 5, amount = 30 },
      { order = "O1", line = 4, kind = "shipping", quantity = 1, amount = 90 },
      { order = "O2", line = 1, product = "P2", quantity = 4, price = 100 },
      { order = "O2", line = 2, product = "P1", quantity = 50, price = 10 },
      { order = "O3", line = 1, product = "P2", quantity = 9, price = 100 },
    },
  }
end)

describe("margins", function()
  it("compares what was sold with what it cost", function()
    -- 1,000 + 70 sold, 110 · 8 = 880 spent: 17.8 %; 70 is below 80. The washer has no cost.
    expect(run("../cookbook/margins.lua").output):to_equal(
      "P1\t螺栓\t1070.00 CNY\t880.00 CNY\t17.8 %\t1\nlines without a cost: 1\n")
    -- Half of the price is margin.
    expect(run("../cookbook/margins.lua", { "2025-01-01", "2025-12-31" }).output):to_equal(
      "P1\t螺栓\t500.00 CNY\t400.00 CNY\t20.0 %\t0\nP2\t阀门\t400.00 CNY\t200.00 CNY\t50.0 %\t0\n")
  end)
end)

describe("slow_movers", function()
  it("lists products without a sale, cancelled orders left aside", function()
    -- Sold a year and 15 days ago: nothing within the year.
    expect(run("../cookbook/slow_movers.lua").output):to_equal("P2\t阀门\t2025-06-15\t0\t\n")
    -- 29 days ago.
    expect(run("../cookbook/slow_movers.lua", { "28" }).output):to_contain("P1\t螺栓\t2026-06-01\t110.0\t件\n")
  end)
end)

describe("lost_products", function()
  it("names what was bought last year only", function()
    expect(run("../cookbook/lost_products.lua").output):to_equal("C1\tP2\t400.00 CNY\n")
  end)
end)

describe("return_rates", function()
  it("shares out what came back, with reasons", function()
    given {
      returns = {
        { code = "R1", customer = "C1", order = "O1", product = "P1", returned_on = "2026-06-10", amount = 53.5, reason = "rust" },
        { code = "R2", customer = "C1", order = "O1", product = "P1", returned_on = "2026-06-11", amount = 53.5, reason = "rust" },
        { code = "R3", customer = "C1", product = "P3", returned_on = "2026-06-11", amount = 15 },
      },
    }
    -- 107 of 1,070, and 15 of 30.
    expect(run("../cookbook/return_rates.lua").output):to_equal(
      "P3\t50.0 %\t15.00 CNY\tno reason 1\nP1\t10.0 %\t107.00 CNY\trust 2\n")
  end)
end)

describe("season_comparison", function()
  it("compares the same days of both quarters", function()
    clock.set("2026-06-15")
    given {
      orders = {
        { code = "S1", customer = "C1", ordered_on = "2026-04-01", amount = 110 },
        { code = "S2", customer = "C1", ordered_on = "2025-04-01", amount = 100 },
        { code = "S3", customer = "C1", ordered_on = "2025-06-16", amount = 999 },
        { code = "S4", customer = "C2", ordered_on = "2026-05-01", amount = 50 },
        { code = "S5", customer = "C1", ordered_on = "2026-03-31", amount = 999 },
      },
    }
    -- O1 is 1,100 of goods in this quarter, O2 900 in the other: 1,210 and 1,000.
    expect(run("../cookbook/season_comparison.lua").output):to_equal(
      "华东\t1000.00 CNY\t1210.00 CNY\t+21.0 %\n华南\t0.00 CNY\t50.00 CNY\tnew\n")
  end)
end)

describe("late_deliveries", function()
  it("counts what came in time by carrier, and names what has not come", function()
    given {
      deliveries = {
        { code = "D1", order = "O1", due_on = "2026-06-10", delivered_on = "2026-06-10", carrier = "顺达" },
        { code = "D2", order = "O1", due_on = "2026-06-10", delivered_on = "2026-06-12", carrier = "顺达" },
        { code = "D3", order = "O1", due_on = "2026-06-10", delivered_on = "2026-06-13", carrier = "顺达" },
        { code = "D4", order = "O1", due_on = "2026-06-10", delivered_on = "2026-06-09", carrier = "顺达" },
        { code = "D5", order = "O1", due_on = "2026-06-29" }, { code = "D6", order = "O1", due_on = "2026-06-30" },
      },
    }
    expect(run("../cookbook/late_deliveries.lua").output):to_equal(
      "顺达: deliveries 4, in time 50 %, the others 2.5 days late\nD5\tO1\t2026-06-29\t–\tnot arrived\n")
  end)
end)

describe("expiring_documents", function()
  it("lists papers by salesperson and calls where a licence is over", function()
    given {
      documents = {
        { customer = "C1", kind = "licence", number = "L1", expires_on = "2026-06-29" },
        { customer = "C2", kind = "report", number = "B1", title = "验厂报告", expires_on = "2026-08-29" },
        { customer = "C2", kind = "licence", number = "L2", expires_on = "2026-08-30" },
      },
    }
    -- 60 days after 30 June is 29 August.
    expect(run("../cookbook/expiring_documents.lua").output):to_equal(
      "李伟\t2026-06-29\tC1\t甲\tlicence\tL1\n陈静\t2026-08-29\tC2\t乙\t验厂报告\tB1\n")
    expect(customers.get("C1").next_contact_on):to_equal("2026-06-30")
    expect(customers.get("C2").next_contact_on):to_be_nil()
  end)
end)

describe("plan_visits", function()
  it("goes by the tier's interval and leaves earlier plans alone", function()
    given {
      customers = { { code = "C3", name = "丙", next_contact_on = "2026-07-05" } },
      orders = { { code = "G1", customer = "C2", ordered_on = "2026-06-01", amount = 90000 } },
      interactions = {
        { customer = "C2", kind = "call", at = "2026-05-10T08:00:00Z" }, { customer = "C1", kind = "call", at = "2025-05-10T08:00:00Z" },
      },
    }
    apply "../tiers/value.lua"
    tiers.evaluate("value", "all")
    -- Gold: three months after 10 May. Bronze: twelve months after May 2025 are over, so tomorrow. C3 never ordered but has no tier's plan to change.
    local planned = run("../cookbook/plan_visits.lua").output
    expect(planned):to_contain("C2\t乙\t2026-08-10\n")
    expect(planned):to_contain("C1\t甲\t2026-07-01\n")
    expect(customers.get("C3").next_contact_on):to_equal("2026-07-05")
  end)
end)

describe("neglected_customers", function()
  it("lists who orders and is not spoken to", function()
    given {
      orders = { { code = "N1", customer = "C2", ordered_on = "2026-05-01", amount = 500 } },
      interactions = { { customer = "C1", kind = "call", at = "2026-04-01T08:00:00Z" } },
    }
    -- 90 days before 30 June is 1 April.
    expect(run("../cookbook/neglected_customers.lua").output):to_equal("陈静\tC2\t乙\t500.00 CNY\t–\n")
    expect(run("../cookbook/neglected_customers.lua", { "89" }).output):to_contain("李伟\tC1\t甲\t1100.00 CNY\t–\n")
  end)
end)

describe("due_dates", function()
  it("fills in what the terms in the note say", function()
    given {
      customers = { { code = "C3", name = "丙", note = "老客户\nterms: net 30\n开票前电话" } },
      invoices = {
        { code = "I1", customer = "C3", issued_on = "2026-01-15", amount = 100 },
        { code = "I2", customer = "C1", issued_on = "2026-01-15", amount = 100 },
        { code = "I3", customer = "C3", issued_on = "2026-01-15", due_on = "2026-01-31", amount = 100 },
      },
    }
    expect(run("../cookbook/due_dates.lua").output):to_equal("due dates filled in: 1\n")
    -- The 14th of February 2026 is a Saturday.
    expect(invoices.get("I1").due_on):to_equal("2026-02-16")
    expect(invoices.get("I2").due_on):to_be_nil()
    expect(invoices.get("I3").due_on):to_equal("2026-01-31")
  end)
end)

describe("json_snapshot", function()
  it("writes an object a line", function()
    customers.update("C1", { credit_limit = 2000 })
    apply "../cookbook/steady_buying.lua"
    local lines = text.split(text.trim(run("../cookbook/json_snapshot.lua").output), "\n")
    expect(#lines):to_equal(2)
    -- One month of twelve, 29 days ago: 6.67 and 20 · 2^(-29/30) = 10.23.
    expect(json.decode(lines[1])):to_contain {
      code = "C1", scores = { steady_buying = 16.9 }, credit = { limit = { amount = "2000.00", currency = "CNY" } },
    }
  end)
end)

describe("monthly_sales", function()
  it("crosses months with regions and adds up both ways", function()
    given { orders = { { code = "M1", customer = "C2", ordered_on = "2026-05-01", amount = 500 } } }
    local rows = csv.parse(run("../cookbook/monthly_sales.lua").output)
    expect(#rows):to_equal(13)
    expect(rows[1].month):to_equal("2025-07")
    expect(rows[11]):to_equal { month = "2026-05", ["华东"] = "0.0", ["华南"] = "500.0", total = "500.0" }
    expect(rows[12]["华东"]):to_equal("1100.0")
    expect(rows[13]):to_equal { month = "total", ["华东"] = "1100.0", ["华南"] = "500.0", total = "1600.0" }
  end)
end)
