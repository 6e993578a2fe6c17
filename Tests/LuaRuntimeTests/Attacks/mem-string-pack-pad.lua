-- expect: error|error-limit-memory
-- Two gigabytes of padding for one byte.
local text = string.pack("c2147483647", "x")
