-- A policy for bulk building material: low margins, large orders, dealers with few funds of their own. Limits are shares of
-- net worth and turnover by grade; the lower grades pay ahead and borrow no more than a guarantee covers.
local function share(value, full)
  return math.max(0, math.min(1, (value or 0) / full))
end

return credit_policy {
  name = "cement",
  description = {
    en = "Limits by grade with guarantee and prepayment, for cement and the like",
    zh = "水泥等大宗建材：按等级定额度，低等级须担保与预付",
  },
  inputs = {
    history = orders.stats(),
    year = orders.stats("365d"),
    paid = payments.stats("365d", { terms = 15 }),
    statement = statements.latest(),
    figures = customers.figures(),
  },
  weights = { character = 35, capacity = 20, capital = 25, conditions = 5, collateral = 15 },
  floor = 0.8,
  score = function(c, i, k)
    local s = i.statement
    local equity = s.equity or i.figures.equity or i.figures.registered_capital
    local turnover = s.revenue or i.figures.annual_revenue
    return {
      -- Dealers settle within weeks: 30 days late is as bad as it gets.
      character = i.paid.weighted_days_late
        and math.max(0, 100 * (1 - share(i.paid.weighted_days_late, 30)) - 20 * k.broken),
      capacity = turnover and 100 * share(turnover, 20000000),
      capital = equity and 100 * share(equity, 5000000),
      conditions = 100 * share(i.history.days_since_first, 3 * 365),
      collateral = 100 * share(k.secured, math.max(1, k.exposure)),
    }
  end,
  grades = {
    { grade = "A", min = 85, terms_days = 30, net_worth = 0.50, turnover = 0.08, cap = 3000000, review = "12m" },
    { grade = "B", min = 70, terms_days = 30, net_worth = 0.35, turnover = 0.05, cap = 1500000, review = "6m" },
    { grade = "C", min = 50, terms_days = 15, net_worth = 0.20, turnover = 0.03, cap = 500000, review = "6m", prepay_percent = 20 },
    { grade = "D", min = 30, terms_days = 7, cap = 200000, secured = true, review = "3m", prepay_percent = 50 },
    { grade = "E", min = 0, terms_days = 0, cap = 0, review = "3m", prepay_percent = 100 },
  },
  figures = function(c, i)
    local s = i.statement
    return {
      net_worth = s.equity or i.figures.equity or i.figures.registered_capital,
      turnover = s.revenue or i.figures.annual_revenue,
    }
  end,
  round = 10000,
  first_order_cap = 50000,
  approval = { { above = 1000000 } },
  -- A guarantee is what a limit is bounded by here; only deposits and letters of credit come on top.
  secured = { deposit = 1, letter_of_credit = 1 },
  check = {
    expired = "hold",
    prepayment = { over = 0, outcome = "hold" },
    document_maximum = { over = 1000000, outcome = "warn" },
    limit = { over = 1, outcome = "hold" },
    -- Lorries leave every day: what is wanted within a week must fit, whatever else was ordered.
    horizon = { days = 7, over = 1, outcome = "reject", at = { "delivery" } },
    group_limit = { over = 1, outcome = "hold" },
    oldest_open = { levels = { { over = 10, outcome = "warn" }, { over = 30, outcome = "hold" } } },
    overdue_share = { days = 10, over = 0.3, outcome = "hold" },
  },
  dunning = {
    {
      days = -2,
      text = {
        en = "{name}: {open} for invoice {invoice} is due on {due_on}.",
        zh = "{name}：发票 {invoice} 的 {open} 将于 {due_on} 到期。",
      },
    },
    {
      days = 3,
      text = {
        en = "{name}: {open} for invoice {invoice} is {days} days overdue.",
        zh = "{name}：发票 {invoice} 的 {open} 已逾期 {days} 天。",
      },
    },
    {
      days = 15, interest = 0.12,
      text = {
        en = "{name}: {open} for invoice {invoice} is {days} days overdue; deliveries stop. Interest {interest}.",
        zh = "{name}：发票 {invoice} 的 {open} 已逾期 {days} 天，将停止发货。利息 {interest}。",
      },
    },
  },
}
