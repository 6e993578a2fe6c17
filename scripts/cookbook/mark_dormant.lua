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
