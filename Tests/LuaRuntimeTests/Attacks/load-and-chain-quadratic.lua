-- expect: error-limit-time
-- Every link of a chain walks the list of jumps before it.
local source = "return a" .. (" and a"):rep(170000)
for _ = 1, 100 do load(source) end
