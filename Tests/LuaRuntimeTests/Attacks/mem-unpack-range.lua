-- expect: ok
-- More results than a stack may hold.
local text = ("x"):rep(8 << 20)
assert(not pcall(table.unpack, {}, 1, 1e8))
assert(not pcall(table.unpack, {}, math.mininteger, math.maxinteger))
assert(not pcall(table.unpack, {}, 0, math.maxinteger))
assert(not pcall(string.byte, text, 1, -1))
assert(not pcall(utf8.codepoint, text, 1, -1))
assert(not pcall(string.char, table.unpack({}, 1, 10)))
assert(not pcall(table.unpack, setmetatable({}, { __len = function() return 1 << 60 end })))
