-- expect: error-limit-time
local function spin() while true do end end
pcall(pcall, pcall, pcall, spin)
pcall(error)
while true do pcall(spin) end
