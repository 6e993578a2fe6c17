-- expect: error-limit-time
-- By the metatable of strings, where a replaced global would not help.
for _ = 1, 1000 do pcall(("").find, ("x"):rep(100000), (".*"):rep(10) .. "y") end
