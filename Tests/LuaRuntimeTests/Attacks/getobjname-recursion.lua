-- expect: ok
-- To name the culprit of an error, Lua 5.4.4 recurses once for each link of the chain.
local links = { ".x", ":x()", "['x']", "[1]", "()", "''", "{}", ".x\n", "--[[c]].x", "[ [[x]] ]", ".\nx", "(1).x" }
for _, link in ipairs(links) do
  local source = "local t = {} return t" .. link:rep(60000)
  local chunk = load(source)
  if chunk then pcall(chunk) end
  local at = 0
  chunk = load(function()
    at = at + 1
    if at == 1 then return "local t = {} return t" end
    return at < 60000 and link or nil
  end)
  if chunk then pcall(chunk) end
end
