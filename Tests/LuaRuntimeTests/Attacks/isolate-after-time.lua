-- expect: error-limit-time
-- run: 2
assert(leaked == nil)
leaked = coroutine.wrap(function() while true do end end)
pcall(leaked)
