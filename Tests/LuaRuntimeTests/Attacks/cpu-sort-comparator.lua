-- expect: error-limit-time
local t = {}
for i = 1, 10000 do t[i] = -i end
pcall(table.sort, t, function(a, b)
  for _ = 1, 1e7 do end
  return a < b
end)
while true do end
