-- expect: ok
-- run: 2
assert(string.leaked == nil and math.leaked == nil and table.leaked == nil and coroutine.leaked == nil and utf8.leaked == nil)
assert(math.abs(-1) == 1)
for _, library in ipairs { string, math, table, coroutine, utf8 } do
  pcall(function() library.leaked = true end)
  pcall(rawset, library, "leaked", true)
  pcall(setmetatable, library, { __index = { leaked = true } })
  local meta = getmetatable(library)
  if type(meta) == "table" then pcall(rawset, meta, "__index", { leaked = true }) end
end
pcall(function() math.abs = function() return 2 end end)
