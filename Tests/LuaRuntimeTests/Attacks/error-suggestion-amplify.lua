-- expect: error
-- A name that was mistyped, among very many others to compare it with.
local name = ("k"):rep(40)
for i = 1, 60000 do _G[("k%07d"):format(i) .. ("x"):rep(32)] = true end
local call = assert(load(name .. "xyzxyz()"))
call()
