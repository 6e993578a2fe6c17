-- expect: ok|error
-- A coroutine is closed within a message handler's reach.
local function attack(how)
  local co = coroutine.wrap(function()
    return xpcall(function()
      local t <close> = setmetatable({}, { __close = function() error("in close") end })
      coroutine.yield()
      error("after")
    end, function(message)
      local inner = coroutine.create(function()
        local t <close> = setmetatable({}, { __close = function() error("inner") end })
        coroutine.yield()
      end)
      coroutine.resume(inner)
      coroutine.close(inner)
      return how(message)
    end)
  end)
  co()
  pcall(co)
end
for _ = 1, 100 do
  attack(tostring)
  attack(error)
  attack(function(m) return m .. nil end)
end
