-- expect: error-limit-memory
-- 8 MB become 800 GB within one call.
local text = ("a"):rep(8 << 20)
while true do pcall(string.gsub, text, "a", ("b"):rep(100000)) end
