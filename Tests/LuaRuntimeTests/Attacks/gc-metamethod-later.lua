-- expect: ok
-- Put in after the object was marked for no finalizer; and under a name that is made up.
local meta = {}
local object = setmetatable({}, meta)
meta.__gc = function() while true do end end
rawset(meta, "__" .. "gc", meta.__gc)
object = nil
for _ = 1, 100000 do local garbage = { {} } end
kept = setmetatable({}, {})
getmetatable(kept).__gc = meta.__gc
