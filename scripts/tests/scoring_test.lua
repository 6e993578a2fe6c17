-- The scores that ship, by worked cases. Figures are worked out by hand beside each.
describe("quality", function()
  before_each(function()
    clock.set("2026-06-30")
    given {
      customers = { { code = "C1", name = "华东机械" }, { code = "C2", name = "Nordwind GmbH" } },
      orders = { { code = "O1", customer = "C1", ordered_on = "2026-06-30", amount = 1000 } },
    }
  end)

  it("says nothing of who never ordered", function()
    apply "../scoring/quality.lua"
    local standing = scores.of("C2").quality
    expect(standing.value):to_be_nil()
    expect(standing.reason):to_equal("no orders yet")
  end)

  it("adds fit and behaviour", function()
    apply "../scoring/quality.lua"
    -- Fit: volume 15 · log10(1001) / 6 = 7.50. Behaviour: recency 20, frequency 15 / 12 = 1.25, value 15 · 1 % = 0.15,
    -- trust 20 · 0.5 = 10, since nothing is known of payments.
    expect(scores.get("C1", "quality")):to_be_near(38.90, 0.01)
    -- Two inputs of five have data: too little for a band.
    expect(scores.of("C1").quality.coverage):to_equal(0.4)
    expect(scores.of("C1").quality.band):to_be_nil()
  end)

  it("lets behaviour fade: half of recency is gone after 90 days", function()
    clock.advance("90d")
    apply "../scoring/quality.lua"
    -- 10 less for recency; 90 of 1825 days together add 15 · 0.0493 = 0.74.
    expect(scores.get("C1", "quality")):to_be_near(38.90 - 10 + 0.74, 0.01)
  end)

  it("takes trust away for what is overdue", function()
    given { invoices = { { code = "I1", customer = "C1", issued_on = "2026-05-01", due_on = "2026-05-31", amount = 1000 } } }
    apply "../scoring/quality.lua"
    -- All that is owed is overdue: trust is 0.5 · (1 - 0.5) = 0.25, which is 5 instead of 10.
    expect(scores.get("C1", "quality")):to_be_near(33.90, 0.01)
  end)
end)

describe("relationship", function()
  before_each(function()
    clock.set("2026-06-30")
    given {
      customers = { { code = "C1", name = "华东机械" } },
      orders = { { code = "O1", customer = "C1", ordered_on = "2026-06-30", amount = 1000 } },
    }
  end)

  it("gives 20 points each for five aspects", function()
    apply "../scoring/relationship.lua"
    -- Satisfaction 20, loyalty 20, frequency 20 / 12 = 1.67, amount 20 · log10(1001) / 6 = 10.00, years 0.
    expect(scores.get("C1", "relationship")):to_be_near(51.67, 0.01)
    expect(scores.of("C1").relationship.band):to_equal("ordinary")
  end)

  it("takes satisfaction away for returns: none is left where a fifth comes back", function()
    given { returns = { { code = "R1", customer = "C1", order = "O1", returned_on = "2026-06-30", amount = 200 } } }
    apply "../scoring/relationship.lua"
    expect(scores.explain("C1", "relationship").parts.satisfaction):to_be_near(0, 1e-9)
  end)
end)

describe("purchasing_power", function()
  it("goes by orders of magnitude", function()
    given {
      customers = {
        { code = "C1", name = "华东机械", annual_revenue = 10000000, registered_capital = 1000000, employees = 100 },
        { code = "C2", name = "Nordwind GmbH" },
      },
    }
    apply "../scoring/purchasing_power.lua"
    -- Turnover 40 · 2/3 = 26.67, capital 25 · 2/3 = 16.67, people 15 · 2/3 = 10, nothing for a balance that is not known.
    expect(scores.get("C1", "purchasing_power")):to_be_near(53.33, 0.01)
    expect(scores.of("C1").purchasing_power.band):to_equal("middle")
    expect(scores.of("C2").purchasing_power.reason):to_equal("neither figures nor financial statements")
  end)
end)

describe("rfm", function()
  it("gives 15 to the best and 3 to the least of five", function()
    clock.set("2026-06-30")
    local people, bought = {}, {}
    for k = 1, 5 do
      people[k] = { code = "C" .. k, name = "客户" .. k }
      -- The k-th has k orders of k · 1000, the last of them 10 · (5 - k) days ago.
      for n = 1, k do
        bought[#bought + 1] = {
          code = ("O%d-%d"):format(k, n), customer = "C" .. k, amount = k * 1000,
          ordered_on = dates.add("2026-06-30", -10 * (5 - k) - (n - 1)),
        }
      end
    end
    given { customers = people, orders = bought }
    apply "../scoring/rfm.lua"
    for k = 1, 5 do expect(scores.get("C" .. k, "rfm")):to_equal(3 * k) end
    expect(scores.of("C5").rfm.band):to_equal("champion")
    expect(scores.of("C1").rfm.band):to_equal("at risk")
  end)

  it("leaves out who did not order within a year", function()
    given { customers = { { code = "C1", name = "华东机械" } } }
    apply "../scoring/rfm.lua"
    expect(scores.of("C1").rfm.reason):to_equal("no orders within a year")
  end)
end)
