-- expect: error-limit-memory
local t = {}
local function hoard() while true do t[#t + 1] = {} end end
pcall(pcall, pcall, pcall, hoard)
print("still here")
