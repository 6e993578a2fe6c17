// `require`: modules by name, from wherever the host finds them, each loaded once a run.
#include "lh_internal.h"

#include <ctype.h>

static char loader_key, loaded_key;

void lh_set_loader(lua_State *L, const lh_function *loader) {
  lh_push_function(L, loader);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &loader_key);
}

static int require(lua_State *L) {
  lua_settop(L, 1);
  size_t length;
  const char *name = luaL_checklstring(L, 1, &length);
  bool valid = length > 0 && length <= 200;
  for (size_t i = 0; i < length && valid; i++) {
    valid = islower((unsigned char)name[i]) || isdigit((unsigned char)name[i]) || name[i] == '_' || name[i] == '.';
  }
  if (!valid) {
    return luaL_error(L, lh_say(L, "require: '%s' is no module name: lower-case letters, digits, '_' and '.' only",
      "require：“%s”不是模块名，只能用小写字母、数字、“_”与“.”"), name);
  }
  lua_rawgetp(L, LUA_REGISTRYINDEX, &loaded_key);  // 2
  lua_pushvalue(L, 1);
  if (lua_rawget(L, 2) == LUA_TLIGHTUSERDATA) {
    return luaL_error(L, lh_say(L, "require: module '%s' requires itself", "require：模块“%s”循环引用了自己"), name);
  }
  if (!lua_isnil(L, -1)) return 1;
  lua_settop(L, 2);
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &loader_key) == LUA_TFUNCTION) {
    lua_pushvalue(L, 1);
    lua_call(L, 1, 2);
  } else {
    lua_pushnil(L);
  }
  lua_settop(L, 4);  // 3: source, 4: chunk name
  if (lua_type(L, 3) != LUA_TSTRING || lua_type(L, 4) != LUA_TSTRING) {
    return luaL_error(L, lh_say(L, "require: there is no module '%s'", "require：没有名为“%s”的模块"), name);
  }
  const char *text = lua_tolstring(L, 3, &length);
  lh_remember(L, text, length, lua_tostring(L, 4));
  int status = lh_load_text(L, text, length, lua_tostring(L, 4));
  if (status == LUA_ERRMEM) lh_of(L)->stop |= LH_STOP_MEMORY;
  lh_poll(L);
  if (status != LUA_OK) return lua_error(L);
  lua_pushvalue(L, 1);
  lua_pushlightuserdata(L, &loaded_key);
  lua_rawset(L, 2);
  lua_pushvalue(L, 1);
  // Protected, so that a module that failed may be required again.
  status = lua_pcall(L, 1, 1, 0);
  if (status == LUA_ERRMEM) lh_of(L)->stop |= LH_STOP_MEMORY;
  lh_poll(L);
  lua_pushvalue(L, 1);
  if (status != LUA_OK || lua_isnil(L, -2)) {
    status == LUA_OK ? lua_pushboolean(L, 1) : lua_pushnil(L);
  } else {
    lua_pushvalue(L, -2);
  }
  lua_rawset(L, 2);
  if (status != LUA_OK) return lua_error(L);
  lua_pushvalue(L, 1);
  lua_rawget(L, 2);
  return 1;
}

void lh_install_require(lua_State *L) {
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &loaded_key);
  lua_pushcfunction(L, require);
  lua_setglobal(L, "require");
}
