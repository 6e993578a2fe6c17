-- expect: nil-global:warn
assert(warn == nil and rawget(_G, "warn") == nil)
