-- expect: error-limit-time
for _ = 1, 1000 do
  for _ in string.gmatch(("a"):rep(50000), ("a-"):rep(25) .. "b") do end
end
