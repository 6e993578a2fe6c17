-- expect: ok
local least, most = math.mininteger, math.maxinteger
local text = "abc"
assert(text:sub(least, most) == "abc" and text:sub(most, least) == "" and text:sub(least, least) == "")
assert(select("#", text:byte(least, most)) == 3 and select("#", text:byte(most, most)) == 0)
assert(text:find("b", least) == 2 and text:find("b", most) == nil and text:find("", most) == nil)
assert(text:match("()", least) == 1 and text:match("()", most) == nil)
for _ in text:gmatch(".", most) do error("beyond the end") end
assert(text:gsub(".", "x", least) == "abc")
assert(utf8.len(text, 1, -1) == 3 and not pcall(utf8.len, text, least) and not pcall(utf8.len, text, 1, most))
assert(not pcall(utf8.offset, text, 1, most) and utf8.offset(text, most) == nil and utf8.offset(text, least) == nil)
assert(not pcall(utf8.codepoint, text, least, most) and not pcall(utf8.char, -1) and not pcall(utf8.char, most))
assert(not pcall(table.move, {}, least, most, 1) and not pcall(table.move, { 1 }, 1, 2, most))
assert(not pcall(table.move, {}, 1, most, 2) and not pcall(table.move, {}, least, -1, 0))
assert(table.concat({}, "", most, least) == "" and not pcall(table.concat, {}, "", most, most))
assert(not pcall(table.concat, {}, "x", least, least))
assert(not pcall(table.insert, {}, most, 1) and not pcall(table.insert, {}, least, 1) and not pcall(table.remove, {}, most))
assert(not pcall(table.insert, setmetatable({}, { __len = function() return most end }), 5, 1))
assert(select("#", table.unpack({}, most, least)) == 0 and select("#", table.unpack({}, most, most)) == 1)
assert(not pcall(select, least, 1) and select("#", select(most, 1)) == 0)
assert(not pcall(string.rep, "ab", most) and not pcall(math.random, 0, -1) and math.random(least, most))
assert(least // -1 == least and least % -1 == 0 and math.ult(most, least) and not pcall(function() return 1 // 0 end))
for i = most - 1, most do text = i end
for i = least, least + 1 do text = i end
assert(not pcall(function() for _ = 1, 10, 0 do end end))
assert(1 << 64 == 0 and 1 << -64 == 0 and 1 << least == 0 and 1 >> most == 0)
assert(tonumber("9223372036854775808") == 2 ^ 63 and tonumber("0x1p99999") == math.huge and tonumber("1", 2))
