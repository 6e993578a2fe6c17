-- The jobs that ship.
describe("invoices_from_orders", function()
  before_each(function()
    clock.set("2026-06-30")
    given {
      customers = { { code = "C1", name = "甲" } },
      products = { { code = "P1", name = "阀门" } },
      orders = { { code = "O1", customer = "C1", ordered_on = "2026-05-01", shipped_on = "2026-05-05", status = "shipped" } },
      order_lines = { { order = "O1", line = 1, product = "P1", quantity = 10, price = 100 } },
      payments = { { code = "P1", customer = "C1", paid_on = "2026-06-01", amount = 400 } },
    }
  end)

  it("bills what was shipped and settles it with what was paid", function()
    run("../jobs/invoices_from_orders.lua")
    local invoice = invoices.get("INV-O1")
    expect(invoice.amount):to_equal(money(1000, "CNY"))
    expect(invoice.due_on):to_equal("2026-06-04")
    expect(invoices.open("C1")[1].open):to_equal(money(600, "CNY"))
  end)

  it("adds nothing when it runs again", function()
    run("../jobs/invoices_from_orders.lua")
    given {}
    run("../jobs/invoices_from_orders.lua")
    expect(changes()):to_equal {}
  end)

  it("takes the days until payment as its argument", function()
    run("../jobs/invoices_from_orders.lua", { "10" })
    expect(invoices.get("INV-O1").due_on):to_equal("2026-05-15")
  end)
end)

describe("ranking", function()
  it("lists the highest and the lowest", function()
    clock.set("2026-06-30")
    given {
      customers = { { code = "C1", name = "华东机械" } },
      orders = { { code = "O1", customer = "C1", ordered_on = "2026-06-30", amount = 1000 } },
    }
    apply "../scoring/relationship.lua"
    expect(run("../jobs/ranking.lua", { "relationship" }).output):to_match("51%.7%s+%S+%s+C1")
  end)
end)

describe("receivables", function()
  it("adds up what is open by age", function()
    clock.set("2026-06-30")
    given {
      customers = { { code = "C1", name = "甲" } },
      invoices = { { code = "I1", customer = "C1", issued_on = "2026-05-01", due_on = "2026-05-31", amount = 1000 } },
    }
    -- 30 days over.
    expect(run("../jobs/receivables.lua").output):to_match("days_1_30%s+1,?000%.00 CNY")
  end)
end)

describe("tiers", function()
  it("judges everyone by every ladder in force", function()
    clock.set("2026-06-30")
    given {
      customers = { { code = "C1", name = "甲" } },
      orders = { { code = "O1", customer = "C1", ordered_on = "2026-06-01", amount = 90000 } },
    }
    apply "../tiers/value.lua"
    expect(run("../jobs/tiers.lua").output):to_contain("C1")
    expect(customers.get("C1").tier):to_equal("gold")
  end)
end)
