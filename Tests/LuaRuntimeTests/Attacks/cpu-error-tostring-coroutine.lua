-- expect: error-limit-time
-- Where the error crosses coroutines and handlers on its way.
local value = setmetatable({}, { __tostring = function() while true do end end, __close = function() while true do end end })
xpcall(function()
  coroutine.wrap(function() error(value) end)()
end, tostring)
