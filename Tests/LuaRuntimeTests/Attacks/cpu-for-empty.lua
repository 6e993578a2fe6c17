-- expect: error-limit-time
for _ = math.mininteger, math.maxinteger do end
