-- expect: error
-- A position, a name and a message of unusual length.
local chunk = assert(load("local function " .. ("f"):rep(100000) .. "() error('x') end " .. ("f"):rep(100000) .. "()",
  "@" .. ("n"):rep(100000)))
chunk()
