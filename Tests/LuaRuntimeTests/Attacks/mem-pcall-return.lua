-- expect: error-limit-memory
-- Hits the limit, lets everything go and ends as if nothing had been.
pcall(function()
  local t = {}
  while true do t[#t + 1] = {} end
end)
return "fine"
