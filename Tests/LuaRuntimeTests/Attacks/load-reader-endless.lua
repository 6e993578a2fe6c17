-- expect: ok|error-limit-time
-- A reader that never ends: in one statement, in space, in a comment, in a string.
for _, start in ipairs { " ", "--", "--[[", "return '", "return [[", "x = 1;" } do
  local started = false
  local chunk = load(function()
    if started then return ("x"):rep(7) end
    started = true
    return start
  end)
  assert(chunk == nil)
end
assert(load(function() return " " end) == nil)
