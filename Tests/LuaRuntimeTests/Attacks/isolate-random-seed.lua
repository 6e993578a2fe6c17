-- expect: ok
-- run: 2
-- Both runs print the same.
print(math.random(1 << 40), math.random(1 << 40))
math.randomseed(42)
for _ = 1, math.random(100) do math.random() end
