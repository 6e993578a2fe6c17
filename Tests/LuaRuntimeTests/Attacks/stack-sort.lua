-- expect: error
local function f() table.sort({ 3, 2, 1 }, f) return false end
f()
