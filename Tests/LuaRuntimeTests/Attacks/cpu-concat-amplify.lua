-- expect: error-limit-time|error-limit-memory
-- Eight megabytes for one instruction.
local text = ("x"):rep(8 << 20)
while true do local longer = text .. "y" end
