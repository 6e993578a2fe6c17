-- expect: error-limit-time
-- A generator that never gives a value, and one that never stops.
for _ in coroutine.wrap(function() for i = 1, math.huge do coroutine.yield(i) end end) do
  pcall(coroutine.wrap(function() for _ in function() return true end do end end))
end
