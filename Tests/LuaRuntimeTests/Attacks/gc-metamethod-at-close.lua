-- expect: error
-- It would run when the state closes, after all limits.
kept = setmetatable({}, { __gc = function() while true do end end })
