-- expect: error-limit-memory
-- A hundred and fifty operands of 8 MB in one instruction.
local s = ("x"):rep(8 << 20)
local source = "local s = ... return s" .. (" .. s"):rep(150)
pcall(load(source), s)
while true do pcall(load(source), s) end
