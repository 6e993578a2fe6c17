// Stock libraries in the place of the host's own; weak, so that those win where they are linked.
#include "lh_internal.h"

__attribute__((weak)) void lh_install_string(lua_State *L) {
  lua_pushcfunction(L, luaopen_string);
  lua_call(L, 0, 1);
  lua_pushnil(L);
  lua_setfield(L, -2, "dump");
  lua_pushliteral(L, "");
  lua_getmetatable(L, -1);
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 2);
  lua_setglobal(L, "string");
}

__attribute__((weak)) void lh_install_table(lua_State *L) {
  lua_pushcfunction(L, luaopen_table);
  lua_call(L, 0, 1);
  lua_setglobal(L, "table");
}

static int next(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  if (lua_next(L, 1)) return 2;
  lua_pushnil(L);
  return 1;
}

static int pairs(lua_State *L) {
  luaL_checkany(L, 1);
  if (luaL_getmetafield(L, 1, "__pairs") == LUA_TNIL) {
    lua_pushcfunction(L, next);
    lua_pushvalue(L, 1);
    lua_pushnil(L);
  } else {
    lua_pushvalue(L, 1);
    lua_call(L, 1, 3);
  }
  return 3;
}

__attribute__((weak)) void lh_install_pairs(lua_State *L) {
  lua_pushcfunction(L, next);
  lua_setglobal(L, "next");
  lua_pushcfunction(L, pairs);
  lua_setglobal(L, "pairs");
}
