-- The ten customers with the highest values of a score and the ten with the lowest, with the parts they are made of.
-- The first argument names the score: quality unless given.
local name = (...) or "quality"

-- Parts are numbers by name, or groups of them.
local function list(parts, texts)
  for part, value in pairs(parts) do
    if type(value) == "table" then list(value.parts, texts) else texts[#texts + 1] = ("%s %.1f"):format(part, value) end
  end
  return texts
end

for _, order in ipairs { "highest", "lowest" } do
  print(order == "highest" and "▲ 10" or "▼ 10")
  for _, s in ipairs(scores.top(name, 10, { order = order })) do
    local parts = list(scores.explain(s.code, name).parts, {})
    print(("%5.1f %s  %s %s  (%s)"):format(s.value, s.band or "-", s.code, s.name, table.concat(parts, ", ")))
  end
end
