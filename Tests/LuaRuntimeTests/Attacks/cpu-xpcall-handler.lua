-- expect: error-limit-time
local function spin() while true do end end
xpcall(spin, spin)
xpcall(error, spin)
