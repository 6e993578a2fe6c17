-- expect: nil-global:debug
assert(debug == nil and rawget(_G, "debug") == nil)
