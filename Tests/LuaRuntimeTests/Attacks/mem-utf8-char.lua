-- expect: error-limit-memory
local codes = {}
for i = 1, 50000 do codes[i] = 0x7FFFFFFF end
local kept = {}
while true do kept[#kept + 1] = utf8.char(table.unpack(codes)):rep(10) .. #kept end
