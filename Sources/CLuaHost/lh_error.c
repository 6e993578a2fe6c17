// Errors of the host as Lua values: a code that scripts may compare, a message, the position where it was raised.
#include "lh_internal.h"

#include <string.h>

enum { CODE = 1, MESSAGE, POSITION };

static char error_key;

void lh_push_error(lua_State *L, const void *code, size_t code_length, const void *message, size_t message_length) {
  lua_newuserdatauv(L, 0, 3);
  lua_pushlstring(L, code, code_length);
  lua_setiuservalue(L, -2, CODE);
  lua_pushlstring(L, message, message_length);
  lua_setiuservalue(L, -2, MESSAGE);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &error_key);
  lua_setmetatable(L, -2);
}

bool lh_is_error(lua_State *L, int index) {
  if (lua_type(L, index) != LUA_TUSERDATA || !lua_getmetatable(L, index)) return false;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &error_key);
  bool same = lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  return same;
}

bool lh_push_error_parts(lua_State *L, int32_t index) {
  if (!lh_is_error(L, index)) return false;
  index = lua_absindex(L, index);
  lua_getiuservalue(L, index, CODE);
  lua_getiuservalue(L, index, MESSAGE);
  return true;
}

void lh_place_error(lua_State *L, int index) {
  if (!lh_is_error(L, index)) return;
  index = lua_absindex(L, index);
  bool placed = lua_getiuservalue(L, index, POSITION) == LUA_TSTRING;
  lua_pop(L, 1);
  lua_Debug record;
  for (int level = 1; !placed && level < 10 && lua_getstack(L, level, &record); level++) {
    lua_getinfo(L, "Sl", &record);
    if (record.currentline <= 0) continue;
    lua_pushfstring(L, "%s:%d: ", record.short_src, record.currentline);
    lua_setiuservalue(L, index, POSITION);
    placed = true;
  }
}

/// Pushes position and message as one string.
static void push_text(lua_State *L, int index) {
  index = lua_absindex(L, index);
  if (lua_getiuservalue(L, index, POSITION) != LUA_TSTRING) {
    lua_pop(L, 1);
    lua_pushliteral(L, "");
  }
  lua_getiuservalue(L, index, MESSAGE);
  lua_concat(L, 2);
}

static int to_text(lua_State *L) {
  push_text(L, 1);
  return 1;
}

static int get_field(lua_State *L) {
  const char *key = lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : "";
  if (strcmp(key, "code") == 0) return lua_getiuservalue(L, 1, CODE), 1;
  if (strcmp(key, "message") == 0) return lua_getiuservalue(L, 1, MESSAGE), 1;
  if (strcmp(key, "position") == 0) return lua_getiuservalue(L, 1, POSITION), 1;
  return luaL_error(L, lh_say(L, "an error has code, message and position; no '%s'", "错误值只有 code、message 与 position，没有“%s”"),
    lh_tostring(L, 2, NULL));
}

void lh_install_errors(lua_State *L) {
  static const luaL_Reg metamethods[] = {{"__index", get_field}, {"__tostring", to_text}, {NULL, NULL}};
  luaL_newlib(L, metamethods);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pushliteral(L, "error");
  lua_setfield(L, -2, "__name");
  lua_rawsetp(L, LUA_REGISTRYINDEX, &error_key);
}
