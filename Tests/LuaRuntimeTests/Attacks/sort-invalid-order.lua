-- expect: ok|error
-- Orders that contradict themselves: nothing is read or written outside of the table.
local orders = {
  function() return true end, function() return false end, function(a, b) return a ~= b end,
  function() return math.random() < 0.5 end, function(a, b) return a <= b end,
}
for _, order in ipairs(orders) do
  for _, size in ipairs { 2, 3, 10, 100, 1000 } do
    local t = {}
    for i = 1, size do t[i] = i * 7919 % size end
    pcall(table.sort, t, order)
    assert(#t == size)
    local sum = 0
    for i = 1, size do sum = sum + t[i] end
    assert(t[0] == nil and t[size + 1] == nil)
  end
end
table.sort({ 3, "a", {} })
