-- expect: error-limit-time
for _ = 1, 1000 do pcall(string.match, ("a"):rep(50000), ("a*"):rep(25) .. "b") end
