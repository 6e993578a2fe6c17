-- expect: ok
-- More source than a script may be.
local chunk, why = load(("a = 1\n"):rep(4 << 20))
assert(chunk == nil and type(why) == "string")
assert(load(("x"):rep(16 << 20)) == nil)
assert(load("return '" .. ("x"):rep(16 << 20) .. "'") == nil)
