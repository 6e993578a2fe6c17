// swift-format-ignore-file
// Made by scripts/renew from the scripts that users start from.

extension ShippedScript {
  /// The scripts that ship, by path.
  public static let all: [ShippedScript] = [
    ShippedScript(path: "cookbook/about_to_fall.lua", text: ###"""
-- Who is about to lose a tier, when, and what would keep it: a call list for the account managers, the earliest first.
-- The ladder must be in force and judged, as patron run scripts/jobs/tiers.lua does.
--
-- 即将降级的客户、最早降级日和保级还差什么：客户经理的回访清单，最早的在前。
-- 须先安装等级体系并评定过，例如运行 patron run scripts/jobs/tiers.lua。
--
-- $ patron run scripts/cookbook/about_to_fall.lua value --read-only
local ladder = (...) or "value"
local owners = {}
for c in customers.each {} do owners[c.code] = c.owner end

local lacks = text.of { en = "%s lacks %g", zh = "%s 还差 %g" }
for _, n in ipairs(tiers.notices(ladder)) do
  local parts = {}
  for _, need in ipairs(tiers.needed(n.code, ladder).stay.needs) do
    if need.lacking and need.lacking > 0 then parts[#parts + 1] = lacks:format(need.figure, need.lacking) end
  end
  print(n.due_on, n.code, n.name, n.tier, table.concat(parts, ", "), owners[n.code] or "–")
end

"""###),
    ShippedScript(path: "cookbook/aging_table.lua", text: ###"""
-- An aging table as CSV: a row for each customer, a column for each age of receivables, in the customer's currency.
-- Customers without open invoices are left out. Money that came in and is not applied yet has a column of its own.
--
-- 应收账款账龄表（CSV）：每个客户一行，每个账龄段一列，按客户币种。
-- 没有未结发票的客户不列；已收未核销的款项单列一列。
--
-- $ patron run scripts/cookbook/aging_table.lua --read-only > aging.csv
local buckets = { "not_due", "days_1_30", "days_31_60", "days_61_90", "days_91_180", "over_180", "total", "unapplied" }
local heads = text.of {
  en = "owner,code,name,currency,not due,1–30,31–60,61–90,91–180,over 180,total,unapplied",
  zh = "业务员,编号,名称,币种,未到期,1–30 天,31–60 天,61–90 天,91–180 天,180 天以上,合计,未核销收款",
}
local rows = { text.split(heads, ",") }
for c in customers.each { order = { "owner", "code" } } do
  local aging = credit.aging(c)
  if #aging.invoices > 0 then
    local row = { c.owner or "", c.code, c.name, aging.total.currency }
    for _, bucket in ipairs(buckets) do row[#row + 1] = aging[bucket].amount end
    rows[#rows + 1] = row
  end
end
print(text.trim(csv.encode(rows, { header = false })))

"""###),
    ShippedScript(path: "cookbook/anniversary_points.lua", text: ###"""
-- Points on the day a customer's first order was placed, 100 for each year together; run it daily, or later for days missed.
-- A year's points are booked once, under a reference of customer and year.
--
-- 合作周年积分：在首单的周年日赠送，每合作一年 100 分；每天运行，漏掉的日子补跑即可。
-- 每个客户每年只入账一次，以客户和年份为 reference。
--
-- $ patron run scripts/cookbook/anniversary_points.lua
-- $ patron run scripts/cookbook/anniversary_points.lua --as-of 2026-11-20
local first = {}
for o in orders.each { where = { ["not"] = { status = "cancelled" } }, order = "ordered_on" } do
  first[o.customer] = first[o.customer] or o.ordered_on
end

local year = dates.parts(today()).year
for c in customers.each { where = { ["not"] = { lifecycle = { ["in"] = { "lost", "blacklisted" } } } } } do
  local day = first[c.code]
  local years = day and year - dates.parts(day).year or 0
  -- The 29th of February has its anniversary on the 28th in other years.
  if years > 0 and dates.add(day, years .. "y") == today() then
    points.earn(c, 100 * years, { source = "anniversary", reference = c.code .. "/" .. year, reason = years .. " years" })
    print(c.code, c.name, years, 100 * years)
  end
end

"""###),
    ShippedScript(path: "cookbook/apply_receipts.lua", text: ###"""
-- Money that came in and was not applied settles its customer's open invoices, those due longest first.
-- What an order was paid ahead stays with the order; disputed invoices are left alone; what is left over is printed.
--
-- 已收未核销的款项自动核销客户的未结发票，到期最早的优先。
-- 订单的预付款（定金）不动，有争议的发票不核销；剩余未核销金额会列出。
--
-- $ patron run scripts/cookbook/apply_receipts.lua --dry-run
-- $ patron run scripts/cookbook/apply_receipts.lua
local used, disputed = {}, {}
for a in allocations.each {} do used[a.payment] = (used[a.payment] or a.amount * 0) + a.amount end
for i in invoices.each { where = { disputed = true } } do disputed[i.code] = true end

for p in payments.each { where = { order = null }, order = "paid_on" } do
  local left = p.amount - (used[p.code] or p.amount * 0)
  if left.amount > 0 then
    for _, i in ipairs(invoices.open(p.customer)) do
      if left.amount > 0 and i.open.amount > 0 and i.open.currency == left.currency and not disputed[i.code] then
        local part = i.open < left and i.open or left
        payments.allocate(p, i.code, part)
        left = left - part
        print(p.code, i.code, part)
      end
    end
    if left.amount > 0 then print(p.code, text.of { en = "not applied", zh = "未核销" }, left) end
  end
end

"""###),
    ShippedScript(path: "cookbook/benefits_table.lua", text: ###"""
-- The terms to quote by, as CSV: each customer's tier with its discount, payment terms and services.
-- Columns are those benefits that the policy names; load the file into the order system.
--
-- 报价条件表（CSV）：每个客户的等级及其折扣、账期和服务。
-- 列为策略中写明的各项权益；可导入订单系统。
--
-- $ patron run scripts/cookbook/benefits_table.lua value --read-only > benefits.csv
local ladder = (...) or "value"
local list, known, names = {}, {}, {}
for c in customers.each { order = "code" } do
  local standing = tiers.of(c, ladder)
  if standing and standing.tier then
    local benefits = tiers.benefits(c, ladder)
    list[#list + 1] = { c = c, tier = standing.tier, benefits = benefits }
    for name in pairs(benefits) do
      if not known[name] then known[name], names[#names + 1] = true, name end
    end
  end
end
table.sort(names)

local rows = { text.split(text.of { en = "code,name,tier", zh = "编号,名称,等级" }, ",") }
for _, name in ipairs(names) do table.insert(rows[1], name) end
for _, r in ipairs(list) do
  local row = { r.c.code, r.c.name, r.tier }
  for _, name in ipairs(names) do
    local value = r.benefits[name]
    row[#row + 1] = type(value) == "table" and table.concat(value, "; ") or value == nil and "" or value
  end
  rows[#rows + 1] = row
end
print(text.trim(csv.encode(rows, { header = false })))

"""###),
    ShippedScript(path: "cookbook/bills_due.lua", text: ###"""
-- Acceptance bills that fall due within 30 days, by day, with who accepted them: what to present to the bank and when.
-- Bills past their day that were not honoured come first, marked with !, and are noted as a warning of the run.
--
-- 30 天内到期的承兑汇票，按到期日排列，附承兑人：何时向银行提示付款一目了然。
-- 已过到期日仍未兑付的排在最前，以 ! 标出，并记为本次运行的警告。
--
-- $ patron run scripts/cookbook/bills_due.lua --read-only
local days = (...) or 30
local total = {}
for b in acceptance_bills.each {
  where = { honoured_on = null, due_on = { ["<="] = dates.add(today(), days .. "d") } }, order = { "due_on", "code" },
} do
  local late = b.due_on < today()
  print(late and "!" or "", b.due_on, b.code, b.kind or "–", b.acceptor or "–", b.customer, b.amount)
  if late then log.warn("bill not honoured", { bill = b.code, customer = b.customer, due_on = b.due_on }) end
  total[b.currency] = (total[b.currency] or b.amount * 0) + b.amount
end
for _, sum in pairs(total) do print(text.of { en = "total", zh = "合计" }, sum) end

"""###),
    ShippedScript(path: "cookbook/broken_promises.lua", text: ###"""
-- Promises to pay whose day is over, judged: kept where the invoice is settled, broken where not, and a call for today.
-- Broken promises lower the character in the standard credit policy.
--
-- 逐条核对已到日期的付款承诺：发票已结清的记为守约，未结清的记为失约，并安排今天回访。
-- 标准信用策略会按失约次数降低“品格”得分。
--
-- $ patron run scripts/cookbook/broken_promises.lua --dry-run
-- $ patron run scripts/cookbook/broken_promises.lua
local open = {}
for _, i in ipairs(invoices.open()) do open[i.code] = i.open end

local broken = 0
for p in promises.each { where = { kept = null, due_on = { ["<"] = today() }, invoice = { ["~="] = null } }, order = "due_on" } do
  local rest = open[p.invoice]
  promises.update(p, { kept = rest == nil })
  if rest then
    broken = broken + 1
    customers.update(p.customer, { next_contact_on = today() })
    print(p.customer, p.invoice, rest, text.of({ en = "promised by %s", zh = "承诺 %s 付款" }):format(p.due_on))
  end
end
print(text.of({ en = "promises broken: %d", zh = "失约 %d 笔" }):format(broken))

"""###),
    ShippedScript(path: "cookbook/cash_forecast.lua", text: ###"""
-- What should come in during the next eight weeks, week by week: open invoices by due date, or by the day that was promised.
-- What is overdue without a promise is shown apart: money to ask for, not to count on. In the base currency.
--
-- 未来八周的回款预测，逐周列出：按发票到期日，有付款承诺的按承诺日。
-- 已逾期又没有承诺的单独列出：该去催，不能指望。金额折合本位币。
--
-- $ patron run scripts/cookbook/cash_forecast.lua --read-only
local base = money(0).currency
local promised = {}
for p in promises.each { where = { kept = null, due_on = { [">="] = today() } } } do
  if p.invoice then promised[p.invoice] = p.due_on end
end

local weeks, overdue = {}, money(0)
for _, i in ipairs(invoices.open()) do
  local day = promised[i.code] or i.due_on or dates.add(i.issued_on, "30d")
  local amount = fx.convert(i.open, base)
  if day < today() then
    overdue = overdue + amount
  else
    local week = dates.start_of(day, "week")
    weeks[week] = (weeks[week] or money(0)) + amount
  end
end

local week, sum = dates.start_of(today(), "week"), money(0)
for _ = 1, 8 do
  local amount = weeks[week] or money(0)
  sum = sum + amount
  print(week, amount, sum)
  week = dates.add(week, "1w")
end
print(text.of { en = "overdue", zh = "已逾期" }, overdue)

"""###),
    ShippedScript(path: "cookbook/check_before_order.lua", text: ###"""
-- The answer to "may this customer order for that much?": yes or no, the step that decides, and how much would go through.
-- Nothing is kept. In a shell the exit code says it too: 0 for yes, 1 for no.
--
-- 下单前的一句话答复：这家客户能不能下这么大的单？能或不能、卡在哪一步、还能下多少。
-- 不留记录。在命令行里退出码也给出结果：0 为可以，1 为不可以。
--
-- $ patron run scripts/cookbook/check_before_order.lua C0042 120000 --read-only
local code, amount = ...
if not amount then error(text.of { en = "name a customer and an amount", zh = "请给出客户编号和金额" }, 0) end
local c = customers.get(code)
local check = credit.preview(c, money.parse(amount, c.currency))

print(c.code, c.name, check.outcome)
for _, step in ipairs(check.steps) do
  if step.outcome ~= "allow" then print("  " .. step.step, step.outcome, step.reason) end
end
local headroom = credit.headroom(c)
if headroom then print(text.of { en = "headroom", zh = "可用额度" }, headroom) end
if not check.allowed then
  error(text.of({ en = "%s may not order for %s", zh = "%s 不能下 %s 的订单" }):format(code, amount), 0)
end

"""###),
    ShippedScript(path: "cookbook/clean_names.lua", text: ###"""
-- Customers' names without stray blanks, and with the brackets that belong: （）in Chinese names, () in others.
-- What an import or a form left behind goes; nothing else of a name changes.
--
-- 客户名称去掉多余空格，括号统一：中文名称用全角（），外文名称用半角 ()。
-- 只清理导入或录入留下的痕迹，名称的其他部分不变。
--
-- $ patron run scripts/cookbook/clean_names.lua --dry-run
-- $ patron run scripts/cookbook/clean_names.lua
local function clean(name)
  local plain = name:gsub("　", " "):gsub("%s+", " ")
  plain = text.trim(plain)
  if text.pinyin(plain) then
    return (plain:gsub(" ?%( ?", "（"):gsub(" ?%) ?", "）"))
  end
  return (plain:gsub(" ?（ ?", " ("):gsub(" ?）", ")"))
end

local count = 0
for c in customers.each {} do
  local name = clean(c.name)
  if name ~= c.name then
    customers.update(c, { name = name })
    count = count + 1
  end
end
print(text.of({ en = "names cleaned: %d", zh = "已整理 %d 个名称" }):format(count))

"""###),
    ShippedScript(path: "cookbook/clean_phones.lua", text: ###"""
-- Telephone numbers of customers and contacts in one form: half-width digits, without blanks, dots and brackets.
-- A leading + and hyphens stay. What is more than one number, such as an extension or two numbers, is listed and left.
--
-- 客户与联系人的电话统一格式：半角数字，去掉空格、点和括号。
-- 保留开头的 + 和连字符；带分机或写了两个号码的不改，列出来由人处理。
--
-- $ patron run scripts/cookbook/clean_phones.lua --dry-run
-- $ patron run scripts/cookbook/clean_phones.lua
local count = 0
local function tidy(module, record, who, names)
  local new = {}
  for _, name in ipairs(names) do
    local old = record[name]
    local plain = old and text.normalize(old)
    if plain and plain:find("[^%d+%-%s.()]") then
      print(who, name, old)
    elseif plain then
      plain = plain:gsub("[^%d+%-]", "")
      if plain ~= old then new[name] = plain ~= "" and plain or null end
    end
  end
  if next(new) then
    module.update(record, new)
    count = count + 1
  end
end

for c in customers.each { where = { phone = { [">"] = "" } } } do tidy(customers, c, c.code, { "phone" }) end
for c in contacts.each {} do tidy(contacts, c, c.customer .. " " .. c.name, { "phone", "mobile" }) end
print(text.of({ en = "records cleaned: %d", zh = "已整理 %d 条记录" }):format(count))

"""###),
    ShippedScript(path: "cookbook/dormant_customers.lua", text: ###"""
-- Customers worth winning back: at least three orders before, none in the last 180 days, those who bought most in front.
-- Each with the last order, what an order used to be worth, and who is to call. Other days: the first argument.
--
-- 值得赢回的客户：以往至少三单，近 180 天没有订单；历史订货额大的在前。
-- 附最近下单日、平均每单金额和负责人。第一个参数可改天数。
--
-- $ patron run scripts/cookbook/dormant_customers.lua 180 --read-only
local since = dates.add(today(), "-" .. (... or 180) .. "d")
local base = money(0).currency
local past = {}
for o in orders.each { where = { ["not"] = { any = { { status = "cancelled" }, { amount = null } } } }, order = "ordered_on" } do
  local p = past[o.customer] or { count = 0, sum = money(0) }
  p.count, p.last = p.count + 1, o.ordered_on
  p.sum = p.sum + fx.convert(o.amount, base, o.ordered_on)
  past[o.customer] = p
end

local list = segments.list {
  test = function(c) return past[c.code] and past[c.code].count >= 3 and past[c.code].last < since end,
}
table.sort(list, function(a, b) return past[a.code].sum > past[b.code].sum end)
for _, c in ipairs(list) do
  local p = past[c.code]
  print(c.code, c.name, p.last, p.sum / p.count, c.owner or "–")
end

"""###),
    ShippedScript(path: "cookbook/due_dates.lua", text: ###"""
-- Due dates for invoices that came in without one, by the terms in each customer's note: a line such as "terms: eom 30".
-- The rules are in the module trade_terms beside this script, so that they stand in one place and have one test.
--
-- 为没有到期日的发票补上到期日，账期取自客户备注中的一行，例如“terms: eom 30”（月结 30 天）。
-- 规则写在旁边的模块 trade_terms 里，只有一处，只需一份测试。
--
-- $ patron run scripts/cookbook/due_dates.lua --dry-run
-- $ patron run scripts/cookbook/due_dates.lua
local terms = require "trade_terms"

local agreed = {}
for c in customers.each { where = { note = { like = "%terms:%" } } } do
  agreed[c.code] = text.trim(c.note:match("terms:([^\n]*)"))
end
local count = 0
for i in invoices.each { where = { due_on = null, amount = { [">"] = 0 } } } do
  if agreed[i.customer] then
    invoices.update(i, { due_on = terms.working_day(terms.due_on(i.issued_on, agreed[i.customer])) })
    count = count + 1
  end
end
print(text.of({ en = "due dates filled in: %d", zh = "已补 %d 张发票的到期日" }):format(count))

"""###),
    ShippedScript(path: "cookbook/dunning_letters.lua", text: ###"""
-- The reminders that are due today by the credit policy, in each customer's language, one text after the other to be sent.
-- Disputed invoices and those with a promise to pay are left out by the policy. A credit policy must be in force.
--
-- 按信用策略今天该发的催款函，用各客户的语言写成，逐条可直接发送。
-- 有争议的和已承诺付款的发票不催。须已安装信用策略。
--
-- $ patron apply scripts/credit/standard.lua
-- $ patron run scripts/cookbook/dunning_letters.lua --read-only
local mail = {}
for p in contacts.each { where = { email = { [">"] = "" }, until_on = null } } do
  mail[p.customer] = mail[p.customer] or p
end
for _, r in ipairs(credit.dunning()) do
  local to = mail[r.customer]
  print(text.of({ en = "level %d, to %s", zh = "第 %d 级，致 %s" }):format(r.level, to and to.name .. " <" .. to.email .. ">" or r.customer))
  print("  " .. r.text)
end

"""###),
    ShippedScript(path: "cookbook/duplicate_customers.lua", text: ###"""
-- A list of pairs of customers that are probably one company: the same tax ID, the same telephone, or the same name.
-- Names are compared without blanks around them and forms of company such as "Co., Ltd." and 有限公司. Merge a pair with customers.merge, or look first.
--
-- 疑似重复的客户清单：税号相同、电话相同，或名称相同的每一对。
-- 比较名称时不计“有限公司”“Co., Ltd.”等字样。确认后可用 customers.merge 合并。
--
-- $ patron run scripts/cookbook/duplicate_customers.lua --read-only
local forms = { "股份有限公司", "有限责任公司", "有限公司", "co%.?,? ?ltd%.?", "gmbh", "inc%.?", "llc" }

local function core(name)
  local plain = text.normalize(name)
  for _, form in ipairs(forms) do plain = plain:gsub(form, "") end
  return text.trim(plain)
end

local seen, told = {}, {}
local function compare(c, kind, key)
  if not key or key == "" then return end
  local other = seen[kind .. key]
  if not other then
    seen[kind .. key] = c
  elseif not told[other.code .. c.code] then
    told[other.code .. c.code] = true
    print(("%s %s = %s %s (%s)"):format(other.code, other.name, c.code, c.name, kind))
  end
end

for c in customers.each { order = "code" } do
  compare(c, text.of { en = "tax ID", zh = "税号" }, c.tax_id and text.normalize(c.tax_id))
  compare(c, text.of { en = "telephone", zh = "电话" }, c.phone and text.normalize(c.phone):gsub("%D", ""))
  compare(c, text.of { en = "name", zh = "名称" }, core(c.name))
end

"""###),
    ShippedScript(path: "cookbook/expiring_documents.lua", text: ###"""
-- Customers' papers that expire within 60 days, by the salesperson who has to ask for new ones: licences, reports and others.
-- A licence that expired already puts the customer's next contact on today.
--
-- 60 天内到期的客户证照（营业执照、报告等），按该去索取的业务员列出。
-- 营业执照已过期的，把客户的下次联系日改为今天。
--
-- $ patron run scripts/cookbook/expiring_documents.lua --dry-run
-- $ patron run scripts/cookbook/expiring_documents.lua
local customer = {}
for c in customers.each {} do customer[c.code] = c end
local list, urgent = {}, {}
for d in documents.each { where = { expires_on = { ["<="] = dates.add(today(), "60d") } }, order = "expires_on" } do
  list[#list + 1] = d
  if d.kind == "licence" and d.expires_on < today() then urgent[d.customer] = true end
end

table.sort(list, function(a, b)
  local x, y = customer[a.customer].owner or "", customer[b.customer].owner or ""
  return x < y or x == y and a.expires_on < b.expires_on
end)
for _, d in ipairs(list) do
  local c = customer[d.customer]
  print(c.owner or "–", d.expires_on, c.code, c.name, d.title or d.kind, d.number)
end
for code in pairs(urgent) do
  if customer[code].next_contact_on ~= today() then customers.update(code, { next_contact_on = today() }) end
end

"""###),
    ShippedScript(path: "cookbook/expiring_points.lua", text: ###"""
-- A notice to each customer whose points expire within 30 days: how many, until when, and what they would do for them.
-- The reward named is the dearest that the usable points still buy.
--
-- 积分到期提醒：30 天内有积分到期的客户各一条，写明数量、到期日和可以换什么。
-- 推荐的是可用积分换得起的最贵的礼品。
--
-- $ patron run scripts/cookbook/expiring_points.lua --read-only
local last = dates.add(today(), (... or 30) .. "d")
local offers = rewards.list { where = { ["not"] = { active = false } }, order = "-points" }

for c in customers.each {} do
  local sum, first = 0, nil
  for _, lot in ipairs(points.lots(c)) do
    if lot.remaining > 0 and lot.expires_on and lot.expires_on >= today() and lot.expires_on <= last then
      sum = sum + lot.remaining
      if not first or lot.expires_on < first then first = lot.expires_on end
    end
  end
  if sum > 0 then
    local balance, offer = points.balance(c), nil
    for _, r in ipairs(offers) do offer = offer or r.points <= balance and r or nil end
    local notice = text.of {
      en = "%s: %d points expire, the first on %s. You have %d", zh = "%s：您有 %d 积分即将到期，最早 %s。现有可用积分 %d",
    }
    local tip = offer and text.of({ en = ", enough for: %s", zh = "，可兑换：%s" }):format(offer.name) or ""
    print(notice:format(c.name, sum, first, balance) .. tip)
  end
end

"""###),
    ShippedScript(path: "cookbook/fair_bonus.lua", text: ###"""
-- Points for who visited the trade fair: 300 for each customer with a noted event, once, however often the script runs.
-- The reference makes it so: the same reference is never booked twice.
--
-- 展会到访积分：每个登记过活动的客户赠 300 分，脚本重复运行也只赠一次。
-- 靠的是 reference：同一个 reference 不会重复入账。
--
-- $ patron run scripts/cookbook/fair_bonus.lua canton-2026 2026-04-15 2026-05-05 --dry-run
-- $ patron run scripts/cookbook/fair_bonus.lua canton-2026 2026-04-15 2026-05-05
local fair, from, to = ...
if not to then error(text.of { en = "name the fair, its first and its last day", zh = "请给出展会、首日和末日" }, 0) end
local visited = {}
for i in interactions.each {
  where = { kind = "event", at = { [">="] = from .. "T00:00:00Z", ["<"] = dates.add(to, 1) .. "T00:00:00Z" } },
} do
  visited[i.customer] = true
end

local count = 0
for code in pairs(visited) do
  points.earn(code, 300, { source = "fair", reference = fair .. "/" .. code, reason = fair })
  count = count + 1
end
print(text.of({ en = "customers with the 300 points of %s: %d", zh = "已获 %s 的 300 分的客户：%d" }):format(fair, count))

"""###),
    ShippedScript(path: "cookbook/fallen_scores.lua", text: ###"""
-- A list of customers whose score has fallen by so many points since the last time, and the new values noted for the next.
-- Values are kept in a custom field that the first run makes, so "last time" is as long ago as you run it: a day, a month.
--
-- 评分比上次下降若干分的客户清单，同时记下新分值供下次比较。
-- 分值存放在首次运行时新建的自定义字段里：每天运行就与昨天比，每月运行就与上月比。
--
-- $ patron run scripts/cookbook/fallen_scores.lua quality 10
local name, points = (...) or "quality", tonumber((select(2, ...))) or 10
local field = "last_" .. name

local before = {}
for c in customers.each {} do before[c.code] = c end
local known = false
for _, f in ipairs(fields.list("customers")) do known = known or f.name == field end
if not known then
  fields.define("customers", field, "number", { label = "Last " .. name, label_zh = "上次 " .. name })
end

local fallen = 0
for _, s in ipairs(scores.top(name, customers.count())) do
  local c = before[s.code]
  local last = known and c[field] or nil
  if last and s.value <= last - points then
    fallen = fallen + 1
    print(s.code, s.name, ("%g → %g"):format(last, s.value), s.band or "–", c.owner or "–")
  end
  if last ~= s.value then customers.update(c, { [field] = s.value }) end
end
print(text.of({ en = "customers fallen: %d", zh = "%d 个客户下降" }):format(fallen))

"""###),
    ShippedScript(path: "cookbook/group_exposure.lua", text: ###"""
-- What groups of companies owe together against their shared limit, and which member uses how much of it.
-- Groups over their limit are marked with !. Members' shares are in the group's currency.
--
-- 集团客户的合并敞口与共享额度，以及各成员占用多少。
-- 超出额度的集团以 ! 标出；成员占用折合集团币种。
--
-- $ patron run scripts/cookbook/group_exposure.lua --read-only
for g in groups.each { order = "code" } do
  local sum = credit.group(g)
  local over = sum.headroom and sum.headroom.amount < 0
  print(over and "!" or "", g.code, g.name, sum.total, sum.limit or "–", sum.headroom or "–")
  for _, code in ipairs(sum.members) do
    local own = credit.exposure(code).total
    if own.amount ~= 0 then print("", "  " .. code, fx.convert(own, g.currency)) end
  end
end

"""###),
    ShippedScript(path: "cookbook/headroom_list.lua", text: ###"""
-- The credit list for the sales desk as CSV: limit, exposure, headroom and use in percent, those nearest to the limit first.
-- Exposure counts undelivered orders, deliveries, invoices and bills. Customers without a limit are left out.
--
-- 供销售使用的额度清单（CSV）：信用额度、占用、可用额度和使用率，最接近上限的在前。
-- 占用包括未发货订单、已发货未开票、未结发票和承兑汇票。没有额度的客户不列。
--
-- $ patron run scripts/cookbook/headroom_list.lua --read-only > headroom.csv
local list = {}
for c in customers.each { where = { credit_limit = { [">"] = 0 } } } do
  local exposure = credit.exposure(c).total
  list[#list + 1] = { c = c, exposure = exposure, headroom = credit.headroom(c), use = exposure / c.credit_limit }
end
table.sort(list, function(a, b) return a.use > b.use end)

local heads = text.of {
  en = "code,name,currency,limit,exposure,headroom,use %,owner", zh = "编号,名称,币种,额度,占用,可用额度,使用率%,业务员",
}
local rows = { text.split(heads, ",") }
for _, r in ipairs(list) do
  rows[#rows + 1] = {
    r.c.code, r.c.name, r.c.currency, r.c.credit_limit.amount, r.exposure.amount, r.headroom.amount,
    ("%.1f"):format(100 * r.use), r.c.owner or "",
  }
end
print(text.trim(csv.encode(rows, { header = false })))

"""###),
    ShippedScript(path: "cookbook/hold_late_payers.lua", text: ###"""
-- A soft hold for customers with an invoice more than 60 days overdue, lifted by the same script once they have paid.
-- Holds that somebody set by hand, for another reason, are left alone.
--
-- 有发票逾期超过 60 天的客户自动软冻结；付清后由同一脚本解除。
-- 人工因其他原因设置的冻结不受影响。
--
-- $ patron run scripts/cookbook/hold_late_payers.lua --dry-run
-- $ patron run scripts/cookbook/hold_late_payers.lua
local reason = "overdue by more than 60 days / 逾期超过 60 天"
local late = {}
for _, i in ipairs(invoices.open()) do
  if i.open.amount > 0 and i.days_late > 60 then late[i.customer] = i end
end

local held = {}
for p in credit_profiles.each { where = { hold = { ["in"] = { "soft", "hard" } } } } do held[p.customer] = p.hold end
for code, i in pairs(late) do
  if not held[code] then
    credit.hold(code, "soft", reason)
    print(text.of { en = "held", zh = "冻结" }, code, i.code, i.open, i.days_late)
  end
end
for code, hold in pairs(held) do
  if hold == "soft" and not late[code] then
    local set
    for _, change in ipairs(credit.history(code)) do
      if change.kind == "hold" then set = change break end
    end
    if set and set.reason == reason then
      credit.hold(code, "none", "paid")
      print(text.of { en = "lifted", zh = "解除" }, code)
    end
  end
end

"""###),
    ShippedScript(path: "cookbook/json_snapshot.lua", text: ###"""
-- A line of JSON for each customer with scores, tiers and credit: what a website, a mini program or a BI tool reads.
-- One object a line streams well and is easy to load; money has its amount as a text and its currency.
--
-- 每个客户一行 JSON，含评分、等级和授信：供网站、小程序或 BI 工具读取。
-- 一行一个对象，便于流式处理和导入；金额以文本给出并带币种。
--
-- $ patron run scripts/cookbook/json_snapshot.lua --read-only > customers.ndjson
for c in customers.each { order = "code" } do
  local values, levels = {}, {}
  for name, s in pairs(scores.of(c)) do values[name] = s.value end
  for ladder, s in pairs(tiers.of(c)) do levels[ladder] = s.tier end
  local profile = credit.profile(c)
  print(json.encode {
    code = c.code, name = c.name, owner = c.owner, scores = values, tiers = levels,
    credit = { grade = profile.grade, limit = profile.limit, headroom = credit.headroom(c), hold = profile.hold },
  })
end

"""###),
    ShippedScript(path: "cookbook/late_deliveries.lua", text: ###"""
-- Delivery on time by carrier over 90 days: how many deliveries, the share in time, the average days late of the others.
-- And the deliveries that are due and have not arrived: whom to call today.
--
-- 近 90 天各承运商的准时率：票数、准时占比、迟到的平均天数。
-- 并列出已到期未送达的货：今天该联系谁。
--
-- $ patron run scripts/cookbook/late_deliveries.lua --read-only
local since = dates.add(today(), "-90d")
local carriers = {}
for d in deliveries.each { where = { delivered_on = { [">"] = since }, due_on = { ["~="] = null } } } do
  local name = d.carrier or text.of { en = "no carrier", zh = "未填承运商" }
  local c = carriers[name] or { count = 0, late = 0, days = 0 }
  local days = dates.diff(d.delivered_on, d.due_on)
  c.count = c.count + 1
  if days > 0 then c.late, c.days = c.late + 1, c.days + days end
  carriers[name] = c
end
local line = text.of { en = "%s: deliveries %d, in time %.0f %%", zh = "%s：%d 票，准时 %.0f %%" }
local late = text.of { en = ", the others %.1f days late", zh = "，其余平均迟到 %.1f 天" }
for name, c in pairs(carriers) do
  local share = 100 * (c.count - c.late) / c.count
  print(line:format(name, c.count, share) .. (c.late > 0 and late:format(c.days / c.late) or ""))
end
for d in deliveries.each { where = { delivered_on = null, due_on = { ["<"] = today() } }, order = "due_on" } do
  print(d.code, d.order, d.due_on, d.carrier or "–", text.of { en = "not arrived", zh = "未送达" })
end

"""###),
    ShippedScript(path: "cookbook/limits_expiring.lua", text: ###"""
-- What runs out within 60 days, by day: credit limits to be reviewed, their validity, guarantees, insured limits and deposits.
-- Each line says what it is about and whose; what ran out already comes first.
--
-- 60 天内到期的授信事项，按日期排列：额度复审、额度有效期、担保、信用保险与保证金。
-- 每行写明事项和客户；已过期的排在最前。
--
-- $ patron run scripts/cookbook/limits_expiring.lua --read-only
-- $ patron run scripts/cookbook/limits_expiring.lua 90 --read-only
local last = dates.add(today(), (... or 60) .. "d")
local names, list = {}, {}
for c in customers.each {} do names[c.code] = c.name end

local function note(day, what, customer, detail)
  if day and day <= last then list[#list + 1] = { day = day, what = what, customer = customer, detail = detail or "" } end
end
for p in credit_profiles.each {} do
  note(p.next_review_on, text.of { en = "review", zh = "复审" }, p.customer, p.grade)
  note(p.valid_until, text.of { en = "limit ends", zh = "额度到期" }, p.customer, p.grade)
end
for s in securities.each {} do
  note(s.expires_on, s.kind, s.customer, text.trim(s.code .. " " .. (s.issuer or "")))
end

table.sort(list, function(a, b) return a.day < b.day or a.day == b.day and a.customer < b.customer end)
for _, r in ipairs(list) do print(r.day, r.what, r.customer, names[r.customer], r.detail) end

"""###),
    ShippedScript(path: "cookbook/limits_from_table.lua", text: ###"""
-- Limits from a table, as they come out of a meeting: each set with its reason, and a list of the lines that could not be.
-- A line that fails changes nothing and does not keep the others back: that is what pcall is for.
--
-- 按会议表格批量设定信用额度：逐行写入额度和理由，写不进去的列出原因。
-- 出错的一行不会改动任何内容，也不影响其他行：这正是 pcall 的用处。
--
-- $ patron run scripts/cookbook/limits_from_table.lua --dry-run
-- $ patron run scripts/cookbook/limits_from_table.lua
local decided = ... or [[
code,limit,reason
C001,"120,000.00",pays within terms
C002,USD 30000,insured
C009,50000,new
]]

local done, failed = 0, 0
for n, row in ipairs(csv.parse(decided)) do
  local ok, why = pcall(function()
    local c = customers.get(text.trim(row.code))
    credit.set_limit(c, money.parse(row.limit, c.currency), row.reason)
  end)
  if ok then
    done = done + 1
  else
    failed = failed + 1
    print(text.of({ en = "line %d, %s: %s", zh = "第 %d 行 %s：%s" }):format(n + 1, row.code, why.message or why))
  end
end
print(text.of({ en = "limits set: %d, refused: %d", zh = "已设定 %d 个额度，%d 个被拒" }):format(done, failed))

"""###),
    ShippedScript(path: "cookbook/lost_products.lua", text: ###"""
-- What each customer bought last year and not this year: what to ask about in the next call, the largest amounts first.
-- Compares this year so far with all of last year; amounts are last year's, in the base currency.
--
-- 客户去年买过、今年没再买的产品：下次联系时该问的事，金额大的在前。
-- 以今年至今与去年全年相比；金额为去年的，折合本位币。
--
-- $ patron run scripts/cookbook/lost_products.lua --read-only
local this = dates.parts(today()).year
local base = money(0).currency
local order = {}
for o in orders.each {
  where = { ordered_on = { [">="] = this - 1 .. "-01-01", ["<="] = today() }, ["not"] = { status = "cancelled" } },
} do
  order[o.code] = o
end

local bought, again = {}, {}
for l in order_lines.each { where = { product = { ["~="] = null } } } do
  local o = order[l.order]
  if o then
    local key = o.customer .. "\t" .. l.product
    local amount = l.amount or l.price and l.quantity and l.price * l.quantity
    if dates.parts(o.ordered_on).year == this then
      again[key] = true
    elseif amount then
      local b = bought[key] or { customer = o.customer, product = l.product, sum = money(0) }
      b.sum = b.sum + fx.convert(amount, base, o.ordered_on)
      bought[key] = b
    end
  end
end

local list = {}
for key, b in pairs(bought) do
  if not again[key] then list[#list + 1] = b end
end
table.sort(list, function(a, b) return a.sum > b.sum end)
for _, b in ipairs(list) do print(b.customer, b.product, b.sum) end

"""###),
    ShippedScript(path: "cookbook/mailing_list.lua", text: ###"""
-- A mailing list as CSV: the people to write to at customers of some tiers who agreed to e-mail and owe nothing overdue.
-- One line a person with the language to write in; who left the customer is left out.
--
-- 邮件名单（CSV）：指定等级、同意接收邮件且没有逾期欠款的客户的联系人。
-- 每人一行，附使用的语言；已离职的联系人不列。
--
-- $ patron run scripts/cookbook/mailing_list.lua gold silver --read-only > mailing.csv
local chosen = #{ ... } > 0 and { ... } or { "gold", "platinum" }
local late = {}
for _, i in ipairs(invoices.open()) do late[i.customer] = late[i.customer] or i.days_late > 0 end

local people = {}
for p in contacts.each { where = { email = { [">"] = "" }, until_on = null }, order = "name" } do
  people[p.customer] = people[p.customer] or {}
  table.insert(people[p.customer], p)
end

local rows = { text.split(text.of { en = "customer,name,e-mail,language", zh = "客户,姓名,邮箱,语言" }, ",") }
for c in segments.each {
  where = { tier = { ["in"] = chosen }, email_consent = true }, order = "code",
  test = function(c) return not late[c.code] end,
} do
  for _, p in ipairs(people[c.code] or {}) do rows[#rows + 1] = { c.name, p.name, p.email, p.language or "" } end
end
print(text.trim(csv.encode(rows, { header = false })))

"""###),
    ShippedScript(path: "cookbook/margins.lua", text: ###"""
-- Gross margin by product for a period, the least profitable first: sold, cost, margin in percent, and how many sold below cost.
-- Costs are those of today's product list; lines without a product or a cost are counted at the end.
--
-- 某期间各产品的毛利，利润最低的在前：销售额、成本、毛利率，以及低于成本的笔数。
-- 成本取产品表当前值；没有产品或成本的订单行在末尾计数。
--
-- $ patron run scripts/cookbook/margins.lua 2026-01-01 2026-06-30 --read-only
local from, to = ...
from, to = from or dates.start_of(today(), "year"), to or today()
local base = money(0).currency

local cost, name, day = {}, {}, {}
for p in products.each { where = { ["not"] = { cost = null } } } do cost[p.code], name[p.code] = fx.convert(p.cost, base), p.name end
for o in orders.each { where = { ordered_on = { [">="] = from, ["<="] = to }, ["not"] = { status = "cancelled" } } } do
  day[o.code] = o.ordered_on
end

local sold, unknown = {}, 0
for l in order_lines.each { where = { kind = { ["in"] = { "goods", null } }, quantity = { [">"] = 0 } } } do
  local amount = l.amount or l.price and l.price * l.quantity
  if day[l.order] and amount then
    if cost[l.product] then
      local s = sold[l.product] or { code = l.product, sales = 0, cost = 0, below = 0 }
      local sales, spent = fx.convert(amount, base, day[l.order]).amount, cost[l.product].amount * l.quantity
      s.sales, s.cost = s.sales + sales, s.cost + spent
      if sales < spent then s.below = s.below + 1 end
      sold[l.product] = s
    else
      unknown = unknown + 1
    end
  end
end

local list = {}
for _, s in pairs(sold) do
  if s.sales > 0 then list[#list + 1] = s end
end
table.sort(list, function(a, b) return a.cost / a.sales > b.cost / b.sales end)
for _, s in ipairs(list) do
  print(s.code, name[s.code], money.round(s.sales), money.round(s.cost), ("%.1f %%"):format(100 * (1 - s.cost / s.sales)), s.below)
end
if unknown > 0 then print(text.of({ en = "lines without a cost: %d", zh = "%d 行没有成本" }):format(unknown)) end

"""###),
    ShippedScript(path: "cookbook/mark_dormant.lua", text: ###"""
-- Customers' lifecycle kept up to date, part by part, so that colleagues can write in between however many there are.
-- Who has no order in 180 days becomes dormant; who is dormant and orders again becomes won back. `--resume RUN` goes on after a stop.
--
-- 分批更新客户的生命周期阶段；客户再多，期间同事也能照常录入。
-- 180 天没有订单的转为休眠；休眠客户再下单转为赢回。中断后用 `--resume RUN` 继续。
--
-- $ patron run scripts/cookbook/mark_dormant.lua
local since = dates.add(today(), "-180d")
local buys = {}
for o in orders.each { where = { ordered_on = { [">="] = since }, ["not"] = { status = "cancelled" } } } do
  buys[o.customer] = true
end

local done = batch {
  of = "customers", where = { lifecycle = { ["in"] = { "active", "won_back", "dormant" } } }, size = 500,
  work = function(c)
    local dormant = c.lifecycle == "dormant"
    if not dormant and not buys[c.code] then customers.update(c, { lifecycle = "dormant" }) end
    if dormant and buys[c.code] then customers.update(c, { lifecycle = "won_back" }) end
  end,
}
print(text.of({ en = "customers looked at: %d", zh = "已检查 %d 个客户" }):format(done))

"""###),
    ShippedScript(path: "cookbook/merge_by_tax_id.lua", text: ###"""
-- One customer for each tax ID: later duplicates are merged into the oldest, which takes the newer telephone and address.
-- Orders, invoices and payments move along; the old code still finds the customer, and customers.unmerge takes a merge back.
--
-- 每个税号只留一个客户：后录的重复客户并入最早的一个，电话和地址取较新的。
-- 订单、发票、收款一并转移；旧编号仍能查到该客户，customers.unmerge 可撤销合并。
--
-- $ patron run scripts/cookbook/merge_by_tax_id.lua --dry-run
-- $ patron run scripts/cookbook/merge_by_tax_id.lua
local first, merged = {}, 0
for c in customers.each { where = { tax_id = { [">"] = "" } } } do
  local id = text.normalize(c.tax_id)
  local oldest = first[id]
  if oldest then
    customers.merge(c, oldest, {
      winner = { phone = c.phone and "from" or "into", address = c.address and "from" or "into" },
      collisions = "into",
    })
    merged = merged + 1
    print(("%s %s → %s %s"):format(c.code, c.name, oldest.code, oldest.name))
  else
    first[id] = c
  end
end
print(text.of({ en = "merged: %d", zh = "合并 %d 个" }):format(merged))

"""###),
    ShippedScript(path: "cookbook/missing_data.lua", text: ###"""
-- A work list as CSV of what is missing in customers' records: who has to complete it, and which fields.
-- Name the fields that your company needs in the first line; only customers in business are asked about.
--
-- 客户资料缺项清单（CSV）：由谁补、缺哪几项。
-- 第一行列出贵公司必填的字段；只检查往来中的客户。
--
-- $ patron run scripts/cookbook/missing_data.lua --read-only > missing.csv
local needed = { "legal_name", "tax_id", "phone", "city", "owner" }

local labels = {}
for _, f in ipairs(fields.list("customers")) do
  labels[f.name] = text.of { en = f.label, zh = f.label_zh or f.label }
end
local rows = { text.split(text.of { en = "owner,code,name,missing", zh = "业务员,编号,名称,缺项" }, ",") }
for c in customers.each { where = { lifecycle = { ["in"] = { "trial", "active", "at_risk" } } }, order = { "owner", "code" } } do
  local missing = {}
  for _, name in ipairs(needed) do
    if c[name] == nil or text.trim(c[name]) == "" then missing[#missing + 1] = labels[name] end
  end
  if #missing > 0 then rows[#rows + 1] = { c.owner or "", c.code, c.name, table.concat(missing, "; ") } end
end
print(text.trim(csv.encode(rows, { header = false })))

"""###),
    ShippedScript(path: "cookbook/missing_scores.lua", text: ###"""
-- Why customers have no score: each reason with how many customers it keeps out, the most frequent first, and an example.
-- What is on top tells which data to collect next.
--
-- 客户为什么没有评分：逐条列出原因、涉及的客户数和一个例子，最常见的在前。
-- 排在最前的，就是下一步最该补的数据。
--
-- $ patron run scripts/cookbook/missing_scores.lua quality --read-only
local name = (...) or "quality"
local reasons, order = {}, {}
for c in customers.each {} do
  local s = scores.of(c)[name]
  if s and s.reason then
    local r = reasons[s.reason]
    if not r then
      r = { why = s.reason, count = 0, example = c }
      reasons[s.reason] = r
      order[#order + 1] = r
    end
    r.count = r.count + 1
  end
end
table.sort(order, function(a, b) return a.count > b.count end)
for _, r in ipairs(order) do
  print(r.count, r.why, text.of({ en = "such as %s %s", zh = "例如 %s %s" }):format(r.example.code, r.example.name))
end

"""###),
    ShippedScript(path: "cookbook/monthly_sales.lua", text: ###"""
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

"""###),
    ShippedScript(path: "cookbook/near_next_tier.lua", text: ###"""
-- Customers whom one more order would lift: the tier within reach and how much is lacking, the smallest step first.
-- Within reach means that at least 80 % is there; another share is the second argument.
--
-- 再下一单就能升级的客户：可达到的等级和还差的数额，差得最少的在前。
-- 默认已完成 80 % 即列入；第二个参数可改比例。
--
-- $ patron run scripts/cookbook/near_next_tier.lua value 0.8 --read-only
local ladder, share = (...) or "value", tonumber((select(2, ...))) or 0.8
local list = {}
for c in customers.each {} do
  local rise = tiers.of(c, ladder) and tiers.needed(c, ladder).rise
  local need = rise and rise.needs[1]
  -- One figure only: what asks for several, or for a function of its own, is not one order away.
  if need and #rise.needs == 1 and need.at_least and need.lacking > 0 and need.has >= share * need.at_least then
    list[#list + 1] = { c = c, tier = rise.tier, lacking = need.lacking, figure = need.figure }
  end
end
table.sort(list, function(a, b) return a.lacking < b.lacking end)
for _, r in ipairs(list) do print(r.c.code, r.c.name, "→ " .. r.tier, r.figure, ("%g"):format(r.lacking), r.c.owner or "–") end

"""###),
    ShippedScript(path: "cookbook/neglected_customers.lua", text: ###"""
-- Good customers whom nobody spoke to for 90 days: those with orders this year and no call, visit or mail, by owner.
-- How much they ordered this year stands beside them, the most in front.
--
-- 90 天无人联系的好客户：今年有订单，却没有电话、拜访或邮件往来；按业务员列出。
-- 附今年订货额，多的在前。
--
-- $ patron run scripts/cookbook/neglected_customers.lua 90 --read-only
local since = dates.add(today(), "-" .. (... or 90) .. "d")
local spoken = {}
for i in interactions.each { where = { at = { [">="] = since .. "T00:00:00Z" } } } do spoken[i.customer] = true end

local base, bought = money(0).currency, {}
for o in orders.each { where = { ordered_on = { [">="] = dates.start_of(today(), "year") }, ["not"] = { status = "cancelled" } } } do
  if o.amount then bought[o.customer] = (bought[o.customer] or money(0)) + fx.convert(o.amount, base, o.ordered_on) end
end

local list = segments.list {
  test = function(c)
    return bought[c.code] ~= nil and not spoken[c.code] and (not c.last_contact_on or c.last_contact_on < since)
  end,
}
table.sort(list, function(a, b)
  local x, y = a.owner or "", b.owner or ""
  return x < y or x == y and bought[a.code] > bought[b.code]
end)
for _, c in ipairs(list) do print(c.owner or "–", c.code, c.name, bought[c.code], c.last_contact_on or "–") end

"""###),
    ShippedScript(path: "cookbook/overdue_by_owner.lua", text: ###"""
-- Each salesperson's overdue receivables, ready to send: who owes what, how many days late, the largest sum first.
-- Amounts are summed up in the base currency; an argument leaves out what is late for fewer days.
--
-- 按业务员列出逾期应收账款，可直接转发：谁欠多少、逾期几天，金额最大的在前。
-- 合计折合本位币；参数可略去逾期天数较少的。
--
-- $ patron run scripts/cookbook/overdue_by_owner.lua --read-only
-- $ patron run scripts/cookbook/overdue_by_owner.lua 30 --read-only
local least = tonumber((...)) or 1
local base = money(0).currency
local owed = {}
for _, i in ipairs(invoices.open()) do
  if i.days_late >= least then
    local o = owed[i.customer] or { sum = money(0), days = 0 }
    o.sum, o.days = o.sum + fx.convert(i.open, base), math.max(o.days, i.days_late)
    owed[i.customer] = o
  end
end

local lists = {}
for c in customers.each {} do
  local o = owed[c.code]
  if o and o.sum.amount > 0 then
    local owner = c.owner or text.of { en = "nobody", zh = "未分配" }
    lists[owner] = lists[owner] or { sum = money(0) }
    table.insert(lists[owner], { c = c, sum = o.sum, days = o.days })
    lists[owner].sum = lists[owner].sum + o.sum
  end
end

local line = text.of { en = "  %s %s: %s, days late %d", zh = "  %s %s：%s，逾期 %d 天" }
for owner, list in pairs(lists) do
  table.sort(list, function(a, b) return a.sum > b.sum end)
  print(owner, list.sum)
  for _, o in ipairs(list) do print(line:format(o.c.code, o.c.name, tostring(o.sum), o.days)) end
end

"""###),
    ShippedScript(path: "cookbook/payment_habits.lua", text: ###"""
-- How customers really pay: average days after the due date weighted by amount, and the share that was late, the worst first.
-- From allocations of a year; who paid fewer than three invoices is left out.
--
-- 客户的实际付款习惯：按金额加权的平均逾期天数和逾期付款占比，最差的在前。
-- 依据近一年的核销记录；付款不足三笔的不列。
--
-- $ patron run scripts/cookbook/payment_habits.lua --read-only
local paid, due = {}, {}
for p in payments.each { where = { paid_on = { [">"] = dates.add(today(), "-365d") } } } do paid[p.code] = p.paid_on end
for i in invoices.each { where = { due_on = { ["~="] = null }, amount = { [">"] = 0 } } } do due[i.code] = i end

local habits, list = {}, {}
for a in allocations.each {} do
  local i = due[a.invoice]
  if i and paid[a.payment] then
    local h = habits[i.customer]
    if not h then
      h = { customer = i.customer, count = 0, sum = 0, late = 0, days = 0 }
      habits[i.customer], list[#list + 1] = h, h
    end
    local late, amount = math.max(0, dates.diff(paid[a.payment], i.due_on)), a.amount.amount
    h.count, h.sum, h.days = h.count + 1, h.sum + amount, h.days + late * amount
    if late > 0 then h.late = h.late + amount end
  end
end
table.sort(list, function(a, b) return a.days / a.sum > b.days / b.sum end)
local line = text.of { en = "%s: %.1f days late, %.0f %% of the money", zh = "%s：平均逾期 %.1f 天，逾期付款占 %.0f %%" }
for _, h in ipairs(list) do
  if h.count >= 3 then print(line:format(h.customer, h.days / h.sum, 100 * h.late / h.sum)) end
end

"""###),
    ShippedScript(path: "cookbook/plan_visits.lua", text: ###"""
-- The next contact of every customer, as its tier deserves: so long after the last one as the benefit visit_interval says.
-- What is planned earlier stays; what is overdue is planned for tomorrow. Last contacts are taken from the interactions.
--
-- 按等级安排每个客户的下次联系：距上次联系的间隔取权益 visit_interval。
-- 已有更早的安排不变；已经超期的排在明天。上次联系日取自往来记录。
--
-- $ patron run scripts/cookbook/plan_visits.lua value --dry-run
-- $ patron run scripts/cookbook/plan_visits.lua value
local ladder = (...) or "value"
local last = {}
for i in interactions.each { order = "at" } do last[i.customer] = i.at:sub(1, 10) end

local tomorrow, count = dates.add(today(), 1), 0
for c in customers.each {} do
  local interval = tiers.benefits(c, ladder).visit_interval
  if interval then
    local day = dates.add(last[c.code] or c.last_contact_on or today(), interval)
    if day < tomorrow then day = tomorrow end
    local planned = c.next_contact_on
    if not planned or planned < today() or planned > day then
      customers.update(c, { next_contact_on = day })
      count = count + 1
      print(c.code, c.name, day)
    end
  end
end
print(text.of({ en = "contacts planned: %d", zh = "已安排 %d 次联系" }):format(count))

"""###),
    ShippedScript(path: "cookbook/reassign_owner.lua", text: ###"""
-- All customers of one salesperson handed over to another, each with a first call within two weeks, at most five a day.
-- Those who bought most recently are called first. Saturdays and Sundays are left out.
--
-- 一位业务员的全部客户移交给另一位，并排好两周内的首次回访，每天最多五家。
-- 最近下过单的客户排在前面；跳过周六、周日。
--
-- $ patron run scripts/cookbook/reassign_owner.lua 李伟 陈静 --dry-run
-- $ patron run scripts/cookbook/reassign_owner.lua 李伟 陈静
local from, to = ...
if not to then error(text.of { en = "name who hands over, and to whom", zh = "请给出移交人和接收人" }, 0) end

local last = {}
for o in orders.each { where = { ["not"] = { status = "cancelled" } }, order = "ordered_on" } do
  last[o.customer] = o.ordered_on
end
local list = customers.list { where = { owner = from }, order = "code" }
table.sort(list, function(a, b)
  local x, y = last[a.code] or "", last[b.code] or ""
  return x > y or x == y and a.code < b.code
end)

customers.assign_owner(list, to)
local day = today()
for n, c in ipairs(list) do
  if n % 5 == 1 then
    repeat day = dates.add(day, 1) until dates.weekday(day) <= 5
  end
  customers.update(c, { next_contact_on = day })
  print(day, c.code, c.name, last[c.code] or "–")
end

"""###),
    ShippedScript(path: "cookbook/reconcile_points.lua", text: ###"""
-- The month's end for points: expired lots swept, balances proved against the ledger, what is owed by wallet, and what expires when.
-- A balance that had to be corrected is noted as an error of the run, which keeps the correction: look into it.
--
-- 积分月结：清理到期积分，按流水核对余额，按钱包列出积分负债和各月到期的积分。
-- 如有余额需要更正，更正会保留，并记为本次运行的错误：应查明原因。
--
-- $ patron run scripts/cookbook/reconcile_points.lua
local swept = points.expire()
print(text.of({ en = "points expired: %d, lots: %d", zh = "到期 %d 分，共 %d 批" }):format(swept.points, swept.lots))

local done = points.rebuild()
if done.corrected > 0 then log.error("balances corrected", { corrected = done.corrected, balances = done.balances }) end

for wallet, owed in pairs(points.liability()) do print(wallet, owed.points, owed.cost or "–") end
for _, m in ipairs(points.forecast()) do
  print(text.of { en = "expire", zh = "到期" }, m.wallet, m.month or text.of { en = "never", zh = "不到期" }, m.points)
end

"""###),
    ShippedScript(path: "cookbook/redeem_reward.lua", text: ###"""
-- A reward handed out for points, with the code that the customer shows; or the reason why not, in words for the customer.
-- Errors have codes to decide by: points that are missing are told in numbers, everything else as Patron says it.
--
-- 用积分兑换礼品，打印客户出示的兑换码；兑换不了时，用客户能懂的话说明原因。
-- 错误带有代码可供判断：积分不足时说明还差多少，其他情况照原文提示。
--
-- $ patron run scripts/cookbook/redeem_reward.lua C0042 W1
local code, reward = ...
if not reward then error(text.of { en = "name a customer and a reward", zh = "请给出客户和礼品编号" }, 0) end
local wanted = rewards.get(reward)
local ok, result = pcall(function() return rewards.redeem(code, wanted) end)
if ok then
  print(text.of({ en = "%s: code %s, %d points left", zh = "%s：兑换码 %s，剩余 %d 分" })
    :format(wanted.name, result.code, points.balance(code)))
elseif result.code == "insufficient-points" then
  local lacking = wanted.points - points.balance(code)
  print(text.of({ en = "%s: %d points are missing", zh = "%s：还差 %d 分" }):format(wanted.name, lacking))
else
  print(wanted.name .. ": " .. (result.message or result))
end

"""###),
    ShippedScript(path: "cookbook/release_orders.lua", text: ###"""
-- Orders put on hold or set free by the credit check, every morning: what may go on is in process, what may not is on hold.
-- New, grown and altered orders are checked; one on hold is asked about again. Orders in dispute stay.
--
-- 每天早上按信用检查冻结或放行订单：通过的转为处理中，不通过的挂起。
-- 检查新增、加量和改动过的订单；已挂起的会重新检查，也许货款已经到账。有争议的订单不动。
--
-- $ patron run scripts/cookbook/release_orders.lua --dry-run
-- $ patron run scripts/cookbook/release_orders.lua
local waiting = {}
for _, p in ipairs(credit.pending()) do waiting[p.order] = true end
for o in orders.each { where = { status = "on_hold" } } do waiting[o.code] = true end

local movable = { in_process = true, on_hold = true }
local line = text.of { en = "%s %s: %s → %s (%s)", zh = "%s %s：%s → %s（%s）" }
for code in pairs(waiting) do
  local o = orders.get(code)
  local check = credit.recheck(o)[1]
  local status = check.allowed and "in_process" or "on_hold"
  if o.status ~= status and movable[o.status or "in_process"] then
    orders.update(o, { status = status })
    print(line:format(o.code, o.customer, o.status or "–", status, check.allowed and check.outcome or check.reason))
  end
end

"""###),
    ShippedScript(path: "cookbook/return_rates.lua", text: ###"""
-- Returns by product and by reason: the share of a year's sales that came back, the worst first, for talks with suppliers.
-- Only products that came back are listed; amounts are in the base currency.
--
-- 按产品和原因统计退货：近一年销售额中退回的比例，最差的在前，便于与供应商沟通。
-- 只列有退货的产品；金额折合本位币。
--
-- $ patron run scripts/cookbook/return_rates.lua --read-only
local since, base = dates.add(today(), "-365d"), money(0).currency
local day = {}
for o in orders.each { where = { ordered_on = { [">"] = since }, ["not"] = { status = "cancelled" } } } do day[o.code] = o.ordered_on end
local sold = {}
for l in order_lines.each { where = { product = { ["~="] = null } } } do
  local amount = l.amount or l.price and l.quantity and l.price * l.quantity
  if day[l.order] and amount then
    sold[l.product] = (sold[l.product] or money(0)) + fx.convert(amount, base, day[l.order])
  end
end

local back, list = {}, {}
for r in returns.each { where = { returned_on = { [">"] = since }, product = { ["~="] = null }, amount = { ["~="] = null } } } do
  local b = back[r.product]
  if not b then
    b = { product = r.product, sum = money(0), reasons = {} }
    back[r.product], list[#list + 1] = b, b
  end
  b.sum = b.sum + fx.convert(r.amount, base, r.returned_on)
  local reason = r.reason or text.of { en = "no reason", zh = "未填原因" }
  b.reasons[reason] = (b.reasons[reason] or 0) + 1
end

local function share(b) return sold[b.product] and sold[b.product].amount > 0 and b.sum / sold[b.product] or 1 end
table.sort(list, function(a, b) return share(a) > share(b) end)
for _, b in ipairs(list) do
  local reasons = {}
  for reason, count in pairs(b.reasons) do reasons[#reasons + 1] = reason .. " " .. count end
  print(b.product, ("%.1f %%"):format(100 * share(b)), b.sum, table.concat(reasons, ", "))
end

"""###),
    ShippedScript(path: "cookbook/season_comparison.lua", text: ###"""
-- This quarter against the same days of the same quarter last year, by region, with the change in percent.
-- A quarter that is not over is compared with as many days of the other, so that the figures are fair.
--
-- 本季度与去年同季度同期相比，按地区列出，附同比增减。
-- 季度未结束时，只与去年同样天数相比，口径一致。
--
-- $ patron run scripts/cookbook/season_comparison.lua --read-only
local base = money(0).currency
local from, to = dates.start_of(today(), "quarter"), today()
local from_before, to_before = dates.add(from, "-1y"), dates.add(to, "-1y")

local region = {}
for c in customers.each {} do region[c.code] = c.region or text.of { en = "no region", zh = "未填地区" } end
local function sums(first, last)
  local list = {}
  for o in orders.each { where = { ordered_on = { [">="] = first, ["<="] = last }, ["not"] = { status = "cancelled" } } } do
    local key = region[o.customer]
    if o.amount then list[key] = (list[key] or money(0)) + fx.convert(o.amount, base, o.ordered_on) end
  end
  return list
end

local before, now, names = sums(from_before, to_before), sums(from, to), {}
for name in pairs(before) do names[name] = true end
for name in pairs(now) do names[name] = true end
for name in pairs(names) do
  local a, b = before[name] or money(0), now[name] or money(0)
  local change = a.amount > 0 and ("%+.1f %%"):format(100 * (b / a - 1)) or text.of { en = "new", zh = "新增" }
  print(name, a, b, change)
end

"""###),
    ShippedScript(path: "cookbook/slow_movers.lua", text: ###"""
-- Products that hardly sell: active ones without a sale in 90 days, with the day of the last sale and what was sold in a year.
-- Those never sold come first. Mark them inactive with products.update, or offer them at a price.
--
-- 滞销产品：90 天没有销售的在售产品，附最近销售日和近一年销量；从未售出的排在最前。
-- 可用 products.update 停售，或安排促销。
--
-- $ patron run scripts/cookbook/slow_movers.lua 90 --read-only
local since, year = dates.add(today(), "-" .. (... or 90) .. "d"), dates.add(today(), "-365d")
local day = {}
for o in orders.each { where = { ["not"] = { status = "cancelled" } } } do day[o.code] = o.ordered_on end

local last, sold = {}, {}
for l in order_lines.each { where = { product = { ["~="] = null } } } do
  local on = day[l.order]
  if on then
    if not last[l.product] or on > last[l.product] then last[l.product] = on end
    if on > year then sold[l.product] = (sold[l.product] or 0) + (l.quantity or 0) end
  end
end

local list = products.list { where = { ["not"] = { active = false } }, order = "code" }
table.sort(list, function(a, b)
  local x, y = last[a.code] or "", last[b.code] or ""
  return x < y or x == y and a.code < b.code
end)
for _, p in ipairs(list) do
  if not last[p.code] or last[p.code] < since then
    print(p.code, p.name, last[p.code] or "–", sold[p.code] or 0, p.unit or "")
  end
end

"""###),
    ShippedScript(path: "cookbook/steady_buying.lua", text: ###"""
-- A score of your own: how steadily customers buy, from the months of a year with an order and how long ago the last one was.
-- Its test stands beside it; change a number, and the test says what that changes.
--
-- 自己的评分：客户购买的稳定程度，看一年中有订单的月数和最近一单的远近。
-- 测试就在旁边；改一个数字，测试会告诉您影响了什么。
--
-- $ patron test scripts/cookbook
-- $ patron apply scripts/cookbook/steady_buying.lua --dry-run
-- $ patron apply scripts/cookbook/steady_buying.lua
return score {
  name = "steady_buying",
  description = { en = "Months with an order in a year, and recency", zh = "一年中有订单的月数与最近购买" },
  inputs = { year = orders.stats("365d") },
  bands = { { min = 70, name = "steady" }, { min = 40, name = "now and then" }, { min = 0, name = "rare" } },
  formula = function(c, i)
    if i.year.count == 0 then return insufficient("no orders within a year") end
    return {
      months = 80 * math.min(1, i.year.months_active / 12),
      recency = 20 * decay(i.year.days_since_last, "30d"),
    }
  end,
}

"""###),
    ShippedScript(path: "cookbook/steady_buying_test.lua", text: ###"""
describe("steady_buying", function()
  before_each(function() clock.set("2026-06-30") end)

  it("counts months with an order, and halves recency every 30 days", function()
    given {
      customers = { { code = "C1", name = "甲" } },
      orders = {
        { code = "O1", customer = "C1", ordered_on = "2026-03-05", amount = 100 },
        { code = "O2", customer = "C1", ordered_on = "2026-04-05", amount = 100 },
        { code = "O3", customer = "C1", ordered_on = "2026-05-31", amount = 100 },
      },
    }
    apply "steady_buying.lua"
    -- 80 · 3/12, and 20 · 1/2 thirty days after the last order.
    expect(scores.explain("C1", "steady_buying").parts):to_equal { months = 20, recency = 10 }
    expect(scores.of("C1").steady_buying.band):to_equal("rare")
  end)

  it("says nothing of who did not order", function()
    given { customers = { { code = "C1", name = "甲" } } }
    apply "steady_buying.lua"
    expect(scores.of("C1").steady_buying.reason):to_equal("no orders within a year")
  end)
end)

"""###),
    ShippedScript(path: "cookbook/tier_until.lua", text: ###"""
-- A tier given by hand until the end of next quarter, with the reason: for a launch partner or a customer won back.
-- Evaluations leave it until then; the first one after that day goes by figures again. Nothing has to be remembered.
--
-- 手工授予等级到下季度末，并写明理由：例如首发合作伙伴或赢回的客户。
-- 到期前评定不改动它；到期后的首次评定自动按数据恢复，无需惦记。
--
-- $ patron run scripts/cookbook/tier_until.lua C0042 value gold "launch partner" --dry-run
local code, ladder, tier, reason = ...
if not reason then error(text.of { en = "name customer, ladder, tier and reason", zh = "请给出客户、等级体系、等级和理由" }, 0) end
local ends_on = dates.end_of(dates.add(dates.start_of(today(), "quarter"), "3m"), "quarter")
local before = tiers.of(code, ladder)
local now = tiers.override(code, ladder, tier, { reason = reason, ends_on = ends_on })
print(code, (before and before.tier or "–") .. " → " .. now.tier, text.of({ en = "until %s", zh = "至 %s" }):format(ends_on))

"""###),
    ShippedScript(path: "cookbook/top_customers.lua", text: ###"""
-- Customers by what they ordered in a year, with their share and their class: A makes 80 % of the sales, B the next 15 %, C the rest.
-- Amounts are in the book's base currency, at the rates of the days of ordering.
--
-- 近一年客户订货额排名，附占比与 ABC 分类：A 类合计占 80 %，B 类再占 15 %，其余为 C 类。
-- 金额折合本位币，按下单日汇率。
--
-- $ patron run scripts/cookbook/top_customers.lua --read-only > top.csv
local base = money(0).currency
local sums, total = {}, money(0)
for o in orders.each {
  where = { ordered_on = { [">"] = dates.add(today(), "-365d") }, ["not"] = { any = { { status = "cancelled" }, { amount = null } } } },
} do
  local amount = fx.convert(o.amount, base, o.ordered_on)
  sums[o.customer] = (sums[o.customer] or money(0)) + amount
  total = total + amount
end

local ranked = {}
for c in customers.each {} do
  if sums[c.code] then ranked[#ranked + 1] = { c = c, sum = sums[c.code] } end
end
table.sort(ranked, function(a, b) return a.sum > b.sum or a.sum == b.sum and a.c.code < b.c.code end)

local rows = { text.split(text.of { en = "code,name,sales,share,class", zh = "编号,名称,订货额,占比,分类" }, ",") }
local before = money(0)
for _, r in ipairs(ranked) do
  -- The customer that crosses a line still belongs to what is above it.
  local class = before < total * 0.8 and "A" or before < total * 0.95 and "B" or "C"
  rows[#rows + 1] = { r.c.code, r.c.name, r.sum.amount, ("%.1f %%"):format(100 * (r.sum / total)), class }
  before = before + r.sum
end
print(text.trim(csv.encode(rows, { header = false })))

"""###),
    ShippedScript(path: "cookbook/trade_terms.lua", text: ###"""
-- A module of your own: functions that several scripts share, such as when an invoice is due by the terms of a contract.
-- Scripts in the same folder have it with require "trade_terms"; due_dates.lua shows how.
--
-- 自己的模块：多个脚本共用的函数，例如按合同账期推算发票到期日。
-- 同一文件夹中的脚本用 require "trade_terms" 引用；用法见 due_dates.lua。
--
-- $ patron run scripts/cookbook/due_dates.lua --dry-run
local terms = {}

--- The day on which an invoice is due: "net 30", "eom 30" (from the end of the month), "eom" or "cash".
function terms.due_on(issued_on, agreed)
  local kind, days = agreed:match("^(%a+)%s*(%d*)$")
  days = tonumber(days) or 0
  if kind == "net" then return dates.add(issued_on, days) end
  if kind == "eom" then return dates.add(dates.end_of(issued_on, "month"), days) end
  if kind == "cash" then return issued_on end
  error(text.of({ en = "unknown terms '%s'", zh = "未知账期“%s”" }):format(agreed), 0)
end

--- The next working day, where banks are closed at the weekend.
function terms.working_day(day)
  while dates.weekday(day) > 5 do day = dates.add(day, 1) end
  return day
end

return terms

"""###),
    ShippedScript(path: "cookbook/trade_terms_test.lua", text: ###"""
describe("trade_terms", function()
  local terms = require "trade_terms"

  it("knows net, end of month and cash", function()
    expect(terms.due_on("2026-01-15", "net 30")):to_equal("2026-02-14")
    expect(terms.due_on("2026-01-15", "eom 30")):to_equal("2026-03-02")
    expect(terms.due_on("2026-01-15", "eom")):to_equal("2026-01-31")
    expect(terms.due_on("2026-01-15", "cash")):to_equal("2026-01-15")
    expect(function() terms.due_on("2026-01-15", "soon") end):to_raise("unknown terms 'soon'")
  end)

  it("puts a weekend off to Monday", function()
    expect(terms.working_day("2026-02-14")):to_equal("2026-02-16")
    expect(terms.working_day("2026-02-13")):to_equal("2026-02-13")
  end)
end)

"""###),
    ShippedScript(path: "cookbook/yearly_rebate.lua", text: ###"""
-- The year's volume rebate: a statement for everybody, and with "settle" the credit notes, each written once.
-- Returns and cancelled orders are taken off; the steps stand in the script for all to read.
--
-- 年度销量返利：列出每个客户的返利对账单；加参数 settle 则开出贷项通知单，每户只开一次。
-- 已扣除退货和取消的订单；返利档位写在脚本里，人人看得到。
--
-- $ patron run scripts/cookbook/yearly_rebate.lua 2026 --read-only
-- $ patron run scripts/cookbook/yearly_rebate.lua 2026 settle
local year, settle = tonumber((...)) or dates.parts(today()).year, (select(2, ...)) == "settle"
local rebate = {
  name = "rebate " .. year, from = year .. "-01-01", to = year .. "-12-31", mode = "marginal",
  steps = { { min = 100000, rate = 0.01 }, { min = 500000, rate = 0.02 }, { min = 2000000, rate = 0.03 } },
}

local total = money(0)
for _, s in ipairs(settle and rebates.settle("all", rebate) or rebates.statement("all", rebate)) do
  if s.rebate.amount > 0 then
    total = total + s.rebate
    print(s.customer, s.volume, s.rebate, s.invoice or "–")
  end
end
print(text.of { en = "total", zh = "合计" }, total)

"""###),
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
  if headroom and headroom.amount < 0 then
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
