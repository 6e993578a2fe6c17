-- expect: error-limit-time
-- Every variable that is closed spins again.
local meta = { __close = function() while true do end end }
local function spin()
  local a <close> = setmetatable({}, meta)
  local b <close> = setmetatable({}, meta)
  local c <close> = setmetatable({}, meta)
  while true do end
end
pcall(spin)
for _ in next, {}, nil, setmetatable({}, meta) do end
spin()
