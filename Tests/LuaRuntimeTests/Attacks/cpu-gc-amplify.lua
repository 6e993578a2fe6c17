-- expect: error-limit-time
-- Asks for full collections of a large heap, then forces them by keeping just below the cap.
local t = {}
while collectgarbage("count") < 50 * 1024 do t[#t + 1] = { {} } end
for _ = 1, 1000 do collectgarbage() end
while true do local garbage = ("x"):rep(6 << 20) end
