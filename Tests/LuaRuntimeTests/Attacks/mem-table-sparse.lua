-- expect: error-limit-memory
-- Arrays whose size doubles at once.
local kept = {}
while true do
  local t = {}
  for i = 1, 1 << 12 do t[i] = true end
  kept[#kept + 1] = t
end
