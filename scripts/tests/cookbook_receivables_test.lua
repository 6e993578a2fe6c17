-- The recipes on receivables.
before_each(function()
  clock.set("2026-06-30")
  given {
    customers = {
      { code = "C1", name = "甲", owner = "李伟" }, { code = "C2", name = "乙", owner = "李伟", currency = "USD" },
      { code = "C3", name = "丙" },
    },
  }
end)

describe("overdue_by_owner", function()
  before_each(function()
    given {
      invoices = {
        { code = "I1", customer = "C1", issued_on = "2026-05-01", due_on = "2026-05-31", amount = 1000 },
        { code = "I2", customer = "C1", issued_on = "2026-06-01", due_on = "2026-07-01", amount = 5000 },
        { code = "I3", customer = "C2", issued_on = "2026-05-01", due_on = "2026-06-20", amount = 200, currency = "USD" },
        { code = "I4", customer = "C3", issued_on = "2026-05-01", due_on = "2026-06-29", amount = 70 },
      },
    }
    fx.set("USD", "2026-06-30", 7)
  end)

  it("lists each salesperson's customers, the largest sum first", function()
    -- 200 USD are 1,400 CNY; 5,000 are not due.
    expect(run("../cookbook/overdue_by_owner.lua").output):to_equal(
      "nobody\t70.00 CNY\n  C3 丙: 70.00 CNY, days late 1\n"
        .. "李伟\t2400.00 CNY\n  C2 乙: 1400.00 CNY, days late 10\n  C1 甲: 1000.00 CNY, days late 30\n")
  end)

  it("leaves out what is late for fewer days", function()
    expect(run("../cookbook/overdue_by_owner.lua", { "30" }).output):to_equal(
      "李伟\t1000.00 CNY\n  C1 甲: 1000.00 CNY, days late 30\n")
  end)
end)

describe("aging_table", function()
  it("has a row for each customer who owes", function()
    given {
      invoices = {
        { code = "I1", customer = "C1", issued_on = "2026-05-01", due_on = "2026-05-31", amount = 1000 },
        { code = "I2", customer = "C1", issued_on = "2026-06-01", due_on = "2026-07-01", amount = 50.5 },
        { code = "I3", customer = "C1", issued_on = "2025-06-01", due_on = "2025-07-01", amount = 9 },
        { code = "I4", customer = "C2", issued_on = "2026-03-01", due_on = "2026-04-30", amount = 200, currency = "USD" },
      },
      payments = { { code = "P1", customer = "C1", paid_on = "2026-06-15", amount = 20 } },
    }
    -- 30 days, not due, 364 days; 61 days.
    expect(run("../cookbook/aging_table.lua").output):to_equal(
      "owner,code,name,currency,not due,1–30,31–60,61–90,91–180,over 180,total,unapplied\n"
        .. "李伟,C1,甲,CNY,50.5,1000.0,0.0,0.0,0.0,9.0,1059.5,20.0\n"
        .. "李伟,C2,乙,USD,0.0,0.0,0.0,200.0,0.0,0.0,200.0,0.0\n")
  end)
end)

describe("dunning_letters", function()
  it("writes the reminders of the policy to whom they go", function()
    apply "../credit/standard.lua"
    given {
      contacts = { { customer = "C1", name = "王芳", email = "wang@a.example" } },
      invoices = {
        { code = "I1", customer = "C1", issued_on = "2026-05-01", due_on = "2026-06-25", amount = 1000 },
        { code = "I2", customer = "C3", issued_on = "2026-05-01", due_on = "2026-06-28", amount = 1000 },
        { code = "I3", customer = "C3", issued_on = "2026-05-01", due_on = "2026-06-10", amount = 1000, disputed = true },
      },
    }
    local letters = run("../cookbook/dunning_letters.lua").output
    -- Five days late is the first level after the due date; two days late is between the levels.
    expect(letters):to_match("^level 1, to 王芳 <wang@a%.example>\n  甲: invoice I1 of 1,000%.00 CNY was due on 2026%-06%-25")
    expect(letters).never:to_contain("I2")
    expect(letters).never:to_contain("I3")
  end)
end)

describe("broken_promises", function()
  it("judges promises whose day is over", function()
    given {
      invoices = {
        { code = "I1", customer = "C1", issued_on = "2026-05-01", due_on = "2026-05-31", amount = 100 },
        { code = "I2", customer = "C3", issued_on = "2026-05-01", due_on = "2026-05-31", amount = 100 },
      },
      payments = { { code = "P1", customer = "C1", paid_on = "2026-06-20", amount = 100 } },
      allocations = { { payment = "P1", invoice = "I1", amount = 100 } },
      promises = {
        { code = "PR1", customer = "C1", invoice = "I1", made_on = "2026-06-01", due_on = "2026-06-21" },
        { code = "PR2", customer = "C3", invoice = "I2", made_on = "2026-06-01", due_on = "2026-06-29" },
        { code = "PR3", customer = "C3", invoice = "I2", made_on = "2026-06-29", due_on = "2026-06-30" },
      },
    }
    expect(run("../cookbook/broken_promises.lua").output):to_equal(
      "C3\tI2\t100.00 CNY\tpromised by 2026-06-29\npromises broken: 1\n")
    expect(promises.get("PR1").kept):to_be_true()
    expect(promises.get("PR2").kept):to_be_false()
    expect(promises.get("PR3").kept):to_be_nil()
    expect(customers.get("C3").next_contact_on):to_equal("2026-06-30")
    expect(customers.get("C1").next_contact_on):to_be_nil()
  end)
end)

