-- expect: error
local meta = {}
meta.__tostring = function(t) return tostring(t) .. "x" end
local t = setmetatable({}, meta)
assert(not pcall(string.format, "%s", t))
print(t)
