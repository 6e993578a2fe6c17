-- expect: error-limit-memory
local t = {}
while true do
  local a, b, c, d, e, f, g, h = {}, {}, {}, {}, {}, {}, {}, {}
  t[#t + 1] = function() return a, b, c, d, e, f, g, h, t end
end
