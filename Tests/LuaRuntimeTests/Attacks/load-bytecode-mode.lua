-- expect: ok
-- Asks for bytecode in the mode, with text and without.
assert(load("return 1", "=chunk", "b") == nil)
assert(load("\27", "=chunk", "b") == nil)
assert(load("\27Lua", "=chunk", "bt") == nil)
assert(load("\27", "=chunk", "bt", {}) == nil)
