-- expect: ok
assert(string.rep("", 1 << 62) == "")
assert(string.rep("", math.maxinteger, "") == "")
assert(string.rep("x", math.mininteger) == "")
