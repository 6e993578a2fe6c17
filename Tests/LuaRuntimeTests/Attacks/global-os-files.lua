-- expect: ok
-- Changes files.
assert(os == nil or os.remove == nil and os.rename == nil and os.tmpname == nil)
