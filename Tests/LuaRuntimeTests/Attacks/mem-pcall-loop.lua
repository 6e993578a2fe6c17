-- expect: error-limit-memory
local t = {}
local function hoard() while true do t[#t + 1] = {} end end
while true do pcall(hoard) end
