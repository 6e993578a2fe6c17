-- expect: error
-- A variable that is closed opens another.
local meta = {}
meta.__close = function()
  local t <close> = setmetatable({}, meta)
end
local t <close> = setmetatable({}, meta)
