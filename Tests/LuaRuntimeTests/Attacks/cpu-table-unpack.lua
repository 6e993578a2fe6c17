-- expect: error-limit-time
local t = setmetatable({}, { __index = rawequal })
while true do pcall(table.unpack, t, 1, 900000) end
