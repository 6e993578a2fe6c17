-- expect: error-limit-time
-- A reader that does not come back, behind pcall.
pcall(load, function() while true do end end)
while true do end
