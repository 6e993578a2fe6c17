-- expect: ok|error
-- The table is emptied, filled and sorted while it is sorted.
local t = {}
for i = 1, 1000 do t[i] = -i end
local depth = 0
table.sort(t, function(a, b)
  for i = 1, #t do t[i] = nil end
  for i = 1, 50 do t[i] = {} end
  depth = depth + 1
  if depth < 20 then table.sort(t, function() t[#t] = nil return false end) end
  collectgarbage()
  return a < b
end)
