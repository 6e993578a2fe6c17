-- expect: error-limit-time
local digits, hex, space = ("1"):rep(8 << 20), "0x" .. ("f"):rep(8 << 20), (" "):rep(8 << 20)
while true do local number = tonumber(digits), tonumber(hex), tonumber(space), tonumber(digits, 36), pcall(math.abs, digits) end
