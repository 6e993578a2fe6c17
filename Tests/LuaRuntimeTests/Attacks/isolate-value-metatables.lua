-- expect: ok
-- run: 2
for _, value in ipairs { 1, 1.5, true, print, coroutine.create(print), "x" } do
  assert(getmetatable(value) == nil or getmetatable(value) == false)
  assert(not pcall(function() return value.leaked.leaked end))
  pcall(setmetatable, value, { __index = { leaked = { leaked = true } } })
end
