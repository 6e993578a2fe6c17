-- expect: nil-global:io
assert(io == nil and rawget(_G, "io") == nil)
