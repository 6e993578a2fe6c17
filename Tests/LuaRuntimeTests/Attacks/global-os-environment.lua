-- expect: ok
-- Reads the host's secrets, and changes how numbers are written.
assert(os == nil or os.getenv == nil and os.setlocale == nil)
