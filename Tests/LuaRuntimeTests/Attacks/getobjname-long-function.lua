-- expect: ok|error-limit-time
-- To name it, all instructions before are read once for each link: long functions, many errors.
local source = ("local a = 1 a = a + 1\n"):rep(150) .. ("x = 1\n"):rep(150000) .. "local t = {} return t" .. (".x"):rep(190)
local chunk = assert(load(source:sub(-(1 << 20))))
local environment = setmetatable({}, { __newindex = function() end })
chunk = assert(load(source, "=long", "t", environment))
for _ = 1, 1000 do pcall(chunk) end
