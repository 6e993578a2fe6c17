-- expect: error|error-limit-time
local t = setmetatable({}, { __index = rawequal, __newindex = rawequal, __len = function() return (1 << 31) - 2 end })
table.sort(t, rawequal)
