-- expect: ok|error-limit-time
return setmetatable({}, { __tostring = function() while true do end end }), setmetatable({}, { __name = ("x"):rep(1 << 20) })
