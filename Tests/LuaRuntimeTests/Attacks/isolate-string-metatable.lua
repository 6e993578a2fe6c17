-- expect: ok
-- run: 2
assert(("").leaked == nil and not pcall(function() return ("x")() end))
local meta = getmetatable("")
if type(meta) == "table" then
  pcall(function() meta.__index = { leaked = true } end)
  pcall(rawset, meta, "__call", print)
end
pcall(setmetatable, "", { __index = { leaked = true } })
