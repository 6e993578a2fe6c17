-- expect: error-limit-output|error-limit-memory
-- One print of many times what may be printed.
local text = ("x"):rep(8 << 20)
pcall(print, table.unpack({ text, text, text, text, text, text, text, text }))
print("still here")
