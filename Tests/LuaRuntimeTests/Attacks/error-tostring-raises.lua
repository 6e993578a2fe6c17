-- expect: error
local meta = {}
meta.__tostring = function() error(setmetatable({}, meta)) end
error(setmetatable({}, meta))
