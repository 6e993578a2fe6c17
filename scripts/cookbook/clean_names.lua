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
