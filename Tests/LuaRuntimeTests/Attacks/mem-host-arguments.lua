-- expect: error|error-limit-memory|error-limit-time
-- A condition with one text many times.
local text = ("x"):rep(1000000)
local any = {}
for i = 1, 400 do any[i] = { name = text } end
customers.count { where = { any = any } }
