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
