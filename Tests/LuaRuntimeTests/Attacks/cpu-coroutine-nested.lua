-- expect: error-limit-time
local function nest(n)
  if n == 0 then while true do end end
  return pcall(coroutine.wrap(function() return pcall(nest, n - 1) end))
end
nest(50)
while true do nest(50) end
