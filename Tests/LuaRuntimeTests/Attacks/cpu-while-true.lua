-- expect: error-limit-time
while true do end
