-- expect: ok
-- Each kind of nesting, deeper than a recursive parser's stack.
local kinds = {
  { "(", ")", "return ", "1" }, { "{", "}", "return ", "1" }, { "function() return ", " end", "return ", "1" },
  { "do ", " end", "", "" }, { "while true do ", " end", "", "" }, { "if x then ", " end", "", "" },
  { "a = ", "", "", "1" }, { "a.", "", "return ", "b" }, { "a[", "]", "return ", "1" }, { "f(", ")", "return ", "" },
  { "not ", "", "return ", "1" }, { "-", "", "return ", "1" }, { "~", "", "return ", "1" }, { "1 ^ ", "", "return ", "1" },
  { "1 .. ", "", "return ", "1" }, { "a, ", "", "", "b = 1" }, { "for _ = 1, 2 do ", " end", "", "" },
  { "repeat ", " until x", "", "" }, { "local function f() ", " end", "", "" }, { "if x then else", "", "", "if x then end" },
  { "[", "]", "return a", "1" }, { "::a:: do ", " end", "", "" },
}
for _, kind in ipairs(kinds) do
  local open, close, before, inside = table.unpack(kind)
  for _, depth in ipairs { 190, 250, 5000 } do
    local source = before .. open:rep(depth) .. inside .. close:rep(depth)
    load(#source > 1 << 20 and source:sub(1, 1 << 20) or source)
  end
end
