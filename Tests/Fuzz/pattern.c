// find, match, gmatch and gsub on any pattern, subject and replacement, beside stock Lua.
#include "pair.h"

static const char chunk[] =
  "local function shown(value)\n"
  "  return type(value) == 'string' and ('%q'):format(value) or tostring(value)\n"
  "end\n"
  "local function all(...)\n"
  "  local out = {}\n"
  "  for i = 1, select('#', ...) do out[i] = shown((select(i, ...))) end\n"
  "  return table.concat(out, ' ')\n"
  "end\n"
  "local function each(subject, pattern, start)\n"
  "  local out = {}\n"
  "  for a, b, c in subject:gmatch(pattern, start) do\n"
  "    out[#out + 1] = all(a, b, c)\n"
  "    if #out == 50 then break end\n"
  "  end\n"
  "  return table.concat(out, ',')\n"
  "end\n"
  "local words = setmetatable({}, { __index = function(_, key) return #tostring(key) % 3 > 0 and key end })\n"
  "return function(subject, pattern, replacement, start, most)\n"
  "  local out = {\n"
  "    all(pcall(function() return string.find(subject, pattern, start) end)),\n"
  "    all(pcall(function() return string.find(subject, pattern, start, true) end)),\n"
  "    all(pcall(function() return string.match(subject, pattern, start) end)),\n"
  "    all(pcall(function() return each(subject, pattern, start) end)),\n"
  "    all(pcall(function() return string.gsub(subject, pattern, replacement, most) end)),\n"
  "    all(pcall(function() return string.gsub(subject, pattern, words, most) end)),\n"
  "    all(pcall(function() return string.gsub(subject, pattern, function(a, b) return b or a end) end)),\n"
  "  }\n"
  "  return table.concat(out, '\\n')\n"
  "end\n";

/// Two bytes say where to start and how often to replace, two how long pattern and replacement are; the rest follows.
static int push(lua_State *L, const uint8_t *data, size_t size) {
  const char *text = (const char *)data + 4;
  size_t left = size - 4, pattern = data[2] < left ? data[2] : left;
  size_t replacement = data[3] % 32 < left - pattern ? data[3] % 32 : left - pattern;
  lua_pushlstring(L, text + pattern + replacement, left - pattern - replacement);
  lua_pushlstring(L, text, pattern);
  lua_pushlstring(L, text + pattern, replacement);
  lua_pushinteger(L, (int8_t)data[0]);
  if (data[1] > 99) {
    lua_pushnil(L);
  } else {
    lua_pushinteger(L, (lua_Integer)data[1] - 2);
  }
  return 5;
}

int LLVMFuzzerInitialize(int *count, char ***words) {
  (void)count, (void)words;
  pair_open(chunk);
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size >= 4) pair_compare(push, data, size);
  return 0;
}
