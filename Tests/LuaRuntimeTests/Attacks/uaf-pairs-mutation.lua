-- expect: ok|error
-- The table is emptied, filled and collected on the way through it.
for _, size in ipairs { 3, 20, 31, 32, 33, 40, 1000 } do
  local t = {}
  for i = 1, size do t[i % 2 == 0 and i or "k" .. i] = { i } end
  for k in pairs(t) do
    for i = 1, size do t["k" .. i] = nil end
    for i = 1, 100 do t["new" .. i] = {} end
    collectgarbage()
    pcall(next, t, "k1")
    pcall(next, t, {})
    pcall(next, t, 0 / 0)
  end
  local step, state, first = pairs(t)
  pcall(step, {}, 1)
  pcall(step, nil, "a")
  pcall(step, state, {})
  pcall(step)
end
