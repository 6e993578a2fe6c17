-- expect: error-limit-time
local text = ("%d"):rep(100000)
while true do
  pcall(string.format, text, 1)
  pcall(string.format, ("%%"):rep(4 << 20))
  string.format("%q", ("\0"):rep(1 << 20))
  string.format("%.99f", 1e308)
end
