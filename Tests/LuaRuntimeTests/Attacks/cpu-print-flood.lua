-- expect: error-limit-output
while true do pcall(print, ("x"):rep(1000)) end
