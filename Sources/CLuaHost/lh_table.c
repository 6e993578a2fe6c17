// The table library: each element costs a poll, and no call walks more of them than memory could hold.
#include "lh_table.h"

#include "lh_sort.h"

#include <limits.h>

/// Whether the metatable on top has the field.
static bool has_metamethod(lua_State *L, const char *name) {
  lua_pushstring(L, name);
  const bool found = lua_rawget(L, -2) != LUA_TNIL;
  lua_pop(L, 1);
  return found;
}

lua_Integer lh_check_table(lua_State *L, int index, int needs) {
  if (lua_type(L, index) != LUA_TTABLE) {
    if (!lua_getmetatable(L, index)) luaL_checktype(L, index, LUA_TTABLE);
    if ((needs & LH_READABLE && !has_metamethod(L, "__index")) ||
        (needs & LH_WRITABLE && !has_metamethod(L, "__newindex")) ||
        (needs & LH_COUNTED && !has_metamethod(L, "__len")))
      luaL_checktype(L, index, LUA_TTABLE);
    lua_pop(L, 1);
  }
  return needs & LH_COUNTED ? luaL_len(L, index) : 0;
}

void lh_check_elements(lua_State *L, lua_Unsigned count) {
  if (count > lh_element_limit(lh_of(L))) luaL_error(L, "too many elements");
}

/// MAY RAISE, may run metamethods. `target[to] = source[from]`
static void copy_element(lua_State *L, int source, lua_Integer from, int target, lua_Integer to) {
  lh_poll(L);
  lua_geti(L, source, from);
  lua_seti(L, target, to);
}

static int table_insert(lua_State *L) {
  const lua_Integer length = lh_check_table(L, 1, LH_READABLE | LH_WRITABLE | LH_COUNTED);
  const lua_Integer end = (lua_Integer)((lua_Unsigned)length + 1);  // Wraps, as Lua's own does.
  lua_Integer position = end;
  const int arguments = lua_gettop(L);
  if (arguments == 3) {
    position = luaL_checkinteger(L, 2);
    luaL_argcheck(L, (lua_Unsigned)position - 1 < (lua_Unsigned)end, 2, "position out of bounds");
    lh_check_elements(L, (lua_Unsigned)end - (lua_Unsigned)position);
    for (lua_Integer i = end; i > position; i--) copy_element(L, 1, i - 1, 1, i);
  } else if (arguments != 2) {
    return luaL_error(L, "wrong number of arguments to 'insert'");
  }
  lua_seti(L, 1, position);
  return 0;
}

static int table_remove(lua_State *L) {
  const lua_Integer length = lh_check_table(L, 1, LH_READABLE | LH_WRITABLE | LH_COUNTED);
  lua_Integer position = luaL_optinteger(L, 2, length);
  // The place after the last one is allowed; so is 0 when the length is.
  if (position != length)
    luaL_argcheck(L, (lua_Unsigned)position - 1 <= (lua_Unsigned)length, 1, "position out of bounds");
  if (position < length) lh_check_elements(L, (lua_Unsigned)length - (lua_Unsigned)position);
  lua_geti(L, 1, position);
  for (; position < length; position++) copy_element(L, 1, position + 1, 1, position);
  lua_pushnil(L);
  lua_seti(L, 1, position);
  return 1;
}

static int table_move(lua_State *L) {
  const lua_Integer first = luaL_checkinteger(L, 2);
  const lua_Integer last = luaL_checkinteger(L, 3);
  const lua_Integer to = luaL_checkinteger(L, 4);
  const int target = lua_isnoneornil(L, 5) ? 1 : 5;
  lh_check_table(L, 1, LH_READABLE);
  lh_check_table(L, target, LH_WRITABLE);
  if (last >= first) {
    luaL_argcheck(L, first > 0 || last < LUA_MAXINTEGER + first, 3, "too many elements to move");
    const lua_Integer count = last - first + 1;
    luaL_argcheck(L, to <= LUA_MAXINTEGER - count + 1, 4, "destination wrap around");
    // Forwards unless that would overwrite what is still to be read.
    const bool forwards = to > last || to <= first || (target != 1 && !lua_compare(L, 1, target, LUA_OPEQ));
    for (lua_Integer i = 0; i < count; i++) {
      const lua_Integer offset = forwards ? i : count - 1 - i;
      copy_element(L, 1, first + offset, target, to + offset);
      lh_check_elements(L, (lua_Unsigned)i);
    }
  }
  lua_pushvalue(L, target);
  return 1;
}

/// MAY RAISE, may run metamethods.
static void add_element(lua_State *L, luaL_Buffer *buffer, lua_Integer i) {
  lh_poll(L);
  lua_geti(L, 1, i);
  if (!lua_isstring(L, -1))
    luaL_error(L, "invalid value (%s) at index %I in table for 'concat'", luaL_typename(L, -1), (LUAI_UACINT)i);
  luaL_addvalue(buffer);
}

static int table_concat(lua_State *L) {
  const lua_Integer length = lh_check_table(L, 1, LH_READABLE | LH_COUNTED);
  size_t separator_length;
  const char *const separator = luaL_optlstring(L, 2, "", &separator_length);
  const lua_Integer first = luaL_optinteger(L, 3, 1);
  const lua_Integer last = luaL_optinteger(L, 4, length);
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  lua_Unsigned count = 0;
  for (lua_Integer i = first; i <= last; i++) {
    if (count > 0) luaL_addlstring(&buffer, separator, separator_length);
    lh_check_elements(L, ++count);
    add_element(L, &buffer, i);
    if (i == LUA_MAXINTEGER) break;
  }
  luaL_pushresult(&buffer);
  return 1;
}

static int table_pack(lua_State *L) {
  const int count = lua_gettop(L);
  lua_createtable(L, count, 1);
  lua_insert(L, 1);
  for (int i = count; i >= 1; i--) lua_rawseti(L, 1, i);
  lua_pushinteger(L, count);
  lua_setfield(L, 1, "n");
  return 1;
}

static int table_unpack(lua_State *L) {
  const lua_Integer first = luaL_optinteger(L, 2, 1);
  const lua_Integer last = luaL_opt(L, luaL_checkinteger, 3, luaL_len(L, 1));
  if (first > last) return 0;
  const lua_Unsigned steps = (lua_Unsigned)last - (lua_Unsigned)first;
  if (steps >= INT_MAX || !lua_checkstack(L, (int)steps + 1)) return luaL_error(L, "too many results to unpack");
  for (lua_Unsigned i = 0; i <= steps; i++) {
    lh_poll(L);
    lua_geti(L, 1, first + (lua_Integer)i);
  }
  return (int)steps + 1;
}

void lh_install_table(lua_State *L) {
  static const luaL_Reg functions[] = {
    {"insert", table_insert}, {"remove", table_remove}, {"move", table_move},     {"concat", table_concat},
    {"pack", table_pack},     {"unpack", table_unpack}, {"sort", lh_table_sort}, {NULL, NULL},
  };
  luaL_newlib(L, functions);
  lua_setglobal(L, "table");
}
