-- expect: error-limit-time
-- Long fails at every place of a long text: a set, a back reference, a frontier.
local text = ("a"):rep(1 << 20)
for _ = 1, 1000 do
  string.find(text, "[%w_]-$b")
  string.find(text, "(a*)%1b")
  string.find(text, "%f[%W]a*b")
end
