-- expect: ok|error-limit-memory
-- A weak metatable holds the only reference to the table that an assignment makes grow.
local kept = {}
while collectgarbage("count") < 20 * 1024 do kept[#kept + 1] = ("x"):rep(1 << 16) .. #kept end
for round = 1, 4 do
  local meta = setmetatable({ __newindex = {} }, { __mode = "v" })
  local object = setmetatable({}, meta)
  for i = 1, 1 << 18 do
    object[i] = i
    if not meta.__newindex then meta.__newindex = {} end
  end
  kept[#kept + 1] = ("y"):rep(1 << 20) .. round
end
