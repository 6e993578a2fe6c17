-- expect: error-limit-memory
local t = {}
for i = 1, math.huge do t[("k"):rep(2000) .. i] = i end
