-- expect: error-limit-time
for _ = 1, 1000 do string.find(("a"):rep(300000), (".-"):rep(20) .. "b") end
