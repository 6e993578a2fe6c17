-- Telephone numbers of customers and contacts in one form: half-width digits, without blanks, dots and brackets.
-- A leading + and the hyphens between digits stay. A number that already is so is not touched.
--
-- 客户与联系人的电话统一格式：半角数字，去掉空格、点和括号。
-- 保留开头的 + 和数字间的连字符；已经规范的号码不动。
--
-- $ patron run scripts/cookbook/clean_phones.lua --dry-run
-- $ patron run scripts/cookbook/clean_phones.lua
local function clean(phone)
  local plain = text.normalize(phone):gsub("[^%d+%-]", "")
  return plain ~= "" and plain or null
end

local count = 0
local function tidy(module, record, names)
  local new = {}
  for _, name in ipairs(names) do
    local old = record[name]
    if old and clean(old) ~= old then new[name] = clean(old) end
  end
  if next(new) then
    module.update(record, new)
    count = count + 1
  end
end

for c in customers.each { where = { phone = { [">"] = "" } } } do tidy(customers, c, { "phone" }) end
for c in contacts.each {} do tidy(contacts, c, { "phone", "mobile" }) end
print(text.of({ en = "records cleaned: %d", zh = "已整理 %d 条记录" }):format(count))
