-- expect: error-limit-time
-- Hooks belong to a thread; this one had none.
coroutine.wrap(function() while true do end end)()
