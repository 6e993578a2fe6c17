-- expect: ok|error|error-limit-memory|error-limit-time
-- Nearly nothing, as deep as may be, many times.
local deep = ("["):rep(190) .. ("]"):rep(190)
local list = {}
for i = 1, 20000 do list[i] = deep end
json.decode("[" .. table.concat(list, ",") .. "]")
