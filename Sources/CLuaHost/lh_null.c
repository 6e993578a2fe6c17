// `null`: one value that stands for none in a table, where nil would leave nothing.
#include "lh_internal.h"

void lh_push_null(lua_State *L) { lua_pushlightuserdata(L, NULL); }

/// All light userdata share one metatable, and scripts meet no other.
void lh_install_null(lua_State *L) {
  lh_push_null(L);
  lua_createtable(L, 0, 2);
  lua_pushliteral(L, "null");
  lua_setfield(L, -2, "__name");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_setmetatable(L, -2);
  lua_pop(L, 1);
}
