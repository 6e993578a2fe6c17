-- expect: error-limit-time
-- Every label of a function is compared with all before it.
local labels = {}
for i = 1, 30000 do labels[i] = ("::a%d::x=1 "):format(i) end
local labelled = "do local function f() " .. table.concat(labels) .. " end end "
local source = labelled:rep((1 << 20) // #labelled)
for _ = 1, 100 do assert(load(source)) end
