-- expect: ok
-- What a person writes: no limit may fall.
local words, count = {}, 0
local text = ("the quick brown fox jumps over the lazy dog "):rep(2000)
for word in text:gmatch("%a+") do
  words[word] = (words[word] or 0) + 1
  count = count + 1
end
local names = {}
for word in pairs(words) do names[#names + 1] = word end
table.sort(names, function(a, b) return words[a] > words[b] or words[a] == words[b] and a < b end)
assert(count == 18000 and names[1] == "the" and words.the == 4000 and #names == 8)
local generate = coroutine.wrap(function() for i = 1, 1000 do coroutine.yield(i * i) end end)
local sum = 0
for square in generate do sum = sum + square end
assert(sum == 333833500)
local ok, why = pcall(error, { code = 7 })
assert(not ok and why.code == 7)
assert(load("return ... + 1")(41) == 42)
print(("%s: %d"):format(names[1], words.the))
