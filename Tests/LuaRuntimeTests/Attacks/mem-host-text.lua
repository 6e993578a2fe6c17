-- expect: ok|error-limit-memory|error-limit-time
-- Each copy as long as a text can be.
local long = ("ß"):rep(14000000)
for _, make in ipairs { text.upper, text.lower, text.trim, text.normalize } do make(long) end
