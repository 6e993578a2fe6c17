-- expect: error
local meta = {}
meta.__index = function(t, k) return t[k .. "x"] end
meta.__add = function(a, b) return a + b end
meta.__eq = function(a, b) return a == b end
meta.__lt = function(a, b) return a < b end
meta.__call = function(f, ...) return f(...) + 1 end
local a, b = setmetatable({}, meta), setmetatable({}, meta)
assert(not pcall(function() return a + b end))
assert(not pcall(function() return a == b end))
assert(not pcall(function() return a < b end))
local calls = setmetatable({}, {})
for _ = 1, 10000 do calls = setmetatable({}, { __call = calls }) end
assert(not pcall(calls))
local index = {}
for _ = 1, 10000 do index = setmetatable({}, { __index = index }) end
assert(not pcall(function() return index.x end))
return a.x
