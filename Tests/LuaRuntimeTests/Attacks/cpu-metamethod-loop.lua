-- expect: error-limit-time
-- An index chain in a circle, then metamethods that do not end.
local a, b = {}, {}
setmetatable(a, { __index = b })
setmetatable(b, { __index = a })
pcall(function() return a.x end)
local meta = {}
for _, name in ipairs { "__index", "__add", "__eq", "__lt", "__le", "__call", "__len", "__unm", "__idiv", "__close" } do
  meta[name] = function() while true do end end
end
local x, y = setmetatable({}, meta), setmetatable({}, meta)
pcall(function() return x == y end)
pcall(function() return x + y end)
while true do pcall(function() return #x < y() end) end
