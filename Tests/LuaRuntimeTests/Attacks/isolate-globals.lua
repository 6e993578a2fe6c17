-- expect: ok
-- run: 2
assert(leaked == nil and print ~= leaked)
leaked = {}
print = leaked
_G.pairs = nil
_ENV.string = nil
