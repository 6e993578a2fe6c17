-- expect: ok
local formats = {
  "i17", "i0", "!17i4", "!3i4", "c", "c-1", "Xz", "X", "i99999999999", "!99999999999", "s17",
}
for _, format in ipairs(formats) do
  assert(not pcall(string.pack, format, 1), format)
  assert(not pcall(string.unpack, format, ("x"):rep(64)), format)
end
assert(not pcall(string.packsize, "c2147483647c2147483647"))
assert(not pcall(string.packsize, "s"))
assert(not pcall(string.unpack, "s8", ("\255"):rep(16)))
assert(not pcall(string.unpack, "i16", ("\255"):rep(15) .. "\1"))
assert(not pcall(string.unpack, "i4", "xxxx", math.maxinteger))
assert(not pcall(string.unpack, "c10", "x"))
assert(not pcall(string.unpack, "z", "no end"))
assert(not pcall(string.pack, "i1", 1000))
assert(not pcall(string.pack, "z", "a\0b"))
