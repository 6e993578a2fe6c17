-- expect: error-limit-time
-- Each opening bracket is followed to the end.
for _ = 1, 1000 do string.find(("("):rep(1 << 20), "%b()") end
