// `require`: modules by name, from wherever the host finds them. Each loader has its names, and the state each file once, for
// as long as the file's text stays the same. Definitions that the host asks for are loaded apart, with what they require,
// and with globals that no script can change.
#include "lh_internal.h"

#include <ctype.h>
#include <string.h>

static char loader_key, files_key, loaded_key, texts_key, defined_key, closer_key, globals_key;

void lh_set_loader(lua_State *L, const lh_function *loader) {
  lh_push_function(L, loader);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &loader_key);
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &files_key);
  // What another loader found to define may be in force no more; globals of definitions are those of the start.
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &defined_key);
  bool has_globals = lua_rawgetp(L, LUA_REGISTRYINDEX, &globals_key) == LUA_TTABLE;
  lua_pop(L, 1);
  if (has_globals) return;
  lua_newtable(L);
  lua_pushglobaltable(L);
  for (lua_pushnil(L); lua_next(L, -2); lua_pop(L, 1)) {
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -2);
    lua_rawset(L, -6);
  }
  lua_pop(L, 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &globals_key);
}

static int require_apart(lua_State *L);

/// Gives the function on top globals of its own, over those that the state began with.
static void set_own_globals(lua_State *L) {
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lh_set_field(L, -2, "_G", 2);
  lua_pushcfunction(L, require_apart);
  lh_set_field(L, -2, "require", 7);
  lua_createtable(L, 0, 2);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &globals_key);
  lh_set_field(L, -2, "__index", 7);
  lua_pushboolean(L, 0);
  lh_set_field(L, -2, "__metatable", 11);
  lua_setmetatable(L, -2);
  lua_setupvalue(L, -2, 1);
}

/// Parts between dots, none of them empty.
static bool is_module_name(const char *name, size_t length) {
  bool begins = true;
  for (size_t i = 0; i < length; i++) {
    bool is_dot = name[i] == '.';
    if (is_dot ? begins : !(islower((unsigned char)name[i]) || isdigit((unsigned char)name[i]) || name[i] == '_')) {
      return false;
    }
    begins = is_dot;
  }
  return !begins && length <= 200;
}

/// Raises for a module that is being loaded: the modules on the way, which the list at `loaded` holds, from it to itself.
static int raise_circle(lua_State *L, int loaded, const char *name) {
  lua_Integer count = (lua_Integer)lua_rawlen(L, loaded), at = count;
  for (; at > 1; at--) {
    lua_rawgeti(L, loaded, at);
    bool is_found = strcmp(lua_tostring(L, -1), name) == 0;
    lua_pop(L, 1);
    if (is_found) break;
  }
  luaL_Buffer way;
  luaL_buffinit(L, &way);
  for (; at <= count; at++) {
    lua_rawgeti(L, loaded, at);
    luaL_addvalue(&way);
    luaL_addstring(&way, " → ");
  }
  luaL_addstring(&way, name);
  luaL_pushresult(&way);
  return luaL_error(L, lh_say(L, "require: modules require each other in a circle: %s", "require：模块循环引用：%s"),
    lua_tostring(L, -1));
}

/// Pushes what the cache at 2 has for the file on top, and removes the file; nil where it has nothing.
static int push_loaded(lua_State *L) {
  // `null` is light userdata as well.
  if (lua_rawget(L, 2) == LUA_TLIGHTUSERDATA && lua_touserdata(L, -1) == &loaded_key) return raise_circle(L, 2, lua_tostring(L, 1));
  return lua_type(L, -1);
}

/// Notes the text at 3 as that of the file at 4; whether it was so before.
static bool note_text(lua_State *L) {
  lua_rawgetp(L, LUA_REGISTRYINDEX, &texts_key);
  lua_pushvalue(L, 4);
  lua_rawget(L, 5);
  bool is_same = lua_rawequal(L, 6, 3);
  lua_pushvalue(L, 4);
  lua_pushvalue(L, 3);
  lua_rawset(L, 5);
  lua_settop(L, 4);
  return is_same;
}

