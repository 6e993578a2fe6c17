// The functions of strings that read a format or a count, with arguments of every type, beside stock Lua.
#include "pair.h"

#include <string.h>

// No address is shown: values that have one have a text of their own, and what shows it is no conversion.
static const char chunk[] =
  "local function shown(value)\n"
  "  return type(value) == 'string' and ('%q'):format(value) or math.type(value) and ('%q'):format(value)\n"
  "    or tostring(value)\n"
  "end\n"
  "local function all(...)\n"
  "  local out = {}\n"
  "  for i = 1, select('#', ...) do out[i] = shown((select(i, ...))) end\n"
  "  return table.concat(out, ' ')\n"
  "end\n"
  "local function repeated(text, count, separator)\n"
  "  local unit = math.max(1, #tostring(text) + #tostring(separator or ''))\n"
  "  if (math.tointeger(tonumber(count or 0) or 0) or 0) > (1 << 16) // unit then return 'much' end\n"
  "  return string.rep(text, count, separator)\n"
  "end\n"
  "local function formatted(format, ...)\n"
  "  if type(format) == 'string' and format:find('%%[-+ #0-9.]*p') then return 'an address' end\n"
  "  return string.format(format, ...)\n"
  "end\n"
  "local functions = {\n"
  "  formatted, string.pack, string.unpack, string.packsize, repeated, string.sub, string.byte, string.char,\n"
  "  string.upper, string.lower, string.reverse, string.len, utf8.char, utf8.codepoint, utf8.len, utf8.offset, tonumber,\n"
  "  tostring, math.tointeger, select, table.concat, table.unpack, string.format,\n"
  "}\n"
  "local named = setmetatable({}, { __tostring = function() return 'named' end, __name = 'name' })\n"
  "return function(number, ...)\n"
  "  local f = functions[number % (#functions - 1) + 1]\n"
  "  for i = 1, select('#', ...) do\n"
  "    local argument = select(i, ...)\n"
  "    if type(argument) == 'table' then setmetatable(argument, getmetatable(named)) end\n"
  "  end\n"
  "  for i = 1, select('#', ...) do\n"
  "    if select(i, ...) == true then\n"
  "      local values = { ... }\n"
  "      values[i] = named\n"
  "      return all(pcall(function(...) return f(...) end, table.unpack(values, 1, select('#', ...))))\n"
  "    end\n"
  "  end\n"
  "  return all(pcall(function(...) return f(...) end, ...))\n"
  "end\n";

/// A byte for the function, then a byte for the kind of each argument but the last text, which is what is left.
static int push(lua_State *L, const uint8_t *data, size_t size) {
  static const lua_Integer edges[] = {LUA_MAXINTEGER, LUA_MININTEGER, 1 << 30, -1, 0, 99, 100, 16, 17, 0x10FFFF};
  const uint8_t *end = data + size;
  lua_pushinteger(L, *data++);
  // The first argument is the text that follows: a format, mostly.
  size_t length = data < end ? *data++ % 64 : 0;
  if (length > (size_t)(end - data)) length = (size_t)(end - data);
  lua_pushlstring(L, (const char *)data, length);
  data += length;
  int count = 2;
  while (data < end && count < 12) {
    uint8_t kind = *data++;
    union {
      double number;
      int64_t integer;
      char bytes[8];
    } value = {.integer = 0};
    size_t room = (size_t)(end - data), taken = kind % 8 < 3 ? 0 : room < 8 ? room : 8;
    if (kind % 8 == 4 && taken > 1) taken = 1;
    memcpy(value.bytes, data, taken);
    data += taken;
    count++;
    switch (kind % 8) {
    case 0: lua_pushnil(L); break;
    case 1: lua_pushboolean(L, kind & 8); break;
    case 2: lua_pushinteger(L, edges[kind / 8 % (sizeof edges / sizeof *edges)]); break;
    case 3: lua_pushinteger(L, value.integer); break;
    case 4: lua_pushinteger(L, (int8_t)value.integer); break;
    case 5: lua_pushnumber(L, value.number); break;
    case 6: lua_pushlstring(L, value.bytes, taken); break;
    default:
      lua_createtable(L, 2, 0);
      lua_pushlstring(L, value.bytes, taken);
      lua_rawseti(L, -2, 1);
      lua_pushinteger(L, (int8_t)value.integer);
      lua_rawseti(L, -2, 2);
    }
  }
  return count;
}

int LLVMFuzzerInitialize(int *count, char ***words) {
  (void)count, (void)words;
  pair_open(chunk);
  return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size > 0) pair_compare(push, data, size);
  return 0;
}
