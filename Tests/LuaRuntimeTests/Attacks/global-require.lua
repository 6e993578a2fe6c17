-- expect: ok
-- Loads C libraries and files by path.
local names = {
  "luasql.sqlite3", "lpeg", "/etc/passwd", "../secrets", "./x", "a/b", "a\0b", "", ".", "..", "...", "io", "os", "debug",
  "package", ("a"):rep(100000), "..etc.passwd", "%2e%2e",
}
for _, name in ipairs(names) do assert(not pcall(require, name), name) end
