-- expect: error-limit-memory|error-limit-time
-- Twelve megabytes of text that hold six million numbers.
local text = "[" .. ("1,"):rep(6000000) .. "1]"
json.decode(text)
