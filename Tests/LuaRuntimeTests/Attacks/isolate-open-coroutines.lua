-- expect: ok
-- run: 2
assert(open == nil and coroutine.isyieldable() == false)
open = coroutine.create(function()
  local t <close> = setmetatable({}, { __close = function() while true do end end })
  coroutine.yield()
end)
coroutine.resume(open)
