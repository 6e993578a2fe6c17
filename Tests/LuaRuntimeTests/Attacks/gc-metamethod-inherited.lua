-- expect: ok
-- By way of __index, which Lua does not follow here.
for _ = 1, 1000 do
  local meta = setmetatable({}, { __index = { __gc = function() while true do end end } })
  setmetatable({}, meta)
end
for _ = 1, 100000 do local garbage = { {} } end
