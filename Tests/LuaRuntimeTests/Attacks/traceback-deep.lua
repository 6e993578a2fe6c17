-- expect: error
local function deep(n)
  if n == 0 then error("at the bottom") end
  return 1 + deep(n - 1)
end
deep(180000)
