-- expect: error-limit-memory
-- Goes on hoarding in the message handler.
local t = {}
local function hoard() while true do t[#t + 1] = { #t } end end
xpcall(hoard, hoard)
while true do xpcall(hoard, hoard) end