describe("payment_habits", function()
  it("weighs days late by amount", function()
    given {
      invoices = {
        { code = "I1", customer = "C1", issued_on = "2026-01-01", due_on = "2026-01-31", amount = 100 },
        { code = "I2", customer = "C1", issued_on = "2026-02-01", due_on = "2026-02-28", amount = 300 },
        { code = "I3", customer = "C1", issued_on = "2026-03-01", due_on = "2026-03-31", amount = 100 },
        { code = "I4", customer = "C3", issued_on = "2026-03-01", due_on = "2026-03-31", amount = 100 },
      },
      payments = {
        { code = "P1", customer = "C1", paid_on = "2026-02-10", amount = 100 },
        { code = "P2", customer = "C1", paid_on = "2026-03-20", amount = 300 },
        { code = "P3", customer = "C1", paid_on = "2026-03-15", amount = 100 },
        { code = "P4", customer = "C3", paid_on = "2026-04-30", amount = 100 },
      },
      allocations = {
        { payment = "P1", invoice = "I1", amount = 100 }, { payment = "P2", invoice = "I2", amount = 300 },
        { payment = "P3", invoice = "I3", amount = 100 }, { payment = "P4", invoice = "I4", amount = 100 },
      },
    }
    -- 10 days · 100 + 20 days · 300 + 0 · 100 over 500 is 14 days; 400 of 500 were late. C3 paid once.
    expect(run("../cookbook/payment_habits.lua").output):to_equal("C1: 14.0 days late, 80 % of the money\n")
  end)
end)

describe("apply_receipts", function()
  it("settles what is due longest, and leaves deposits and disputes alone", function()
    given {
      orders = { { code = "O1", customer = "C1", ordered_on = "2026-06-01", amount = 900 } },
      invoices = {
        { code = "I1", customer = "C1", issued_on = "2026-03-01", due_on = "2026-03-31", amount = 50, disputed = true },
        { code = "I2", customer = "C1", issued_on = "2026-04-01", due_on = "2026-04-30", amount = 300 },
        { code = "I3", customer = "C1", issued_on = "2026-05-01", due_on = "2026-05-31", amount = 200 },
      },
      payments = {
        { code = "P1", customer = "C1", paid_on = "2026-06-01", amount = 400 },
        { code = "P2", customer = "C1", paid_on = "2026-06-02", amount = 150 },
        { code = "P3", customer = "C1", paid_on = "2026-06-03", amount = 270, order = "O1" },
      },
      allocations = { { payment = "P1", invoice = "I2", amount = 100 } },
    }
    -- P1 has 300 left: 200 for the rest of I2, 100 for I3. P2 settles the other 100 of I3 and keeps 50.
    expect(run("../cookbook/apply_receipts.lua").output):to_equal(
      "P1\tI2\t200.00 CNY\nP1\tI3\t100.00 CNY\nP2\tI3\t100.00 CNY\nP2\tnot applied\t50.00 CNY\n")
    expect(#invoices.open("C1")):to_equal(1)
    expect(invoices.open("C1")[1].code):to_equal("I1")
    given {}
    expect(run("../cookbook/apply_receipts.lua").output):to_equal("P2\tnot applied\t50.00 CNY\n")
    expect(changes()):to_equal {}
  end)
end)

describe("bills_due", function()
  it("lists bills by day, dishonoured ones first", function()
    given {
      acceptance_bills = {
        { code = "B1", customer = "C1", kind = "bank", acceptor = "工商银行", received_on = "2026-01-30", due_on = "2026-07-30", amount = 100 },
        { code = "B2", customer = "C1", received_on = "2026-01-31", due_on = "2026-07-31", amount = 100 },
        { code = "B3", customer = "C3", kind = "commercial", received_on = "2026-01-01", due_on = "2026-06-29", amount = 40 },
        { code = "B4", customer = "C3", received_on = "2026-01-01", due_on = "2026-06-29", honoured_on = "2026-06-29", amount = 7 },
      },
    }
    expect(run("../cookbook/bills_due.lua").output):to_equal(
      "!\t2026-06-29\tB3\tcommercial\t–\tC3\t40.00 CNY\n\t2026-07-30\tB1\tbank\t工商银行\tC1\t100.00 CNY\ntotal\t140.00 CNY\n")
  end)
end)

describe("cash_forecast", function()
  it("goes by due dates and promises", function()
    given {
      invoices = {
        { code = "I1", customer = "C1", issued_on = "2026-06-01", due_on = "2026-07-01", amount = 100 },
        { code = "I2", customer = "C1", issued_on = "2026-05-01", due_on = "2026-05-31", amount = 30 },
        { code = "I3", customer = "C1", issued_on = "2026-05-01", due_on = "2026-05-31", amount = 8 },
      },
      promises = { { code = "PR1", customer = "C1", invoice = "I2", made_on = "2026-06-20", due_on = "2026-07-10" } },
    }
    local forecast = run("../cookbook/cash_forecast.lua").output
    -- 30 June is a Tuesday: its week began on the 29th.
    expect(forecast):to_contain("2026-06-29\t100.00 CNY\t100.00 CNY\n2026-07-06\t30.00 CNY\t130.00 CNY\n")
    expect(forecast):to_contain("2026-08-17\t0.00 CNY\t130.00 CNY\noverdue\t8.00 CNY\n")
  end)
end)
