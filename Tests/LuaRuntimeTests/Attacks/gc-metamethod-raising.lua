-- expect: error
setmetatable({}, { __gc = function() error("from a finalizer") end })
