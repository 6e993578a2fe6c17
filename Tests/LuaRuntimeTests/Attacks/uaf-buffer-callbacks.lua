-- expect: ok|error
-- Callbacks throw away what a library call is working with.
local text = ("ab"):rep(50000)
local seen = 0
pcall(string.gsub, text, "a", function()
  seen = seen + 1
  text = nil
  local garbage = ("x"):rep(1000) .. seen
  if seen % 1000 == 0 then collectgarbage() end
  return garbage
end)
local t = setmetatable({}, { __index = function(_, i) return ("y"):rep(10) .. i end, __len = function() return 1000 end })
assert(#table.concat(t, ("z"):rep(100)) > 1000)
pcall(table.concat, setmetatable({}, { __index = function(_, i) if i == 500 then error("x") end return "y" end }), "", 1, 999)
local co = coroutine.wrap(function() return (("abc"):gsub(".", function() coroutine.yield() end)) end)
assert(not pcall(co))
