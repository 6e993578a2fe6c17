-- Makes `count` calls of the string and table functions, and of the random numbers, from `seed` and returns what each gave,
-- a line a call; and how often each function was called.
-- The same text must come from any faithful Lua 5.4.
local seed, count = ...
local state = seed * 2 + 1

local function random(low, high)
  state = state * 6364136223846793005 + 1442695040888963407
  return low + ((state >> 33) % (high - low + 1))
end
local function chance(percent) return random(1, 100) <= percent end
local function pick(list) return list[random(1, #list)] end

local function text(alphabet, length)
  local pieces = {}
  for i = 1, length do pieces[i] = pick(alphabet) end
  local all = ""
  for i = 1, length do all = all .. pieces[i] end
  return all
end

-- What a value looks like, the same in every state.
local function shown(value)
  local kind = math.type(value) or type(value)
  if kind == "string" then
    local out = ""
    for i = 1, #value do
      local byte = string.byte(value, i)
      out = out .. (byte >= 32 and byte < 127 and byte ~= 92 and string.char(byte) or ("\\" .. byte))
    end
    return '"' .. out .. '"'
  elseif kind == "integer" or kind == "float" or kind == "boolean" or kind == "nil" then
    return kind:sub(1, 1) .. tostring(value)
  end
  return kind
end

local function all_shown(results)
  local out = ""
  for i = 1, results.n do out = out .. " " .. shown(results[i]) end
  return out
end

local odd = {
  function() return nil end, function() return true end, function() return 1.5 end, function() return "x" end,
  function() return "3" end, function() return 2.0 end, function() return -1 end, function() return {} end,
  function() return tostring end, function() return math.maxinteger end, function() return math.mininteger end,
}
-- How many of those are safe: with huge numbers some go on for years in stock Lua, and tables have addresses.
local safe = { [table.move] = #odd - 2, [table.remove] = #odd - 1, [string.rep] = #odd - 2, [string.format] = 7 }

local names, calls = {}, {}
for _, library in ipairs({ string, table }) do
  for name, f in pairs(library) do names[f] = name end
end
names[math.random] = "random"

-- Calls `f`, now and then with an argument that it does not expect or without its last ones.
local function call(f, arguments)
  local name = names[f]
  calls[name] = (calls[name] or 0) + 1
  if arguments.n > 0 and chance(4) then arguments[random(1, arguments.n)] = odd[random(1, safe[f] or #odd)]() end
  if chance(2) then arguments.n = random(0, arguments.n) end
  local a = arguments
  local results = table.pack(pcall(function()
    local results
    if a.n == 0 then results = table.pack(f())
    elseif a.n == 1 then results = table.pack(f(a[1]))
    elseif a.n == 2 then results = table.pack(f(a[1], a[2]))
    elseif a.n == 3 then results = table.pack(f(a[1], a[2], a[3]))
    elseif a.n == 4 then results = table.pack(f(a[1], a[2], a[3], a[4]))
    else results = table.pack(f(a[1], a[2], a[3], a[4], a[5])) end
    return results
  end))
  if results[1] then return results[2] end
  return { n = 2, "raised", results[2] }
end

-- Patterns

local letters = { "a", "a", "a", "b", "b", "c", "A", "1", "2", " ", ".", "-", "]", "[", "(", ")", "%", "\0", "\n", "\xe9", "_", "^" }
local special = { "a", "b", "1", ".", "%", "%", "[", "]", "(", ")", "*", "+", "-", "?", "^", "$", "a", "f", "b", "w", "\0", "s" }
local classes = { "%a", "%c", "%d", "%g", "%l", "%p", "%s", "%u", "%w", "%x", "%z", "%A", "%D", "%S", "%W", "%Z", "%q", "%.", "%%", "%]", "%-", "%\0" }

local function set()
  local out = chance(30) and "[^" or "["
  if chance(10) then out = out .. "]" end
  for _ = 1, random(0, 4) do
    local kind = random(1, 6)
    if kind == 1 then out = out .. pick(classes)
    elseif kind == 2 then out = out .. pick(letters) .. "-" .. pick(letters)
    elseif kind == 3 then out = out .. "-"
    elseif kind == 4 then out = out .. "a-c"
    else out = out .. pick(letters) end
  end
  return chance(97) and out .. "]" or out
end

local function pattern()
  if chance(15) then return text(special, random(0, 8)) end
  local out = chance(15) and "^" or ""
  local open, repeated = 0, 0
  for _ = 1, random(0, 7) do
    local kind = random(1, 22)
    local single
    if kind <= 6 then single = pick(letters):gsub("[%]%[%(%)%%%^%-%.]", "%%%0")
    elseif kind <= 8 then single = "."
    elseif kind <= 11 then single = pick(classes)
    elseif kind <= 14 then single = set()
    elseif kind == 15 then out = out .. "%b" .. pick { "()", "[]", "ab", "aa", "a", "" }
    elseif kind == 16 then out = out .. "%f" .. (chance(90) and set() or pick(letters))
    elseif kind <= 18 then
      out = out .. "("
      open = open + 1
    elseif kind <= 20 then
      if open > 0 or chance(3) then
        out = out .. ")"
        open = open - 1
      end
    elseif kind == 21 then out = out .. "%" .. random(0, 4)
    else out = out .. "()" end
    if single then
      out = out .. single
      if repeated < 4 and chance(40) then
        out = out .. pick { "*", "+", "-", "?" }
        repeated = repeated + 1
      end
    end
  end
  if chance(95) then for _ = 1, open do out = out .. ")" end end
  return chance(15) and out .. "$" or out
end

local function position()
  return chance(85) and random(-18, 18) or pick { math.maxinteger, math.mininteger, 0, 1.0 }
end

local function replacement()
  local kind = random(1, 8)
  if kind == 1 then return { a = "X", b = 12, ab = false, c = 1.5, [1] = "one", [2] = true, aa = "%1" }
  elseif kind == 2 then return setmetatable({}, { __index = function(_, key) return key ~= "b" and "<" .. tostring(key) .. ">" end })
  elseif kind == 3 then return function(...) return select("#", ...) end
  elseif kind == 4 then return function(a, b) return b or (a ~= "a" and a) end
  elseif kind == 5 then return text({ "x", "%0", "%1", "%2", "%%", "%", "y" }, random(0, 3))
  elseif kind == 6 then return random(-5, 5)
  else return text({ "x", "%0", "%1", "%%", "\0" }, random(0, 4)) end
end

local function gmatch_all(...)
  local results = { n = 0 }
  local step = string.gmatch(...)
  for _ = 1, 20 do
    local found = table.pack(step())
    if found.n == 0 or found[1] == nil then break end
    for i = 1, found.n do results[results.n + i] = found[i] end
    results.n = results.n + found.n + 1
  end
  return all_shown(results)
end
names[gmatch_all] = "gmatch"

local function pattern_case()
  local subject = text(letters, random(0, 14))
  local kind = random(1, 5)
  if kind == 1 then return call(string.find, { n = 4, subject, pattern(), position(), chance(20) or nil })
  elseif kind == 2 then return call(string.match, { n = chance(50) and 2 or 3, subject, pattern(), position() })
  elseif kind == 3 then return call(gmatch_all, { n = chance(50) and 2 or 3, subject, pattern(), position() })
  elseif kind == 4 then return call(string.gsub, { n = 3, subject, pattern(), replacement() })
  else return call(string.gsub, { n = 4, subject, pattern(), replacement(), random(-1, 6) }) end
end

-- Tables

local function element()
  return pick { 1, 2, 3, "a", "b", "", 2.5, random(1, 1000), chance(10) and true or "c", chance(10) and {} or "d" }
end

local log

local function array(scalar)
  local out = {}
  for i = 1, random(0, 9) do out[i] = scalar and scalar() or element() end
  if chance(10) then out[random(1, 9)] = nil end
  if chance(10) then out[random(-2, 12)] = "z" end
  if chance(80) then return out, out end
  local fake = chance(15) and pick { 0, 3, 12, -1, 2.5, "4" }
  local meta = {
    __index = function(_, key)
      log = log .. " r" .. tostring(key)
      return out[key]
    end,
    __newindex = function(_, key, value)
      log = log .. " w" .. tostring(key) .. "=" .. shown(value)
      out[key] = value
    end,
    __len = function() return fake or #out end,
  }
  if chance(10) then meta[pick { "__index", "__newindex", "__len" }] = nil end
  if chance(30) then return setmetatable({}, { __index = out, __newindex = out, __len = meta.__len }), out end
  return setmetatable({}, meta), out
end

local function contents(t)
  local out = " |"
  for i = -3, 22 do
    local value = rawget(t, i)
    if value ~= nil then out = out .. " " .. i .. "=" .. shown(value) end
  end
  return out
end

local function index() return chance(90) and random(-1, 12) or pick { 1.0, "2" } end

local function table_case()
  log = ""
  local t, behind = array()
  local kind = random(1, 12)
  local results
  if kind <= 2 then results = call(table.insert, { n = chance(40) and 2 or 3, t, index(), element() })
  elseif kind <= 4 then results = call(table.remove, { n = chance(30) and 1 or 2, t, index() })
  elseif kind <= 6 then
    local other = chance(40) and array() or nil
    results = call(table.move, { n = other and 5 or 4, t, index(), index(), index(), other })
    if other then log = log .. contents(other) end
  elseif kind <= 8 then
    results = call(table.concat, { n = random(1, 4), t, pick { "", ",", "--", 5 }, index(), index() })
  elseif kind <= 10 then results = call(table.unpack, { n = random(1, 3), t, index(), index() })
  else results = call(table.pack, { n = random(0, 5), element(), element(), nil, element(), element() }) end
  if type(results[1]) == "table" then results[1] = contents(results[1]) .. tostring(rawget(results[1], "n")) end
  return { n = results.n + 1, [results.n + 1] = log .. contents(behind), table.unpack(results, 1, results.n) }
end

local function sort_case()
  log = ""
  local kind = random(1, 4)
  local scalar = kind == 1 and function() return text({ "a", "b", "\0", "B" }, random(0, 3)) end
    or function() return pick { random(-20, 20), random(1, 3) / 2, math.huge, 0 } end
  local t = {}
  for i = 1, random(0, 40) do t[i] = scalar() end
  local order = kind == 3 and function(a, b) return a > b end or nil
  local function sort(a) table.sort(a, order) end
  names[sort] = "sort"
  local results = call(sort, { n = 1, t })
  names[sort] = nil
  if results[1] == "raised" then return results end
  local out = { n = #t }
  -- 1 and 1.0 are equal: which comes first is not promised.
  for i = 1, #t do out[i] = type(t[i]) == "number" and t[i] + 0.0 or t[i] end
  return out
end

local function add_and_join(a, b) return a + b, a .. b end
names[add_and_join] = "+ and .."

local function text_case()
  local subject = text(letters, random(0, 10))
  local kind = random(1, 9)
  if kind <= 3 then
    local times = chance(90) and random(-2, 12) or pick { math.mininteger, math.maxinteger, 1 << 62 }
    if times > 100 then subject = subject .. "x" end
    return call(string.rep, { n = chance(50) and 2 or 3, subject, times, pick { "", ",", "ab", 7 } })
  elseif kind == 4 then return call(string.sub, { n = 3, subject, position(), position() })
  elseif kind == 5 then return call(pick { string.upper, string.lower, string.reverse, string.len }, { n = 1, subject })
  elseif kind == 6 then return call(string.byte, { n = 3, subject, position(), position() })
  elseif kind == 7 then
    return call(string.format, { n = 4, text({ "%s", "%d", "%5.2f", "%q", "%%", "x", "%-8s", "%x", "%y" }, random(0, 3)),
      pick { 1, "a", 2.5, true }, pick { 7, "b" }, 0 })
  elseif kind == 8 then
    math.randomseed(random(1, 1 << 30))
    return call(math.random, { n = random(0, 3), position(), position(), 1 })
  else return call(add_and_join, { n = 2, pick { "10", "0x1p4", "a", 3, " 5 " }, pick { 1, "2.5" } }) end
end

local function traversal_case()
  local t, keys = {}, { 1, 2, 3, 4, 0, -1, 1.5, -2.5, "a", "b", "ab", "", "A", true, false, 100, math.mininteger }
  for _ = 1, random(0, 14) do t[pick(keys)] = random(1, 9) end
  local clears, by_next, seen = chance(40), chance(50), {}
  local visit = function(k, v)
    seen[#seen + 1] = shown(k) .. "=" .. shown(v)
    if clears then t[k] = nil else t[k] = v + 1 end
  end
  if by_next then for k, v in next, t do visit(k, v) end else for k, v in pairs(t) do visit(k, v) end end
  local way = by_next and "next" or "pairs"
  calls[way] = (calls[way] or 0) + 1
  table.sort(seen)
  local left = 0
  for _ in pairs(t) do left = left + 1 end
  return { n = 3, table.concat(seen, " "), left, next(t) == nil }
end

local lines = {}
for i = 1, count do
  local before = state
  local kind = random(1, 20)
  local make = kind <= 12 and pattern_case or kind <= 16 and table_case or kind == 17 and sort_case
    or kind <= 19 and text_case or traversal_case
  lines[i] = before .. all_shown(make())
end
local counts = {}
for name, calls in pairs(calls) do counts[#counts + 1] = name .. "\t" .. calls end
table.sort(counts)
return table.concat(lines, "\n"), table.concat(counts, "\n")
