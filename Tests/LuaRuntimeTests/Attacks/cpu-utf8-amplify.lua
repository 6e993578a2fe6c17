-- expect: error-limit-time
local text = ("é"):rep(4 << 20)
while true do
  utf8.len(text)
  utf8.offset(text, 4 << 20)
  utf8.len(text, -1)
end
