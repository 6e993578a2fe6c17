// swift-format-ignore-file
// Made by scripts/renew from scripts/scoring, scripts/loyalty and scripts/jobs.

extension ShippedScript {
  /// The scripts that ship, by path.
  public static let all: [ShippedScript] = [
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

local issued = 0
for o in orders.each { where = { shipped_on = { [">="] = "0001-01-01" } }, order = "shipped_on" } do
  local code = "INV-" .. o.code
  if totals[o.code] and o.status ~= "cancelled" and not invoices.find(code) then
    invoices.create {
      code = code, customer = o.customer, order = o.code, issued_on = o.shipped_on,
      due_on = dates.add(o.shipped_on, days .. "d"), amount = totals[o.code], disputed = o.status == "disputed",
    }
    issued = issued + 1
  end
end

local settled = 0
for p in payments.each { order = "paid_on" } do
  local left = p.amount
  for _, a in ipairs(allocations.list { where = { payment = p.code } }) do left = left - a.amount end
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
  ]
}
