// Reading and writing the stack for Swift.
#include "lh_internal.h"

#include <string.h>

const char *lh_type_name(lua_State *L, int32_t index) {
  int type = lua_type(L, index);
  if (type == LUA_TNONE) return "nil";
  if (type == LUA_TLIGHTUSERDATA) return "null";
  if (type == LUA_TUSERDATA && lua_getmetatable(L, index)) {
    lua_pushliteral(L, "__name");
    const char *name = lua_rawget(L, -2) == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
    lua_pop(L, 2);
    if (name) return name;  // anchored by the metatable, which the registry holds
  }
  return lua_typename(L, type);
}

int32_t lh_absolute(lua_State *L, int32_t index) { return lua_absindex(L, index); }

lh_integer lh_read_integral(lua_State *L, int32_t index) {
  int exact = 0;
  lua_Integer value = lua_type(L, index) == LUA_TNUMBER ? lua_tointegerx(L, index, &exact) : 0;
  return (lh_integer){value, exact};
}

const void *lh_identity(lua_State *L, int32_t index) { return lua_topointer(L, index); }

int64_t lh_raw_length(lua_State *L, int32_t index) {
  // The length that a script sees, also of a read-only view.
  if (!lh_push_behind(L, index)) return (int64_t)lua_rawlen(L, index);
  int64_t length = (int64_t)lua_rawlen(L, -1);
  lua_pop(L, 1);
  return length;
}

bool lh_reserve(lua_State *L, int32_t slots) { return lua_checkstack(L, slots); }

void lh_push_copy(lua_State *L, int32_t index) { lua_pushvalue(L, index); }

void lh_pop(lua_State *L, int32_t count) { lua_pop(L, count); }

void lh_replace(lua_State *L, int32_t index) { lua_replace(L, index); }

void lh_insert(lua_State *L, int32_t index) { lua_insert(L, index); }

void lh_new_table(lua_State *L, int32_t array, int32_t hash) { lua_createtable(L, array, hash); }

void lh_set_field(lua_State *L, int32_t table, const void *key, size_t length) {
  table = lua_absindex(L, table);
  lua_pushlstring(L, key, length);
  lua_insert(L, -2);
  lua_rawset(L, table);
}

void lh_set_index(lua_State *L, int32_t table, int64_t position) { lua_rawseti(L, table, position); }

int32_t lh_get_index(lua_State *L, int32_t table, int64_t position) { return lua_rawgeti(L, table, position); }

int32_t lh_get_field(lua_State *L, int32_t table, const void *key, size_t length) {
  table = lua_absindex(L, table);
  lua_pushlstring(L, key, length);
  return lua_rawget(L, table);
}

/// lua_next raises on a key that is not in the table: hence the protection.
static int next(lua_State *L) { return lua_next(L, 1) ? 2 : 0; }

bool lh_next(lua_State *L, int32_t table) {
  table = lua_absindex(L, table);
  int base = lua_gettop(L) - 1;
  lua_pushcfunction(L, next);
  lua_pushvalue(L, table);
  lua_pushvalue(L, base + 1);
  if (lua_pcall(L, 2, LUA_MULTRET, 0) != LUA_OK || lua_gettop(L) != base + 3) {
    lua_settop(L, base);
    return false;
  }
  lua_remove(L, base + 1);
  return true;
}

int32_t lh_read_numbers(lua_State *L, int32_t index, lh_named_number *fields, int32_t most) {
  if (lua_type(L, index) != LUA_TTABLE || !lua_checkstack(L, 2)) return -1;
  index = lua_absindex(L, index);
  int base = lua_gettop(L);
  int32_t count = 0;
  // Each key is the one that lua_next gave, and nothing runs in between: it does not raise.
  for (lua_pushnil(L); lua_next(L, index); lua_pop(L, 1)) {
    if (count == most || lua_type(L, -2) != LUA_TSTRING || lua_type(L, -1) != LUA_TNUMBER) {
      lua_settop(L, base);
      return -1;
    }
    lh_named_number *field = &fields[count++];
    field->name.start = lua_tolstring(L, -2, &field->name.count);
    field->value = lua_tonumber(L, -1);
  }
  return count;
}

int32_t lh_anchor(lua_State *L) { return luaL_ref(L, LUA_REGISTRYINDEX); }

void lh_push_anchored(lua_State *L, int32_t anchor) { lua_rawgeti(L, LUA_REGISTRYINDEX, anchor); }

void lh_release_anchor(lua_State *L, int32_t anchor) { luaL_unref(L, LUA_REGISTRYINDEX, anchor); }
