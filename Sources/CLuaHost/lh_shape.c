// Tables that scripts are given and that answer to the names they may have: any other is an error, never a silent nil.
#include "lh_internal.h"

#include <string.h>

static char shapes_key;

const char *lh_nearest_key(lua_State *L, int names, const char *name, size_t length) {
  const char *meant = NULL;
  int32_t best = lh_suggest_start(length);
  for (lua_pushnil(L); lua_next(L, names); lua_pop(L, 1)) {
    size_t size;
    const char *candidate = lua_type(L, -2) == LUA_TSTRING ? lua_tolstring(L, -2, &size) : NULL;
    int32_t bound = meant ? best + 1 : best;
    if (!candidate || !lh_nearer(name, length, candidate, size, &bound)) continue;
    if (meant && bound == best && strcmp(candidate, meant) > 0) continue;
    best = bound;
    meant = candidate;
  }
  return meant;
}

/// Only the interpreter calls it, with the table first and a name that is not in it.
static int miss(lua_State *L) {
  if (lua_type(L, 2) != LUA_TSTRING) return 0;
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(2)) != LUA_TNIL) return 0;
  size_t length;
  const char *name = lua_tolstring(L, 2, &length), *of = lua_tostring(L, lua_upvalueindex(1));
  const char *meant = lh_nearest_key(L, lua_upvalueindex(2), name, length);
  if (!meant) return luaL_error(L, lh_say(L, "%s has no field '%s'", "%s 没有字段“%s”"), of, name);
  return luaL_error(L, lh_say(L, "%s has no field '%s' (did you mean '%s'?)", "%s 没有字段“%s”（是否想写“%s”？）"), of,
    name, meant);
}

/// Pushes the metatable of a shape: what stands in the first line has the names of the others.
static void push_metatable(lua_State *L, const char *shape, size_t length) {
  const char *end = shape + length;
  lua_createtable(L, 0, 2);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  const char *stop = memchr(shape, '\n', (size_t)(end - shape));
  if (!stop) stop = end;
  lua_pushlstring(L, shape, (size_t)(stop - shape));
  lua_createtable(L, 0, 8);
  while (stop < end) {
    const char *start = stop + 1;
    stop = memchr(start, '\n', (size_t)(end - start));
    if (!stop) stop = end;
    lua_pushlstring(L, start, (size_t)(stop - start));
    lua_pushboolean(L, 1);
    lua_rawset(L, -3);
  }
  lua_pushlstring(L, shape, length);
  lua_pushcclosure(L, miss, 3);
  lua_setfield(L, -2, "__index");
}

void lh_set_shape(lua_State *L, int64_t number, const char *shape, size_t length) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &shapes_key) != LUA_TTABLE) {
    lua_pop(L, 1);
    lua_createtable(L, 0, 8);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &shapes_key);
  }
  if (lua_rawgeti(L, -1, number) == LUA_TNIL) {
    lua_pop(L, 1);
    // A shape that is declared again, as a definition is in every line of a session, is the same to a script.
    lua_pushlstring(L, shape, length);
    if (lua_rawget(L, -2) == LUA_TNIL) {
      lua_pop(L, 1);
      push_metatable(L, shape, length);
      lua_pushlstring(L, shape, length);
      lua_pushvalue(L, -2);
      lua_rawset(L, -4);
    }
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, number);
  }
  // The table, the shapes, the shape's metatable.
  lua_setmetatable(L, -3);
  lua_pop(L, 1);
}

lh_bytes lh_shape_of(lua_State *L, int32_t index) {
  lh_bytes shape = {NULL, 0};
  if (lua_type(L, index) != LUA_TTABLE || !lua_checkstack(L, 4) || !lua_getmetatable(L, index)) return shape;
  int top = lua_gettop(L) - 1;
  lua_pushliteral(L, "__index");
  lua_rawget(L, -2);
  if (lua_tocfunction(L, -1) == miss && lua_getupvalue(L, -1, 3)) shape.start = lua_tolstring(L, -1, &shape.count);
  lua_settop(L, top);
  return shape;
}
