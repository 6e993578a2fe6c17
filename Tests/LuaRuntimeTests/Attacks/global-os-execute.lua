-- expect: ok
-- Runs a program.
assert(os == nil or os.execute == nil)
