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
