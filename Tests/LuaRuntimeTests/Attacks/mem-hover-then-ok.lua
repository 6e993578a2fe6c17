-- expect: ok
-- Works just below the cap and makes garbage beyond it.
local t = {}
while collectgarbage("count") < 48 * 1024 do t[#t + 1] = ("x"):rep(10000) .. #t end
for i = 1, 2000 do local garbage = ("y"):rep(100000) .. i end
