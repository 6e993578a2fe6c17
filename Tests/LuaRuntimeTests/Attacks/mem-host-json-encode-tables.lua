-- expect: error-limit-memory|error-limit-time|error
-- Tables in tables, each many times.
local list = {}
for i = 1, 30 do list[i] = {} end
for depth = 1, 3 do
  local outer = {}
  for i = 1, 30 do outer[i] = list end
  list = outer
end
json.encode(list)
