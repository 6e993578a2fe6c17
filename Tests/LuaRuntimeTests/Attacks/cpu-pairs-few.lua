-- expect: error-limit-time
-- A table that was large is walked whole.
local t = {}
for i = 1, 500000 do t[i] = true end
for i = 1, 500000 do t[i] = nil end
while true do
  for _ in pairs(t) do end
  next(t)
  local n = #t
end