/// Loads the module of the name at 1: for scripts, or apart from them.
static int load_module(lua_State *L, const void *cache) {
  size_t length;
  lua_rawgetp(L, LUA_REGISTRYINDEX, cache);  // 2
  lua_rawgetp(L, LUA_REGISTRYINDEX, &files_key);
  lua_pushvalue(L, 1);
  if (lua_rawget(L, 3) != LUA_TNIL && push_loaded(L) != LUA_TNIL) return 1;
  lua_settop(L, 2);
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &loader_key) == LUA_TFUNCTION) {
    lua_pushvalue(L, 1);
    lua_call(L, 1, 2);
  } else {
    lua_pushnil(L);
  }
  lua_settop(L, 4);  // 3: source, 4: chunk name
  if (lua_type(L, 3) != LUA_TSTRING || lua_type(L, 4) != LUA_TSTRING) {
    return luaL_error(L, lh_say(L, "require: there is no module '%s'", "require：没有名为“%s”的模块"), lua_tostring(L, 1));
  }
  lua_rawgetp(L, LUA_REGISTRYINDEX, &files_key);
  lua_pushvalue(L, 1);
  lua_pushvalue(L, 4);
  lua_rawset(L, 5);
  lua_settop(L, 4);
  // Definitions are forgotten with their loader.
  if (cache == &defined_key || note_text(L)) {
    lua_pushvalue(L, 4);
    if (push_loaded(L) != LUA_TNIL) return 1;
    lua_settop(L, 4);
  }
  // What another text gave is not the module's any more, whether or not this one loads.
  lua_pushvalue(L, 4);
  lua_pushnil(L);
  lua_rawset(L, 2);
  const char *text = lua_tolstring(L, 3, &length);
  lh_remember(L, text, length, lua_tostring(L, 4));
  int status = lh_load_text(L, text, length, lua_tostring(L, 4));
  if (status == LUA_ERRMEM) lh_of(L)->stop |= LH_STOP_MEMORY;
  lh_poll(L);
  if (status != LUA_OK) return lua_error(L);
  if (cache == &defined_key) set_own_globals(L);
  lua_pushvalue(L, 4);
  lua_pushlightuserdata(L, &loaded_key);
  lua_rawset(L, 2);
  lua_pushvalue(L, 1);
  lua_rawseti(L, 2, (lua_Integer)lua_rawlen(L, 2) + 1);
  // Not protected, so that a failure is written down while the module's frames stand: what must follow is closed over.
  lua_createtable(L, 2, 0);
  lua_pushvalue(L, 4);
  lua_rawseti(L, -2, 1);
  lua_pushvalue(L, 2);
  lua_rawseti(L, -2, 2);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &closer_key);
  lua_setmetatable(L, -2);
  lua_toclose(L, -1);
  lua_pushvalue(L, 5);
  lua_pushvalue(L, 1);
  lua_call(L, 1, 1);
  if (lua_isnil(L, -1)) lua_pushboolean(L, 1);
  lua_pushvalue(L, 4);
  lua_pushvalue(L, -2);
  lua_rawset(L, 2);
  return 1;
}

static int require_from(lua_State *L, const void *cache) {
  lua_settop(L, 1);
  size_t length;
  const char *name = lua_tolstring(L, 1, &length);
  if (name == NULL) {
    return luaL_error(L, lh_say(L, "require: a module's name is needed, such as require \"lib.rates\"; got %s",
      "require：需要模块名，例如 require \"lib.rates\"；收到的是 %s"), luaL_typename(L, 1));
  }
  if (!is_module_name(name, length)) {
    return luaL_error(L,
      lh_say(L, "require: '%s' is no module name: lower-case letters, digits and '_', with single dots between for folders",
        "require：“%s”不是模块名：只能用小写字母、数字与“_”，文件夹之间用单个“.”"), name);
  }
  return load_module(L, cache);
}

static int require(lua_State *L) { return require_from(L, &loaded_key); }

static int require_apart(lua_State *L) { return require_from(L, &defined_key); }

static int define(lua_State *L) { return load_module(L, &defined_key); }

int32_t lh_define(lua_State *L, const void *name, size_t length) {
  lua_pushcfunction(L, define);
  lh_push_bytes(L, name, length);
  return lh_call(L, 1, 1);
}

void lh_forget_definitions(lua_State *L) {
  lua_newtable(L);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &defined_key);
}

void lh_push_modules(lua_State *L) { lua_rawgetp(L, LUA_REGISTRYINDEX, &loaded_key); }

/// Takes a module off the way; one that failed may be required again.
static int end_loading(lua_State *L) {
  lua_settop(L, 2);
  lua_rawgeti(L, 1, 2);
  lua_pushnil(L);
  lua_rawseti(L, 3, (lua_Integer)lua_rawlen(L, 3));
  if (!lua_isnil(L, 2)) {
    lua_rawgeti(L, 1, 1);
    lua_pushnil(L);
    lua_rawset(L, 3);
  }
  return 0;
}

void lh_install_require(lua_State *L) {
  const void *const keys[] = {&files_key, &loaded_key, &texts_key, &defined_key};
  for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
    lua_newtable(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, keys[i]);
  }
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, end_loading);
  lua_setfield(L, -2, "__close");
  lua_rawsetp(L, LUA_REGISTRYINDEX, &closer_key);
  lua_pushcfunction(L, require);
  lua_setglobal(L, "require");
}
