-- expect: error-limit-output|error-limit-time
while true do pcall(print) end
