// swift-format-ignore-file
// Made by scripts/renew from the scripts that users start from.

extension ShippedScript {
  /// The scripts that ship, by path.
  public static let all: [ShippedScript] = [
    ShippedScript(path: "credit/cement.lua", text: ###"""
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

"""###),
    ShippedScript(path: "credit/standard.lua", text: ###"""
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

"""###),
    ShippedScript(path: "jobs/invoices_from_orders.lua", text: ###"""
-- Makes invoices out of shipped orders and settles them with the payments, for books whose source has no invoices.
-- Assumes: an order is invoiced on the day it ships, over the sum of its lines, due 30 days later (or as many as the
-- first argument says); a payment settles its customer's invoices, those due longest first. Running it again adds only
-- what is new.
local days = tonumber((...)) or 30

local totals = {}
for line in order_lines.each {} do
  local amount = line.amount or line.price * line.quantity
  totals[line.order] = totals[line.order] and totals[line.order] + amount or amount
end

-- What is there already is read once, not asked for each order and payment.
local invoiced, allocated = {}, {}
for i in invoices.each {} do invoiced[i.code] = true end
for a in allocations.each {} do
  allocated[a.payment] = allocated[a.payment] and allocated[a.payment] + a.amount or a.amount
end

local issued = 0
for o in orders.each { where = { shipped_on = { [">="] = "0001-01-01" } }, order = "shipped_on" } do
  local code = "INV-" .. o.code
  if totals[o.code] and o.status ~= "cancelled" and not invoiced[code] then
    invoices.create {
      code = code, customer = o.customer, order = o.code, issued_on = o.shipped_on,
      due_on = dates.add(o.shipped_on, days .. "d"), amount = totals[o.code], disputed = o.status == "disputed",
    }
    issued = issued + 1
  end
end

local settled = 0
for p in payments.each { order = "paid_on" } do
  local left = allocated[p.code] and p.amount - allocated[p.code] or p.amount
  for _, i in ipairs(invoices.open(p.customer)) do
    if left.amount <= 0 then break end
    if i.open.amount > 0 then
      local part = i.open < left and i.open or left
      payments.allocate(p.code, i.code, part)
      left, settled = left - part, settled + 1
    end
  end
end
local done = text.of { en = "%d invoices issued, %d allocations made", zh = "新开 %d 张发票，核销 %d 笔" }
print(done:format(issued, settled))

"""###),
    ShippedScript(path: "jobs/ranking.lua", text: ###"""
-- The ten customers with the highest values of a score and the ten with the lowest, with the parts they are made of.
-- The first argument names the score: quality unless given.
local name = (...) or "quality"

-- Parts are numbers by name, or groups of them.
local function flatten(parts, flat)
  for part, value in pairs(parts) do
    if type(value) == "table" then flatten(value.parts, flat) else flat[part] = value end
  end
  return flat
end

local function show(value, band, code, customer, figures)
  local cells = {
    text.pad(value, 5, "right"), text.pad(band, 4), text.pad(code, 8), text.pad(text.truncate(customer, 30), 30),
  }
  for part, figure in pairs(figures) do cells[#cells + 1] = text.pad(figure, math.max(5, text.width(part)), "right") end
  print(table.concat(cells, " "))
end

local function decimal(number) return ("%.1f"):format(number) end

local function rank(title, order)
  print((title:format(name)))
  local rows, titles = {}, {}
  for _, s in ipairs(scores.top(name, 10, { order = order })) do
    local parts = flatten(scores.explain(s.code, name).parts, {})
    for part in pairs(parts) do titles[part] = part end
    rows[#rows + 1] = { score = s, parts = parts }
  end
  show(text.of { en = "score", zh = "评分" }, text.of { en = "band", zh = "级别" },
    text.of { en = "code", zh = "编号" }, text.of { en = "customer", zh = "客户" }, titles)
  for _, row in ipairs(rows) do
    local s, figures = row.score, {}
    for part in pairs(titles) do figures[part] = row.parts[part] and decimal(row.parts[part]) or "–" end
    show(decimal(s.value), s.band or "–", s.code, s.name, figures)
  end
end

rank(text.of { en = "The ten highest by %s:", zh = "%s 最高的十个客户：" }, "highest")
rank(text.of { en = "The ten lowest by %s:", zh = "%s 最低的十个客户：" }, "lowest")

"""###),
    ShippedScript(path: "jobs/receivables.lua", text: ###"""
-- What customers owe: open invoices by age, days sales outstanding over as many days as the first argument says (90), and
-- who is over the credit limit by orders, deliveries, invoices and payments.
local days = tonumber((...)) or 90
local line = "%-16s %18s"

local aging = credit.aging()
print(text.of { en = "Open invoices by days since the due date", zh = "未结发票账龄（天）" })
for _, bucket in ipairs { "not_due", "days_1_30", "days_31_60", "days_61_90", "days_91_180", "over_180", "total" } do
  print(line:format("  " .. bucket, tostring(aging[bucket])))
end

local dso = credit.dso(nil, { days = days })
local known = text.of {
  en = "Days sales outstanding over %d days: %.1f, and %.1f if all paid when due",
  zh = "近 %d 天的应收周转天数：%.1f；如全部按期付款：%.1f",
}
print(dso.value and known:format(days, dso.value, dso.best_possible)
  or text.of { en = "Days sales outstanding: insufficient data", zh = "应收周转天数：数据不足" })

local over = text.of { en = "%s %s owes %s of a limit of %s", zh = "%s %s 敞口 %s，额度 %s" }
local count = 0
for c in customers.each { where = { credit_limit = { [">="] = 0 } }, order = "code" } do
  local headroom = credit.headroom(c)
  if headroom.amount < 0 then
    count = count + 1
    print(over:format(c.code, c.name, tostring(c.credit_limit - headroom), tostring(c.credit_limit)))
  end
end
local sum = text.of { en = "%d customers are over their limit", zh = "%d 个客户超出额度" }
print(sum:format(count))

"""###),
    ShippedScript(path: "jobs/tiers.lua", text: ###"""
-- Judges everyone by every ladder in force, or by those that are named, and tells who moved.
-- Run it as often as standings are to follow the figures: patron run scripts/jobs/tiers.lua [LADDER …]
local ladders = { ... }
if #ladders == 0 then ladders = tiers.ladders() end

local summary = text.of {
  en = "%s: %s; without a tier %d; changed %d, too little known of %d",
  zh = "%s：%s；无等级 %d；变动 %d，数据不足 %d",
}
local notice = text.of { en = "notice: %s is to fall from %s, on %s at the earliest", zh = "通知：%s 将由 %s 降级，最早于 %s" }

for _, ladder in ipairs(ladders) do
  local result = tiers.evaluate(ladder, "all", { limit = 10 })
  local counts = {}
  for tier, count in pairs(result.tiers) do counts[#counts + 1] = tier .. " " .. count end
  print(summary:format(ladder, table.concat(counts, ", "), result.without_tier, result.changed, result.insufficient))
  for _, move in ipairs(result.moves) do
    print(("  %s %s: %s → %s (%s)"):format(move.code, move.name, move.from or "–", move.to or "–", move.kind))
  end
end
for _, n in ipairs(tiers.notices()) do print(notice:format(n.code, n.tier, n.due_on)) end

"""###),
    ShippedScript(path: "loyalty/member_levels.lua", text: ###"""
-- A club: points to spend, points that only count towards a level, stamps and cash back. A level is what the customer's
-- field 'tier' says. Points to spend end with the calendar year after the one in which they were earned; a card of stamps
-- stays alive while it is used.
local rates = { silver = 1.25, gold = 1.5, platinum = 2 }

return points_program {
  name = "member_levels",
  description = {
    en = "Points by member level, points that count towards a level, stamps and cash back",
    zh = "按会员等级计分，另有定级积分、集章与返现",
  },
  wallets = {
    { name = "club", expiry = { kind = "calendar", on = "12-31", years = 1 } },
    { name = "level", redeemable = false, expiry = { kind = "anniversary" } },
    { name = "stamps", expiry = { kind = "last_activity", after = "6m" } },
    { name = "cashback", currency = "CNY", expiry = { kind = "never" } },
  },
  rules = {
    {
      name = "club", wallet = "club", rounding = "floor",
      points = function(x, member) return x.amount / 10 * (rates[member.tier] or 1) end,
    },
    { name = "level", wallet = "level", points = function(x) return x.amount / 10 end },
    {
      name = "stamp", wallet = "stamps", cap = { day = 1 },
      points = function(x)
        if x.amount < 1000 then return nil, "below 1,000" end
        return 1
      end,
    },
    {
      name = "cash", wallet = "cashback", cap = { month = 100000 }, rounding = "half_even",
      points = function(x, member)
        if member.tier ~= "platinum" then return nil, "platinum members only" end
        return x.amount * 0.005
      end,
    },
    {
      name = "visit", on = "activity", wallet = "level", cap = { month = 100 },
      points = function(x)
        if x.kind ~= "visit" and x.kind ~= "training" then return nil, "neither visit nor training" end
        return 50
      end,
    },
  },
}

"""###),
    ShippedScript(path: "loyalty/trade_points.lua", text: ###"""
-- Points for trade: one for each 100 of goods without tax and shipping, half as many again for gold members, and 500 for
-- who brings a customer that orders and pays. Points are usable 14 days after the order, when returns are over, through
-- the end of the month a year later. Orders are accrued with points.accrue("all"), returns with points.reverse(order).
return points_program {
  name = "trade_points",
  description = {
    en = "A point for each 100 of goods, more for gold members and for referrals",
    zh = "每 100 元货款 1 分，金级客户加成，推荐新客户另有奖励",
  },
  pending = "14d",
  expiry = { kind = "rolling", after = "12m", from = "activation", through = "month" },
  shortage = "debt",
  reinstatement = 30,
  wallets = { { name = "points" } },
  stacking = { rate = "best" },
  rules = {
    { name = "goods", group = "rate", points = function(x) return x.amount / 100 end },
    {
      name = "gold", group = "rate", cap = { month = 5000 },
      points = function(x, member)
        if member.tier ~= "gold" then return nil, "not a gold member" end
        return x.amount / 100 * 1.5
      end,
    },
    { name = "referral", on = "referral", cap = { year = 5000 }, points = function() return 500 end },
  },
}

"""###),
    ShippedScript(path: "scoring/purchasing_power.lua", text: ###"""
-- Purchasing power (S2.2): turnover, capital, people and the strength of the balance sheet. What is not known adds nothing
-- and lowers the coverage; with neither figures nor statements there is no value.
local function magnitude(value, from, to)
  if not value or value <= 0 then return 0 end
  local digits = math.log(value, 10)
  return math.max(0, math.min(1, (digits - from) / (to - from)))
end

return score {
  name = "purchasing_power",
  description = { en = "Purchasing power from finances and scale", zh = "购买力：财务状况与规模" },
  bands = { { min = 70, name = "high" }, { min = 40, name = "middle" }, { min = 0, name = "low" } },
  inputs = { figures = customers.figures(), statement = statements.latest() },
  formula = function(c, i)
    if i.figures.count == 0 and i.statement.count == 0 then
      return insufficient("neither figures nor financial statements")
    end
    local revenue = i.statement.revenue or i.figures.annual_revenue
    local equity = i.statement.equity or i.figures.equity or i.figures.registered_capital
    local assets = i.statement.total_assets
    return {
      -- From 100,000 (nothing) to 100 million (all), by the order of magnitude.
      turnover = 40 * magnitude(revenue, 5, 8),
      capital = 25 * magnitude(equity, 4, 7),
      people = 15 * magnitude(i.figures.employees, 0, 3),
      -- Own funds: half of the assets or more is full marks.
      solidity = assets and equity and assets > 0 and 20 * math.max(0, math.min(1, 2 * equity / assets)) or 0,
    }
  end,
}

"""###),
    ShippedScript(path: "scoring/quality.lua", text: ###"""
-- Customer quality: what the customer is (fit, no decay) and what the customer does (behaviour, fades with time).
-- Fit counts for 40 points, behaviour for 60. Weights and caps are the company's to change.
local function share(value, full)
  return math.max(0, math.min(1, (value or 0) / full))
end

return score {
  name = "quality",
  description = {
    en = "Customer quality: fit and behaviour, 0 to 100",
    zh = "客户质量：客户本身的条件与合作表现，0 到 100",
  },
  bands = { { min = 80, name = "A" }, { min = 60, name = "B" }, { min = 40, name = "C" }, { min = 0, name = "D" } },
  inputs = {
    figures = customers.figures(),
    history = orders.stats(),
    year = orders.stats("365d"),
    paid = payments.stats("365d", { terms = 30 }),
    owed = invoices.stats(nil, { terms = 30 }),
  },
  formula = function(c, i)
    if i.history.count == 0 then return insufficient("no orders yet") end

    -- Late money weighs on trust: half of it is gone at 30 weighted days late, all at 60.
    local trust = 0.5
    if i.paid.weighted_days_late then trust = 1 - share(i.paid.weighted_days_late, 60) end
    if i.owed.open > 0 then trust = trust * (1 - 0.5 * i.owed.overdue / i.owed.open) end

    return {
      fit = capped(40, {
        -- Five years together are as good as ten.
        years = 15 * share(i.history.days_since_first, 5 * 365),
        size = 15 * share(math.log(1 + math.max(0, i.figures.annual_revenue or 0), 10), 8),
        credit = 10 * share(i.figures.credit_limit, 100000),
        volume = 15 * share(math.log(1 + math.max(0, i.history.net), 10), 6),
      }),
      behaviour = capped(60, {
        recency = 20 * decay(i.history.days_since_last, "90d"),
        frequency = 15 * share(i.year.months_active, 12),
        value = 15 * share(i.year.net, 100000),
        trust = 20 * trust,
      }),
    }
  end,
}

"""###),
    ShippedScript(path: "scoring/relationship.lua", text: ###"""
-- The relationship index (S2.4): satisfaction, loyalty, purchase frequency, amount and years together, 20 points each.
-- Until surveys are kept, satisfaction is read from returns: the share of what was ordered that came back. With no returns
-- on record the coverage says that it is missing, and satisfaction counts as full.
local function share(value, full)
  return math.max(0, math.min(1, (value or 0) / full))
end

return score {
  name = "relationship",
  description = {
    en = "Relationship: satisfaction, loyalty, frequency, amount, years",
    zh = "关系指数：满意度、忠诚度、购买频率、购买金额、合作年限",
  },
  bands = {
    { min = 75, name = "premium" }, { min = 55, name = "good" }, { min = 35, name = "ordinary" }, { min = 0, name = "at_risk" },
  },
  inputs = {
    ever = orders.stats(),
    year = orders.stats("365d"),
    returned = returns.stats("365d"),
  },
  formula = function(c, i)
    if i.ever.count == 0 then return insufficient("no orders yet") end
    local came_back = i.year.ordered > 0 and i.returned.amount / i.year.ordered or 0
    return {
      satisfaction = 20 * (1 - share(came_back, 0.2)),
      loyalty = 20 * decay(i.ever.days_since_last, "120d"),
      frequency = 20 * share(i.year.count, 12),
      amount = 20 * share(math.log(1 + math.max(0, i.year.net), 10), 6),
      years = 20 * share(i.ever.days_since_first, 5 * 365),
    }
  end,
}

"""###),
    ShippedScript(path: "scoring/rfm.lua", text: ###"""
-- Recency, frequency, money: each a class from 1 to 5 among all customers who ordered within a year, equal values in one
-- class (class = 1 + floor(5 * rank / n), ties share the lowest rank). 3 is the lowest sum, 15 the highest.
return score {
  name = "rfm",
  description = {
    en = "Recency, frequency and money over a year, each 1 to 5",
    zh = "近一年的最近购买、购买频率与购买金额，各 1 到 5",
  },
  range = { 3, 15 },
  decimals = 0,
  bands = {
    { min = 13, name = "champion" }, { min = 10, name = "loyal" }, { min = 7, name = "promising" },
    { min = 3, name = "at risk" },
  },
  inputs = {
    recency = quintile(orders.stats("365d"), "days_since_last", "lowest"),
    frequency = quintile(orders.stats("365d"), "count"),
    money = quintile(orders.stats("365d"), "net"),
  },
  formula = function(c, i)
    if not i.recency then return insufficient("no orders within a year") end
    return { recency = i.recency, frequency = i.frequency, money = i.money }
  end,
}

"""###),
    ShippedScript(path: "tiers/relationship.lua", text: ###"""
-- The relationship class: 优质, 良好, 一般, 潜在流失. Until feedback is kept, returns and late payments stand in for
-- satisfaction, and the description that every explanation prints says so. Whoever never ordered has no class.
local function class(name, days, orders, returned, late)
  return {
    name = name,
    from = {
      ever = { days_since_last = { max = days } },
      year = { count = orders },
      returned = { count = { max = returned } },
      any = { { pay = { late_share = { max = late } } }, { pay = { count = { max = 0 } } } },
    },
  }
end

return tier_policy {
  name = "relationship",
  description = {
    en = "Relationship class; returns and late payments stand in for satisfaction until feedback is kept",
    zh = "客户关系等级；在有反馈记录之前，以退货与逾期付款代表满意度",
  },
  inputs = {
    ever = orders.stats(),
    year = orders.stats("365d"),
    returned = returns.stats("365d"),
    pay = payments.stats("365d"),
  },
  tiers = {
    { name = "at_risk", from = { ever = { count = 1 } }, benefits = { visit_interval = "1m", services = { "win-back talk" } } },
    class("ordinary", 365, 1, 5, 1),
    class("good", 240, 2, 3, 0.5),
    class("premium", 120, 4, 1, 0.2),
  },
  writes = "relationship",
}

"""###),
    ShippedScript(path: "tiers/size.lua", text: ###"""
-- The size class: L, M or S by the company's own figures, or by what it orders here where those are not known.
local function reaches(revenue, people, ordered)
  return function(c, i)
    if i.figures.annual_revenue or i.figures.employees then
      return (i.figures.annual_revenue or 0) >= revenue or (i.figures.employees or 0) >= people
    end
    return i.orders.net >= ordered
  end
end

return tier_policy {
  name = "size",
  description = { en = "Size class by revenue, staff or orders", zh = "规模等级：按营业额、人数或订货额" },
  inputs = { figures = customers.figures(), orders = orders.stats("730d") },
  tiers = {
    { name = "S" },
    { name = "M", from = reaches(20e6, 300, 80000), keep = reaches(18e6, 270, 70000) },
    { name = "L", from = reaches(400e6, 1000, 200000), keep = reaches(360e6, 900, 180000) },
  },
  hold = 2,
  writes = "size",
}

"""###),
    ShippedScript(path: "tiers/value.lua", text: ###"""
-- The value class: what a customer ordered less what came back, over the last year. The figures are examples; set your own.
return tier_policy {
  name = "value",
  description = { en = "Value class by net orders of a year", zh = "价值等级：按近一年净订货额" },
  inputs = { orders = orders.stats() },
  qualify = "365d",
  measure = "orders.net",
  tiers = {
    { name = "bronze", benefits = { terms = 30, visit_interval = "12m" } },
    { name = "silver", from = 30000, keep = 24000, benefits = { discount = 0.02, terms = 30, visit_interval = "6m" } },
    {
      name = "gold", from = 80000, keep = 64000,
      benefits = { discount = 0.03, priority = 2, terms = 45, visit_interval = "3m", owner = "named", services = { "training" } },
    },
    {
      name = "platinum",
      from = { orders = { net = 250000, months_active = 4 } },
      keep = { orders = { net = 200000, months_active = 3 } },
      benefits = {
        discount = 0.05, priority = 1, terms = 60, visit_interval = "1m", owner = "named",
        services = { "training", "technical help", "trials" },
      },
    },
  },
  hold = { fall = 2 }, minimum_stay = "90d", grace = "30d", notice = "30d", downgrade = "one_step",
  writes = "tier",
}

"""###),
  ]
}
