-- expect: error-limit-memory
-- Many coroutines, each with a deep stack.
local function deep(n)
  if n == 0 then coroutine.yield() end
  return deep(n - 1) + 1
end
local t = {}
while true do
  local co = coroutine.create(deep)
  assert(coroutine.resume(co, 100000))
  t[#t + 1] = co
end
