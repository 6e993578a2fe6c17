// swift-format-ignore-file
// Made by scripts/renew from scripts/jobs, scripts/scoring and scripts/tiers.

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
