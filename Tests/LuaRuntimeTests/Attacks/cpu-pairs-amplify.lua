-- expect: error-limit-time
-- An ordered walk sorts the keys.
local t = {}
for i = 1, 100000 do t[i * 1.5] = true end
while true do
  for _ in pairs(t) do break end
  next(t, next(t))
end
