-- expect: ok|error-limit-time
-- A needle half as long as the text, which fails at its last byte.
local text, needle = ("a"):rep(4 << 20), ("a"):rep(2 << 20) .. "b"
assert(string.find(text, needle, 1, true) == nil)
assert(string.find(text, needle) == nil)
