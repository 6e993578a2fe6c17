-- expect: error-limit-time
for _ = 1, 1000 do string.gsub(("a"):rep(50000), ("a?"):rep(25) .. ("a*"):rep(5) .. "b", "") end
