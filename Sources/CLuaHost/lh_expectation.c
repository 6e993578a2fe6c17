// What `expect(value)` returns in a test: the value under a name of its own, with the functions of the module `expect` as
// methods, and `never`, which turns what they expect round.
#include "lh_internal.h"

#include <string.h>

static char expectation_key;

static bool is_expectation(lua_State *L, int index) {
  if (lua_type(L, index) != LUA_TUSERDATA || !lua_getmetatable(L, index)) return false;
  bool same = lua_rawgetp(L, LUA_REGISTRYINDEX, &expectation_key) == LUA_TTABLE && lua_rawequal(L, -1, -2);
  lua_pop(L, 2);
  return same;
}

typedef struct expectation {
  int64_t number;
  bool is_never;
} expectation;

void lh_push_expectation(lua_State *L, int32_t value, bool is_never, int64_t number) {
  value = lua_absindex(L, value);
  *(expectation *)lua_newuserdatauv(L, sizeof(expectation), 1) = (expectation){number, is_never};
  lua_pushvalue(L, value);
  lua_setiuservalue(L, -2, 1);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &expectation_key);
  lua_setmetatable(L, -2);
}

int32_t lh_push_expected(lua_State *L, int32_t index) {
  if (!is_expectation(L, index)) return LH_NONE;
  bool is_never = ((expectation *)lua_touserdata(L, index))->is_never;
  lua_getiuservalue(L, index, 1);
  return is_never;
}

int64_t lh_expectation_number(lua_State *L, int32_t index) {
  return is_expectation(L, index) ? ((expectation *)lua_touserdata(L, index))->number : 0;
}

/// The expectation that a name may mean, by what libraries elsewhere call it, else the nearest; NULL where none is near. It
/// lives as long as the module.
static const char *nearest(lua_State *L, const char *name) {
  lua_pushstring(L, name);
  if (lua_rawget(L, lua_upvalueindex(2)) == LUA_TSTRING) return lua_tostring(L, -1);
  return lh_nearest_key(L, lua_upvalueindex(1), name, strlen(name));
}

/// `expectation.name`: `never`, or a function of the module that is the first upvalue; the second has its other names.
static int get(lua_State *L) {
  lua_settop(L, 2);
  if (!is_expectation(L, 1)) return luaL_argerror(L, 1, "expectation expected");
  const char *name = lh_tostring(L, 2, NULL);
  if (lua_type(L, 2) == LUA_TSTRING && strcmp(name, "never") == 0) {
    int32_t is_never = lh_push_expected(L, 1);
    lh_push_expectation(L, -1, !is_never, lh_expectation_number(L, 1));
    return 1;
  }
  lua_pushvalue(L, 2);
  if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) return 1;
  const char *meant = nearest(L, name);
  if (meant) {
    return luaL_error(
        L, lh_say(L, "there is no expectation '%s': did you mean '%s'?", "没有名为“%s”的断言：是否想写“%s”？"), name, meant);
  }
  return luaL_error(L, lh_say(L, "there is no expectation '%s': see help(expect)", "没有名为“%s”的断言：见 help(expect)"), name);
}

void lh_install_expectations(lua_State *L, int32_t module, int32_t other_names) {
  module = lua_absindex(L, module);
  other_names = lua_absindex(L, other_names);
  lua_createtable(L, 0, 3);
  if (!lh_push_behind(L, module)) lua_pushvalue(L, module);
  lua_pushvalue(L, other_names);
  lua_pushcclosure(L, get, 2);
  lh_set_field(L, -2, "__index", 7);
  lua_pushboolean(L, 0);
  lh_set_field(L, -2, "__metatable", 11);
  lua_pushliteral(L, "expectation");
  lh_set_field(L, -2, "__name", 6);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &expectation_key);
}

bool lh_are_same(lua_State *L, int32_t first, int32_t second) { return lua_rawequal(L, first, second); }

lh_place lh_caller_place(lua_State *L) {
  lua_Debug record;
  for (int level = 1; lua_getstack(L, level, &record); level++) {
    lua_getinfo(L, "Sl", &record);
    if (record.currentline <= 0) continue;
    const char *name = record.source;
    return (lh_place){*name == '@' || *name == '=' ? name + 1 : name, record.currentline};
  }
  return (lh_place){NULL, 0};
}

lh_place lh_function_place(lua_State *L, int32_t index) {
  if (lua_type(L, index) != LUA_TFUNCTION) return (lh_place){NULL, 0};
  lua_Debug record;
  lua_pushvalue(L, index);
  lua_getinfo(L, ">S", &record);
  if (record.linedefined <= 0) return (lh_place){NULL, 0};
  const char *name = record.source;
  return (lh_place){*name == '@' || *name == '=' ? name + 1 : name, record.linedefined};
}
