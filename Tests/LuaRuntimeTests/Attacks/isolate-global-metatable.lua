-- expect: ok
-- run: 2
assert(leaked == nil)
local meta = getmetatable(_G)
pcall(setmetatable, _G, { __index = function() return "leaked" end })
if type(meta) == "table" then pcall(rawset, meta, "__index", function() return "leaked" end) end
