-- expect: error-limit-time
local source = ("local a = { 1, 'x', function() end }\n"):rep(100) .. ("x = x + 1\n"):rep(90000)
while true do load(source) end
