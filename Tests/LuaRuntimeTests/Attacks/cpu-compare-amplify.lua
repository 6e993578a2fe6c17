-- expect: error-limit-time
local a, b = ("x"):rep(8 << 20) .. "a", ("x"):rep(8 << 20) .. "b"
while true do local less = a < b or a == b or a <= b end
