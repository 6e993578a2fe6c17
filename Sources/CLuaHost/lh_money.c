// Exact amounts as values. Their operators are installed by whoever knows currencies; equality needs no knowledge.
#include "lh_internal.h"

#include <string.h>

static char money_key;

void lh_push_money_metatable(lua_State *L) { lua_rawgetp(L, LUA_REGISTRYINDEX, &money_key); }

void lh_push_money(lua_State *L, lh_money value) {
  lh_money *money = lua_newuserdatauv(L, sizeof *money, 0);
  *money = value;
  money->currency[3] = 0;
  lh_push_money_metatable(L);
  lua_setmetatable(L, -2);
}

bool lh_read_money(lua_State *L, int32_t index, lh_money *out) {
  if (lua_type(L, index) != LUA_TUSERDATA || !lua_getmetatable(L, index)) return false;
  lh_push_money_metatable(L);
  bool same = lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  if (same) *out = *(lh_money *)lua_touserdata(L, index);
  return same;
}

static int equal(lua_State *L) {
  lh_money first, second;
  if (!lh_read_money(L, 1, &first) || !lh_read_money(L, 2, &second)) {
    lua_pushboolean(L, 0);
    return 1;
  }
  if (memcmp(first.currency, second.currency, sizeof first.currency) != 0) {
    return luaL_error(L,
      lh_say(L, "cannot compare money in %s with money in %s: convert one with fx.convert", "无法比较 %s 与 %s 金额：请先用 fx.convert 换算"),
      first.currency, second.currency);
  }
  lua_pushboolean(L, first.minor == second.minor);
  return 1;
}

void lh_install_money(lua_State *L) {
  lua_createtable(L, 0, 16);
  lua_pushcfunction(L, equal);
  lua_setfield(L, -2, "__eq");
  lua_pushboolean(L, 0);
  lua_setfield(L, -2, "__metatable");
  lua_pushliteral(L, "money");
  lua_setfield(L, -2, "__name");
  lua_rawsetp(L, LUA_REGISTRYINDEX, &money_key);
}
