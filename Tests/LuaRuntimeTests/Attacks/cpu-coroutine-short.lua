-- expect: error-limit-time
-- Each lives for less than a tick.
while true do coroutine.wrap(function() coroutine.yield() end)() end
