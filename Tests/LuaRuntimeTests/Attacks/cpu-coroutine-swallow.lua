-- expect: error-limit-time
-- resume, wrap and close hand errors over as values.
local function spin() while true do end end
while true do
  coroutine.resume(coroutine.create(spin))
  pcall(coroutine.wrap(spin))
  local co = coroutine.create(function()
    local t <close> = setmetatable({}, { __close = spin })
    coroutine.yield()
  end)
  coroutine.resume(co)
  pcall(coroutine.close, co)
end
