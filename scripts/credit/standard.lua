-- The usual credit policy: five aspects make a score, the score a grade, the grade a limit, terms and a review. Weights and
-- bounds are the company's to change. What is not known is left out of the score; below 60 % known there is no grade.
local function share(value, full)
  return math.max(0, math.min(1, (value or 0) / full))
end

return credit_policy {
  name = "standard",
  description = { en = "Grades, limits, checks and reminders for trade credit", zh = "商业信用：评级、额度、检查与催款" },
  inputs = {
    history = orders.stats(),
    year = orders.stats("365d"),
    paid = payments.stats("365d", { terms = 30 }),
    owed = invoices.stats(nil, { terms = 30 }),
    statement = statements.latest(),
    figures = customers.figures(),
  },
  weights = { character = 30, capacity = 25, capital = 20, conditions = 15, collateral = 10 },
  floor = 0.6,
  score = function(c, i, k)
    if i.history.count == 0 then return insufficient("no orders yet") end

    -- Late money: half of the marks are gone at 30 weighted days late, all at 60. Broken promises and open disputes cost too.
    local character
    if i.paid.weighted_days_late then
      character = 100 * (1 - share(i.paid.weighted_days_late, 60)) * (1 - 0.5 * (k.overdue_share or 0))
      character = math.max(0, character - 10 * k.broken - 5 * k.disputed)
    end

    -- Steady buying stands in for the power to pay where there is no statement.
    local r, s = ratios(i.statement), i.statement
    local capacity = 60 * share(i.year.months_active, 12) + 40 * share(i.history.days_since_first, 3 * 365)
    if r.current and r.margin then capacity = 50 * share(r.current, 2) + 50 * share(r.margin, 0.1) end

    local capital
    if r.equity then
      capital = 100 * share(r.equity, 0.5)
      local z = altman(s)
      if z.zone == "distress" then capital = math.min(capital, 20) end
      if z.zone == "safe" then capital = math.max(capital, 80) end
    end

    return {
      character = character,
      capacity = capacity,
      capital = capital,
      conditions = 100 * share(i.history.days_since_first, 5 * 365) * (k.hold == "none" and 1 or 0.5),
      collateral = k.limit and k.limit > 0 and 100 * share(k.secured, k.limit) or nil,
    }
  end,
  grades = {
    { grade = "A", min = 80, terms_days = 60, review = "12m", cap = 1000000 },
    { grade = "B", min = 65, terms_days = 45, review = "12m", cap = 500000 },
    { grade = "C", min = 45, terms_days = 30, review = "6m", cap = 150000 },
    { grade = "D", min = 25, terms_days = 15, review = "3m", cap = 30000, prepay_percent = 30 },
    { grade = "E", min = 0, terms_days = 0, review = "3m", cap = 0, prepay_percent = 100 },
  },
  -- What is bought within the terms, half as much again at the peak, and room for two orders where they are few and large.
  limit = function(c, i, k)
    return math.max(0, 1.5 * i.year.net * k.terms_days / 365, 2 * (i.year.average or 0))
  end,
  round = 100,
  first_order_cap = 5000,
  approval = { { above = 500000 } },
  secured = { credit_insurance = 0.9, letter_of_credit = 1, guarantee = 0.8, deposit = 1 },
  tolerance = 0.05,
  check = {
    expired = "hold",
    prepayment = { over = 0, outcome = "hold" },
    limit = { levels = { { over = 0.9, outcome = "warn" }, { over = 1, outcome = "hold" } } },
    group_limit = { over = 1, outcome = "hold" },
    oldest_open = { levels = { { over = 30, outcome = "warn" }, { over = 90, outcome = "hold" } } },
    overdue_share = { days = 30, over = 0.5, outcome = "hold" },
    dunning_level = { over = 2, outcome = "hold" },
    last_payment = { over = 180, outcome = "warn" },
  },
  dunning = {
    {
      days = -5,
      text = {
        en = "{name}: invoice {invoice} of {open} is due on {due_on}, in {days} days.",
        zh = "{name}：发票 {invoice} 金额 {open} 将于 {due_on} 到期（还有 {days} 天）。",
      },
    },
    {
      days = 5,
      text = {
        en = "{name}: invoice {invoice} of {open} was due on {due_on}. Please pay it soon.",
        zh = "{name}：发票 {invoice} 金额 {open} 已于 {due_on} 到期，请尽快付款。",
      },
    },
    {
      days = 20, interest = 0.05,
      text = {
        en = "{name}: invoice {invoice} of {open} is {days} days overdue; interest so far is {interest}.",
        zh = "{name}：发票 {invoice} 金额 {open} 已逾期 {days} 天，目前利息 {interest}。",
      },
    },
    {
      days = 45, interest = 0.08, fee = 50,
      text = {
        en = "{name}: last reminder for invoice {invoice} of {open}, {days} days overdue; interest {interest}, fee {fee}.",
        zh = "{name}：发票 {invoice} 金额 {open} 逾期 {days} 天，最后一次催款；利息 {interest}，费用 {fee}。",
      },
    },
  },
}
