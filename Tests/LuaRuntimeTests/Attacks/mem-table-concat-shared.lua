-- expect: error-limit-memory
-- One string, ten thousand times.
local t = {}
for i = 1, 10000 do t[i] = ("x"):rep(1 << 20) break end
for i = 2, 10000 do t[i] = t[1] end
while true do pcall(table.concat, t) end
