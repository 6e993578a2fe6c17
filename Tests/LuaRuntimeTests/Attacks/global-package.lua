-- expect: nil-global:package
assert(package == nil and rawget(_G, "package") == nil)
