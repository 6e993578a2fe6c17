-- expect: error-limit-time
local function count(...)
  local n = 0
  for i = 1, select("#", ...) do n = n + select("#", select(i, ...)) end
  return n
end
while true do count(table.unpack({}, 1, 200000)) end
