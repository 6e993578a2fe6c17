-- expect: error-limit-memory
local texts = {}
for i = 1, 200 do texts[i] = i == 1 and ("x"):rep(8 << 20) or texts[1] end
while true do pcall(string.format, ("%s"):rep(200), table.unpack(texts)) end
