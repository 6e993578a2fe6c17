-- The recipes on credit.
before_each(function()
  clock.set("2026-06-30")
  given {
    groups = { { code = "G1", name = "恒达集团", credit_limit = 1000 } },
    customers = {
      { code = "C1", name = "甲", owner = "李伟", credit_limit = 1000, group = "G1" },
      { code = "C2", name = "乙", currency = "USD", credit_limit = 500, group = "G1" }, { code = "C3", name = "丙" },
    },
  }
  fx.set("USD", "2026-06-30", 7)
  given {}
end)

describe("headroom_list", function()
  it("puts those nearest to the limit first", function()
    given {
      orders = { { code = "O1", customer = "C1", ordered_on = "2026-06-01", amount = 250 } },
      invoices = {
        { code = "I1", customer = "C2", issued_on = "2026-06-01", due_on = "2026-07-01", amount = 600, currency = "USD" },
        { code = "I2", customer = "C3", issued_on = "2026-06-01", due_on = "2026-07-01", amount = 600 },
      },
    }
    expect(run("../cookbook/headroom_list.lua").output):to_equal(
      "code,name,currency,limit,exposure,headroom,use %,owner\n"
        .. "C2,乙,USD,500.0,600.0,-100.0,120.0,\nC1,甲,CNY,1000.0,250.0,750.0,25.0,李伟\n")
  end)
end)

describe("limits_expiring", function()
  it("lists reviews, validity and securities by day", function()
    credit.set_terms("C1", { grade = "B", next_review_on = "2026-08-29", valid_until = "2026-08-30" }, "x")
    given {
      securities = {
        { code = "S1", customer = "C2", kind = "guarantee", issuer = "中国银行", currency = "USD", amount = 100, expires_on = "2026-06-01" },
        { code = "S2", customer = "C2", kind = "deposit", currency = "USD", amount = 100 },
      },
    }
    -- 60 days after 30 June is 29 August.
    expect(run("../cookbook/limits_expiring.lua").output):to_equal(
      "2026-06-01\tguarantee\tC2\t乙\tS1 中国银行\n2026-08-29\treview\tC1\t甲\tB\n")
    expect(run("../cookbook/limits_expiring.lua", { "61" }).output):to_contain("2026-08-30\tlimit ends\tC1\t甲\tB\n")
  end)
end)

describe("check_before_order", function()
  it("says yes and what is left", function()
    expect(run("../cookbook/check_before_order.lua", { "C1", "1,000.00" }).output):to_equal(
      "C1\t甲\tallow\nheadroom\t1000.00 CNY\n")
    expect(changes()):to_equal {}
  end)

  it("says no with an error, so that a shell sees it", function()
    expect(function() run("../cookbook/check_before_order.lua", { "C1", "1000.01" }) end):to_raise(
      "C1 may not order for 1000.01")
    expect(function() run("../cookbook/check_before_order.lua", { "C1" }) end):to_raise("name a customer and an amount")
  end)
end)

describe("release_orders", function()
  it("puts on hold what is over the limit and sets it free once it is paid", function()
    given {
      orders = {
        { code = "O1", customer = "C1", ordered_on = "2026-06-29", amount = 900, status = "in_process" },
        { code = "O2", customer = "C1", ordered_on = "2026-06-30", amount = 300, status = "in_process" },
        { code = "O3", customer = "C3", ordered_on = "2026-06-30", amount = 300, status = "disputed" },
      },
    }
    -- 1,200 of 1,000: both orders are over, as each is checked with the other.
    run("../cookbook/release_orders.lua")
    expect(orders.get("O2").status):to_equal("on_hold")
    expect(orders.get("O3").status):to_equal("disputed")
    given { payments = { { code = "P1", customer = "C1", paid_on = "2026-06-30", amount = 200 } } }
    expect(run("../cookbook/release_orders.lua").output):to_contain("O2 C1: on_hold → in_process")
    expect(orders.count { where = { status = "in_process" } }):to_equal(2)
  end)
end)

describe("group_exposure", function()
  it("adds up the members in the group's currency", function()
    given {
      invoices = {
        { code = "I1", customer = "C1", issued_on = "2026-06-01", due_on = "2026-07-01", amount = 400 },
        { code = "I2", customer = "C2", issued_on = "2026-06-01", due_on = "2026-07-01", amount = 100, currency = "USD" },
      },
    }
    expect(run("../cookbook/group_exposure.lua").output):to_equal(
      "!\tG1\t恒达集团\t1100.00 CNY\t1000.00 CNY\t-100.00 CNY\n\t  C1\t400.00 CNY\n\t  C2\t700.00 CNY\n")
  end)
end)

describe("limits_from_table", function()
  it("sets what it can and names what it cannot", function()
    local told = run("../cookbook/limits_from_table.lua", {
      'code,limit,reason\nC1,"2,000.00",pays early\nC9,1,new\nC3,12.345,typing error\nC2,USD 800,insured\n',
    }).output
    expect(told):to_contain("line 3, C9: there is no record C9 in customers")
    expect(told):to_contain("line 4, C3: ")
    expect(told):to_contain("limits set: 2, refused: 2")
    expect(customers.get("C1").credit_limit):to_equal(money(2000, "CNY"))
    expect(customers.get("C2").credit_limit):to_equal(money(800, "USD"))
    expect(customers.get("C3").credit_limit):to_be_nil()
    expect(credit.history("C1")[1].reason):to_equal("pays early")
  end)
end)

describe("hold_late_payers", function()
  it("holds, lifts what it held, and leaves holds of others alone", function()
    given {
      invoices = {
        { code = "I1", customer = "C1", issued_on = "2026-04-01", due_on = "2026-04-30", amount = 100 },
        { code = "I2", customer = "C3", issued_on = "2026-04-01", due_on = "2026-05-01", amount = 100 },
      },
    }
    credit.hold("C2", "soft", "statement missing")
    -- 61 days and 60 days.
    expect(run("../cookbook/hold_late_payers.lua").output):to_equal("held\tC1\tI1\t100.00 CNY\t61\n")
    expect(credit.profile("C3").hold):to_equal("none")
    given {
      payments = { { code = "P1", customer = "C1", paid_on = "2026-06-30", amount = 100 } },
      allocations = { { payment = "P1", invoice = "I1", amount = 100 } },
    }
    expect(run("../cookbook/hold_late_payers.lua").output):to_equal("lifted\tC1\n")
    expect(credit.profile("C1").hold):to_equal("none")
    expect(credit.profile("C2").hold):to_equal("soft")
  end)
end)
