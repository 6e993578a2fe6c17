-- expect: ok
-- Ends the host.
assert(os == nil or os.exit == nil)
