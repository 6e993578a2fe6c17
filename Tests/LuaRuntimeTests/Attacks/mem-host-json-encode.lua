-- expect: error-limit-memory|error-limit-time
-- One long text that a list holds hundreds of times.
local text = ("\1\2"):rep(500000)
local list = {}
for i = 1, 400 do list[i] = text end
json.encode(list)
