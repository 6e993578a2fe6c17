-- expect: ok
-- Makes bytecode.
assert(string.dump == nil and ("").dump == nil)
