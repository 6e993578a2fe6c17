-- expect: nil-global:loadfile
assert(loadfile == nil and rawget(_G, "loadfile") == nil and rawget(_G, "loadstring") == nil)
