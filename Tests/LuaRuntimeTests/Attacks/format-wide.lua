-- expect: ok
for _, format in ipairs { "%99999d", "%.99999f", "%1000s", "%5.1000s", "%", "%y", "%10q", "%#x%", "%123456789123456789d" } do
  assert(not pcall(string.format, format, 1), format)
end
assert(#string.format("%99.99f", 1e308) > 300)
assert(not pcall(string.format, "%d", 1.5))
assert(not pcall(string.format, ("%d"):rep(1000)))
assert(not pcall(string.format, "%s"))
assert(#string.format("%q", ("\0\n\r\""):rep(1000)) > 4000)
assert(not pcall(string.format, "%q", {}))
