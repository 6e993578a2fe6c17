-- expect: error
error(setmetatable({}, { __name = ("\27[2J"):rep(100000) }))
