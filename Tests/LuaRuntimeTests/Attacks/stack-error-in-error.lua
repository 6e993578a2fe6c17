-- expect: ok|error|error-limit-memory
-- Errors in the handler of errors, without end.
local function f() error("again") end
xpcall(f, function() f() end)
xpcall(f, function() xpcall(f, f) f() end)
local function deep(n) if n > 0 then deep(n - 1) end error("x") end
xpcall(deep, function(m) deep(150000) end, 150000)
local function endless() return 1 + endless() end
xpcall(endless, endless)
xpcall(endless, function() return endless() end)
