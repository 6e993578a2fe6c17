-- expect: error
-- A string beyond the cap in one call: an ordinary error, because nothing was taken.
local text = string.rep("x", 1 << 40)
