-- expect: error|error-limit-time
local t = setmetatable({}, { __index = rawequal, __newindex = rawequal, __len = function() return 1 << 60 end })
table.insert(t, 1, "x")
