-- The credit policies that ship.
describe("standard", function()
  before_each(function()
    clock.set("2026-06-30")
    given { customers = { { code = "C1", name = "华东机械" }, { code = "C2", name = "Nordwind GmbH" } } }
    local bought = {}
    for month = 1, 12 do
      bought[month] = {
        code = "O" .. month, customer = "C1", ordered_on = dates.add("2025-06-15", month .. "m"), amount = 10000,
      }
    end
    given { orders = bought }
    apply "../credit/standard.lua"
  end)

  it("grades nobody who never ordered", function()
    expect(credit.assess("C2")):to_contain { status = "insufficient_data", reason = "no orders yet" }
  end)

  it("grades nobody of whom less than 60 % is known", function()
    -- Capacity and conditions: 40 of 100.
    expect(credit.assess("C1").status):to_equal("insufficient_data")
  end)

  it("lends little before a first order is paid", function()
    given { statements = { { customer = "C1", year = 2025, equity = 500000, total_assets = 1000000 } } }
    expect(credit.assess("C1").status):to_equal("assessed")
    -- Capacity 60 + 40 · 350/1095 = 72.79, capital 100, conditions 100 · 350/1825 = 19.18, weighed 25, 20 and 15 of 60.
    local profile = credit.profile("C1")
    expect(profile.score):to_be_near(68.45, 0.01)
    expect(profile.grade):to_equal("B")
    expect(profile.limit):to_equal(money(5000, "CNY"))
  end)

  it("lends what is bought within the terms, half as much again", function()
    given {
      statements = { { customer = "C1", year = 2025, equity = 500000, total_assets = 1000000 } },
      invoices = { { code = "I1", customer = "C1", issued_on = "2026-01-01", due_on = "2026-01-31", amount = 10000 } },
      payments = { { code = "P1", customer = "C1", paid_on = "2026-01-20", amount = 10000 } },
      allocations = { { payment = "P1", invoice = "I1", amount = 10000 } },
    }
    credit.assess("C1")
    -- Paid in time, character is 100 and weighs 30 of 90: 78.97. 1.5 · 120,000 · 45/365 = 22,191.78, in whole hundreds.
    local profile = credit.profile("C1")
    expect(profile.score):to_be_near(78.97, 0.01)
    expect(profile.terms_days):to_equal(45)
    expect(profile.limit):to_equal(money(22100, "CNY"))
  end)
end)

describe("cement", function()
  before_each(function()
    clock.set("2026-06-30")
    given {
      customers = { { code = "C1", name = "建材商行" } },
      orders = { { code = "O1", customer = "C1", ordered_on = "2023-06-30", amount = 10000 } },
      statements = { { customer = "C1", year = 2025, equity = 5000000, revenue = 20000000 } },
    }
    apply "../credit/cement.lua"
  end)

  it("grades nobody whose payments are not known", function()
    -- Capacity, capital, conditions and collateral: 65 of 100, and 80 are needed.
    expect(credit.assess("C1").status):to_equal("insufficient_data")
  end)

  it("lends a share of net worth or turnover, the lower of them", function()
    given {
      invoices = { { code = "I1", customer = "C1", issued_on = "2026-01-01", due_on = "2026-01-16", amount = 10000 } },
      payments = { { code = "P1", customer = "C1", paid_on = "2026-01-10", amount = 10000 } },
      allocations = { { payment = "P1", invoice = "I1", amount = 10000 } },
    }
    local proposal = credit.assess("C1")
    -- Character 100 (35), capacity 100 (20), capital 100 (25), conditions 100 (5), collateral 0 (15): 85, which is A.
    -- 50 % of 5 million or 8 % of 20 million: 1.6 million, which somebody has to approve.
    expect(proposal):to_contain { status = "proposed", grade = "A", score = 85, limit = money(1600000, "CNY") }
    expect(credit.profile("C1").limit):to_be_nil()
  end)
end)
