-- expect: error-limit-memory
-- run: 2
assert(leaked == nil and collectgarbage("count") < 1024)
leaked = {}
while true do leaked[#leaked + 1] = {} end
