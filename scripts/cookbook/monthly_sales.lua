-- Sales by month and region as a cross table, ready for a spreadsheet: the last twelve months, sums below and beside.
-- Group by anything else by changing one line; amounts are in the base currency.
--
-- 近十二个月的分地区月度销售交叉表，可直接放进表格软件，附行列合计。
-- 改一行即可按其他字段分组；金额折合本位币。
--
-- $ patron run scripts/cookbook/monthly_sales.lua --read-only > sales.csv
local group = {}
for c in customers.each {} do group[c.code] = c.region or text.of { en = "other", zh = "其他" } end

local base, first = money(0).currency, dates.add(dates.start_of(today(), "month"), "-11m")
local sums, names, known = {}, {}, {}
for o in orders.each { where = { ordered_on = { [">="] = first, ["<="] = today() }, ["not"] = { status = "cancelled" } } } do
  if o.amount then
    local month, name = o.ordered_on:sub(1, 7), group[o.customer]
    if not known[name] then known[name], names[#names + 1] = true, name end
    sums[month] = sums[month] or {}
    sums[month][name] = (sums[month][name] or money(0)) + fx.convert(o.amount, base, o.ordered_on)
  end
end
table.sort(names)

local total = text.of { en = "total", zh = "合计" }
local rows, below = { { text.of { en = "month", zh = "月份" }, table.unpack(names) } }, {}
table.insert(rows[1], total)
local day = first
while day <= today() do
  local month = day:sub(1, 7)
  local row, beside = { month }, money(0)
  for _, name in ipairs(names) do
    local sum = sums[month] and sums[month][name] or money(0)
    row[#row + 1], beside, below[name] = sum.amount, beside + sum, (below[name] or money(0)) + sum
  end
  row[#row + 1] = beside.amount
  rows[#rows + 1], day = row, dates.add(day, "1m")
end
local last, all = { total }, money(0)
for _, name in ipairs(names) do last[#last + 1], all = below[name].amount, all + below[name] end
last[#last + 1] = all.amount
rows[#rows + 1] = last
print(text.trim(csv.encode(rows, { header = false })))
