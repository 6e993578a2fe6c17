-- expect: ok|error
-- The metamethod makes the stack move while the operands lie on it.
local meta = {}
local object = setmetatable({}, meta)
local function deep(n) return n == 0 and 0 or 1 + deep(n - 1) end
meta["__con" .. "cat"] = function() return "x" .. deep(150000) end
for _ = 1, 10 do
  pcall(function() return "a" .. object .. "b" .. 1 .. object end)
  pcall(coroutine.wrap(function() return "a" .. object .. "b" .. object .. 2 end))
end
