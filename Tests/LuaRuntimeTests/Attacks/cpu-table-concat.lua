-- expect: error|error-limit-time|error-limit-memory
local t = setmetatable({}, { __index = string.len, __len = function() return 1 << 60 end })
pcall(table.concat, t)
table.concat(setmetatable({}, { __index = function() return "" end }), "", 1, math.maxinteger)
