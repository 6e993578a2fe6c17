-- expect: error
-- No hook runs in a finalizer, so there are none.
setmetatable({}, { __gc = function() while true do end end })
