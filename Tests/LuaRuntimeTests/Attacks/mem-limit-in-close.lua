-- expect: error-limit-memory
-- Goes on hoarding where a variable is closed.
local t = {}
local function hoard() while true do t[#t + 1] = { #t } end end
pcall(function()
  local a <close> = setmetatable({}, { __close = hoard })
  local b <close> = setmetatable({}, { __close = hoard })
  hoard()
end)
hoard()
