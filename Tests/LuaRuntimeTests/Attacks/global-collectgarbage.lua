-- expect: ok
-- Stops or tunes the collector: only questions and polite requests are answered.
local options = { "stop", "restart", "generational", "incremental", "setpause", "setstepmul", "isrunning" }
for _, option in ipairs(options) do assert(not pcall(collectgarbage, option, 1), option) end
assert(collectgarbage("count") > 0)
assert(pcall(collectgarbage))
assert(pcall(collectgarbage, "step"))
