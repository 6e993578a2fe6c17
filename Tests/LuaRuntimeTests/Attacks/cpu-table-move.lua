-- expect: error|error-limit-time
-- Functions in C for metamethods, so that no instruction runs.
local t = setmetatable({}, { __index = rawequal, __newindex = rawequal })
table.move(t, 1, 1 << 60, 2)
