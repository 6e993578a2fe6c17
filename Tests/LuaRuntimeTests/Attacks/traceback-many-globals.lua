-- expect: error
-- A function's name is looked for among all globals.
for i = 1, 200000 do _G["g" .. i] = i end
local function deep(n)
  if n == 0 then error("at the bottom") end
  return 1 + deep(n - 1)
end
deep(1000)
