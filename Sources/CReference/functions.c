#include "CReference.h"

#include <lauxlib.h>
#include <lua.h>

static int nothing(lua_State *L) {
  (void)L;
  return 0;
}

static int add(lua_State *L) {
  lua_pushinteger(L, luaL_checkinteger(L, 1) + luaL_checkinteger(L, 2));
  return 1;
}

static int length(lua_State *L) {
  size_t count;
  luaL_checklstring(L, 1, &count);
  lua_pushinteger(L, (lua_Integer)count);
  return 1;
}

static int echo(lua_State *L) {
  size_t count;
  const char *text = luaL_checklstring(L, 1, &count);
  lua_pushlstring(L, text, count);
  return 1;
}

void reference_install(lua_State *L) {
  lua_pushcfunction(L, nothing);
  lua_setglobal(L, "reference_nothing");
  lua_pushcfunction(L, add);
  lua_setglobal(L, "reference_add");
  lua_pushcfunction(L, length);
  lua_setglobal(L, "reference_length");
  lua_pushcfunction(L, echo);
  lua_setglobal(L, "reference_echo");
}
