-- expect: error-limit-memory
-- The same, where the table that grows is what goes beyond the cap.
local meta = setmetatable({ __newindex = {} }, { __mode = "v" })
local object = setmetatable({}, meta)
for i = 1, math.huge do
  object[i] = i
  local target = meta.__newindex
  if target then meta[1] = { target } end
  if not target then meta.__newindex = {} end
  kept = target
end
