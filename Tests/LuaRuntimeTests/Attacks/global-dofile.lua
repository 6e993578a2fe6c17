-- expect: nil-global:dofile
assert(dofile == nil and rawget(_G, "dofile") == nil)
