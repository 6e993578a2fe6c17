-- expect: error-limit-time
local text = ("x"):rep(8 << 20)
while true do local changed = text:upper():lower():reverse() end
