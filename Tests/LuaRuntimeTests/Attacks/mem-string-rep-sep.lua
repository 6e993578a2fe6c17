-- expect: error
-- The same by its separator, and with sizes that overflow.
assert(not pcall(string.rep, "xx", math.maxinteger))
assert(not pcall(string.rep, "", math.maxinteger, "xy"))
assert(not pcall(string.rep, "x", math.maxinteger // 2 + 1, "x"))
local text = ("x"):rep(1 << 20, ("y"):rep(1 << 20))
