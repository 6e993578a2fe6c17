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
