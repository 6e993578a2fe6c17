-- expect: error-limit-time|error-limit-memory
-- What is logged is kept with the run.
local text = ("x"):rep(8 << 20)
for i = 1, 1e9 do log.info(text, { text = text }) end
