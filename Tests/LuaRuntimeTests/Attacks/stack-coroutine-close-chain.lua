-- expect: ok|error
-- Each coroutine closes the one before it.
local co
for _ = 1, 20000 do
  local inner = co
  co = coroutine.create(function()
    local t <close> = setmetatable({}, { __close = function() if inner then assert(coroutine.close(inner)) end end })
    coroutine.yield()
  end)
  coroutine.resume(co)
end
coroutine.close(co)
