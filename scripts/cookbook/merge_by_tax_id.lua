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
