// The allow list of what a script can name, and the read-only views that it is shown.
#include "lh_internal.h"

#include <string.h>

// MARK: Text of values

const char *lh_tostring(lua_State *L, int index, size_t *length) {
  index = lua_absindex(L, index);
  luaL_checkstack(L, 4, NULL);
  if (luaL_callmeta(L, index, "__tostring")) {
    if (!lua_isstring(L, -1)) luaL_error(L, "'__tostring' must return a string");
    return lua_tolstring(L, -1, length);
  }
  switch (lua_type(L, index)) {
  case LUA_TNIL:
    lua_pushliteral(L, "nil");
    break;
  case LUA_TBOOLEAN:
    lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false");
    break;
  case LUA_TNUMBER:
  case LUA_TSTRING:
    lua_pushvalue(L, index);
    break;
  default:
    // No address: it differs from run to run.
    if (luaL_getmetafield(L, index, "__name") == LUA_TSTRING) break;
    lua_pushstring(L, luaL_typename(L, index));
  }
  return lua_tolstring(L, -1, length);
}

static int to_string(lua_State *L) {
  luaL_checkany(L, 1);
  lh_tostring(L, 1, NULL);
  return 1;
}

/// Pushes the text of a value within a table: a string in quotes, of a table no more than that it is one.
static void push_piece(lua_State *L, int index) {
  enum { PIECE_CAP = 200 };
  int top = lua_gettop(L);
  if (lua_type(L, index) == LUA_TSTRING) {
    size_t length;
    const char *text = lua_tolstring(L, index, &length);
    lua_pushliteral(L, "\"");
    lua_pushlstring(L, text, length < PIECE_CAP ? length : PIECE_CAP);
    lua_pushliteral(L, "\"");
    lua_concat(L, 3);
  } else if (lua_type(L, index) == LUA_TTABLE && luaL_getmetafield(L, index, "__tostring") == LUA_TNIL) {
    lua_pushliteral(L, "{…}");
  } else {
    lh_tostring(L, index, NULL);
  }
  // The metafield lies below, where there was one.
  if (lua_gettop(L) > top + 1) lua_remove(L, top + 1);
}

/// Puts the name that comes next in the order of bytes in place of the one on top, nil for the first; false after the last.
static bool next_name(lua_State *L, int table) {
  int last = lua_gettop(L);
  lua_pushnil(L);
  for (lua_pushnil(L); lua_next(L, table); lua_pop(L, 1)) {
    bool is_behind = lua_type(L, -2) == LUA_TSTRING && (lua_isnil(L, last) || lua_compare(L, last, -2, LUA_OPLT));
    if (!is_behind || !(lua_isnil(L, last + 1) || lua_compare(L, -2, last + 1, LUA_OPLT))) continue;
    lua_pushvalue(L, -2);
    lua_replace(L, last + 1);
  }
  lua_replace(L, last);
  return !lua_isnil(L, -1);
}

int lh_error_text(lua_State *L) {
  enum { SHOWN = 8, TEXT = 2, NAME };
  luaL_checkany(L, 1);
  lua_settop(L, 1);
  luaL_checkstack(L, 20, NULL);
  bool is_plain = lua_type(L, 1) == LUA_TTABLE && !lua_getmetatable(L, 1);
  if (!is_plain) return lh_tostring(L, 1, NULL), 1;
  lua_pushliteral(L, "{");
  lua_pushnil(L);
  lua_Integer length = (lua_Integer)lua_rawlen(L, 1);
  int count = 0;
  for (;; count++) {
    bool is_listed = count < length;
    if (!is_listed && !next_name(L, 1)) break;
    lua_pushvalue(L, TEXT);
    lua_pushstring(L, count ? ", " : " ");
    if (count == SHOWN) {
      lua_pushliteral(L, "…");
    } else if (is_listed) {
      lua_rawgeti(L, 1, count + 1);
      push_piece(L, lua_gettop(L));
      lua_remove(L, -2);
    } else {
      lua_pushvalue(L, NAME);
      lua_pushliteral(L, " = ");
      lua_pushvalue(L, NAME);
      lua_rawget(L, 1);
      push_piece(L, lua_gettop(L));
      lua_remove(L, -2);
      lua_concat(L, 3);
    }
    lua_concat(L, 3);
    lua_replace(L, TEXT);
    if (count == SHOWN) break;
  }
  lua_settop(L, TEXT);
  lua_pushstring(L, count || length ? " }" : "}");
  lua_concat(L, 2);
  return 1;
}

/// Pushes what a function makes of a value, cut to what a message can hold; false, pushing nothing, where it raises.
static bool push_capped(lua_State *L, int32_t index, lua_CFunction text_of) {
  enum { TEXT_CAP = 4096 };
  index = lua_absindex(L, index);
  lua_pushcfunction(L, text_of);
  lua_pushvalue(L, index);
  if (lh_call(L, 1, 1) != LUA_OK) {
    lua_pop(L, 1);
    return false;
  }
  size_t length;
  const char *text = lua_tolstring(L, -1, &length);
  if (length > TEXT_CAP) {
    lua_pushlstring(L, text, TEXT_CAP);
    lua_remove(L, -2);
  }
  return true;
}

bool lh_push_text(lua_State *L, int32_t index) { return push_capped(L, index, to_string); }

bool lh_push_error_text(lua_State *L, int32_t index) { return push_capped(L, index, lh_error_text); }

static void write_out(lh_runtime *r, const char *text, size_t length) {
  r->written += length;
  if (!length || !r->events.output) return;
  int32_t outside = r->in_host;
  r->in_host = 1;
  r->events.output(r->events.output_context, text, length);
  r->in_host = outside;
}

static int print(lua_State *L) {
  lh_runtime *r = lh_of(L);
  int count = lua_gettop(L);
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  for (int i = 1; i <= count; i++) {
    if (i > 1) luaL_addchar(&buffer, '\t');
    lh_tostring(L, i, NULL);
    luaL_addvalue(&buffer);
  }
  luaL_addchar(&buffer, '\n');
  luaL_pushresult(&buffer);
  size_t length;
  const char *text = lua_tolstring(L, -1, &length);
  size_t left = r->limits.output ? r->limits.output - r->written : SIZE_MAX;
  if (length <= left) {
    write_out(r, text, length);
  } else {
    // The last byte ends the line that is cut, so that what is written next starts on its own.
    if (left > 0) write_out(r, text, left - 1), write_out(r, "\n", 1);
    r->stop |= LH_STOP_OUTPUT;
  }
  lh_poll(L);
  return 0;
}

// MARK: Read-only views

static char view_key;

bool lh_push_behind(lua_State *L, int32_t index) {
  if (lua_type(L, index) != LUA_TTABLE || !lua_getmetatable(L, index)) return false;
  bool found = lua_rawgetp(L, -1, &view_key) == LUA_TTABLE;
  if (found) {
    lua_remove(L, -2);
  } else {
    lua_pop(L, 2);
  }
  return found;
}

static int refuse_assignment(lua_State *L) {
  return luaL_error(L, lh_say(L, "'%s' is read-only: put what is yours into a table of your own", "“%s”是只读的：请把自己的内容放进自己的表"),
    lua_tostring(L, lua_upvalueindex(1)));
}

/// Walks a copy, so that the loop's state does not hand out the table behind the view.
static int pairs_of_view(lua_State *L) {
  lua_newtable(L);
  for (lua_pushnil(L); lua_next(L, lua_upvalueindex(1)); lua_pop(L, 1)) {
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -2);
    lua_rawset(L, -5);
  }
  lua_pushvalue(L, lua_upvalueindex(2));
  lua_insert(L, -2);
  lua_call(L, 1, 3);
  return 3;
}

static int length_of_view(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)lua_rawlen(L, lua_upvalueindex(1)));
  return 1;
}

static char pairs_key;

void lh_make_read_only(lua_State *L, const char *name) {
  lua_createtable(L, 0, 0);
  lua_createtable(L, 0, 7);
  int table = lua_gettop(L) - 2, view = table + 1, meta = table + 2;
  lua_pushvalue(L, table);
  lh_set_field(L, meta, "__index", 7);
  lua_pushstring(L, name);
  lua_pushcclosure(L, refuse_assignment, 1);
  lh_set_field(L, meta, "__newindex", 10);
  lua_pushvalue(L, table);
  lua_rawgetp(L, LUA_REGISTRYINDEX, &pairs_key);
  lua_pushcclosure(L, pairs_of_view, 2);
  lh_set_field(L, meta, "__pairs", 7);
  lua_pushvalue(L, table);
  lua_pushcclosure(L, length_of_view, 1);
  lh_set_field(L, meta, "__len", 5);
  lua_pushboolean(L, 0);
  lh_set_field(L, meta, "__metatable", 11);
  lua_pushvalue(L, table);
  lua_rawsetp(L, meta, &view_key);
  lua_setmetatable(L, view);
  lua_remove(L, table);
}

void lh_seal(lua_State *L, const char *name) { lh_make_read_only(L, name); }

const char *lh_seal_name(lua_State *L, int32_t index) {
  if (!lh_push_behind(L, index)) return NULL;
  lua_pop(L, 1);
  lua_getmetatable(L, index);
  lua_pushliteral(L, "__newindex");
  lua_rawget(L, -2);
  // The name is anchored by the closure, which lives as long as the view.
  const char *name = lua_getupvalue(L, -1, 1) ? lua_tostring(L, -1) : NULL;
  lua_pop(L, 3);
  return name;
}

void lh_set_global(lua_State *L, const char *name) {
  lua_pushglobaltable(L);
  lua_insert(L, -2);
  lh_set_field(L, -2, name, strlen(name));
  lua_pop(L, 1);
}

void lh_push_globals(lua_State *L) { lua_pushglobaltable(L); }

int32_t lh_get_global(lua_State *L, const char *name) {
  lua_pushglobaltable(L);
  int type = lh_get_field(L, -1, name, strlen(name));
  lua_remove(L, -2);
  return type;
}

static int raw_set(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checkany(L, 2);
  luaL_checkany(L, 3);
  if (lh_push_behind(L, 1)) return luaL_error(L, "%s", lh_say(L, "a read-only table cannot be assigned to", "只读表不能赋值"));
  lua_settop(L, 3);
  lua_rawset(L, 1);
  return 1;
}

static int raw_get(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_checkany(L, 2);
  lua_settop(L, 2);
  if (lh_push_behind(L, 1)) lua_replace(L, 1);
  lua_rawget(L, 1);
  return 1;
}

// MARK: Metatables and the collector

void lh_set_metatable(lua_State *L, int32_t index) {
  index = lua_absindex(L, index);
  if (lua_istable(L, -1)) {
    lua_pushnil(L);
    lh_set_field(L, -2, "__gc", 4);
  }
  lua_setmetatable(L, index);
}

static int set_metatable(lua_State *L) {
  int type = lua_type(L, 2);
  luaL_checktype(L, 1, LUA_TTABLE);
  luaL_argexpected(L, type == LUA_TNIL || type == LUA_TTABLE, 2, "nil or table");
  if (luaL_getmetafield(L, 1, "__metatable") != LUA_TNIL) return luaL_error(L, "cannot change a protected metatable");
  if (type == LUA_TTABLE) {
    // Lua marks an object for finalization where it gets a metatable: here, so this check is complete, and where it is put
    // back, without `__gc` then. No hook runs in `__gc`.
    lua_pushliteral(L, "__gc");
    if (lua_rawget(L, 2) != LUA_TNIL) {
      return luaL_error(L, "%s", lh_say(L, "'__gc' is not available: use '__close' with a local <close> variable",
        "不支持“__gc”：请用 local <close> 变量与“__close”"));
    }
    // Set later, it does nothing.
    lua_pushliteral(L, "__concat");
    if (lua_rawget(L, 2) != LUA_TNIL) {
      return luaL_error(L, "%s", lh_say(L, "'__concat' is not available: use '__tostring' and tostring(value)",
        "不支持“__concat”：请用“__tostring”与 tostring(value)"));
    }
  }
  lua_settop(L, 2);
  lua_setmetatable(L, 1);
  return 1;
}

static int collect_garbage(lua_State *L) {
  static const char *const options[] = {"count", "collect", "step", NULL};
  if (luaL_checkoption(L, 1, "collect", options) == 0) {
    lua_pushnumber(L, (lua_Number)lh_of(L)->used / 1024);
  } else {
    lua_pushinteger(L, 0);
  }
  return 1;
}

// MARK: Random numbers

static char stock_seed;

/// Brings the stock generator to the seed that the host has set: few runs ask for a number, so it waits until one does.
static void seed_generator(lua_State *L) {
  lh_runtime *r = lh_of(L);
  if (LH_LIKELY(!r->seeds)) return;
  lua_rawgetp(L, LUA_REGISTRYINDEX, &stock_seed);
  lua_pushinteger(L, (lua_Integer)r->seed);
  lua_call(L, 1, 0);
  r->seeds = false;
}

/// What the stock function would refuse is refused here, in its words: it would not know its name. It takes a number before
/// it looks at what it was given.
static int random_number(lua_State *L) {
  int count = lua_gettop(L), has_low = 1, has_up = 1;
  lua_Integer low = count == 2 ? lua_tointegerx(L, 1, &has_low) : 1;
  lua_Integer up = count > 0 ? lua_tointegerx(L, count, &has_up) : low;
  seed_generator(L);
  lua_pushvalue(L, lua_upvalueindex(1));
  if (LH_LIKELY(count <= 2 && has_low && has_up && (low <= up || (count == 1 && up == 0)))) {
    lua_insert(L, 1);
    lua_call(L, count, 1);
    return 1;
  }
  lua_call(L, 0, 0);
  if (count > 2) return luaL_error(L, "wrong number of arguments");
  luaL_checkinteger(L, 1);
  luaL_checkinteger(L, count);
  return luaL_argerror(L, 1, "interval is empty");
}

/// Without arguments it goes back to the run's own seed. What the stock function would refuse leaves the generator as it is.
static int random_seed(lua_State *L) {
  if (lua_gettop(L) > 0) {
    luaL_checkinteger(L, 1);
    luaL_optinteger(L, 2, 0);
  }
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  if (lua_gettop(L) == 1) lua_pushinteger(L, (lua_Integer)lh_of(L)->seed);
  lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
  lh_of(L)->seeds = false;
  return lua_gettop(L);
}

void lh_reseed(lh_runtime *r, uint64_t seed) {
  r->seed = seed;
  r->seeds = true;
}

// MARK: The allow list

static const char *const base_names[] = {
  "_VERSION", "assert", "getmetatable", "ipairs", "rawequal", "rawlen", "select", "tonumber", "type", NULL};

static const char *const math_names[] = {
  "abs",  "acos",       "asin", "atan",       "ceil", "cos", "deg",    "exp",        "floor", "fmod", "huge", "log", "max",
  "maxinteger", "min", "mininteger", "modf", "pi",  "rad",    "random",     "sin",   "sqrt", "tan",  "tointeger", "type",
  "ult",  NULL};

/// Copies the named fields from the table on top to the table below it.
static void copy_fields(lua_State *L, const char *const *names) {
  for (; *names; names++) {
    lua_getfield(L, -1, *names);
    lua_setfield(L, -3, *names);
  }
}

static void install_math(lua_State *L) {
  lua_createtable(L, 0, 28);
  lua_pushcfunction(L, luaopen_math);
  lua_call(L, 0, 1);
  copy_fields(L, math_names);
  lua_getfield(L, -1, "randomseed");
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &stock_seed);
  lua_getfield(L, -3, "random");
  lua_pushcclosure(L, random_number, 1);
  lua_setfield(L, -4, "random");
  lua_pushcclosure(L, random_seed, 1);
  lua_pushvalue(L, -1);
  lua_setfield(L, -4, "randomseed");
  lua_call(L, 0, 0);
  lua_pop(L, 1);
  lua_setglobal(L, "math");
}

/// Lets messages name a function that was called without a name, as in `pcall(string.rep)`: Lua looks for it among the
/// loaded libraries. The globals are copied, so that a million of a script's own are not looked through.
static void name_functions(lua_State *L, const char *const *libraries, size_t count) {
  luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_createtable(L, 0, 32);
  lua_pushglobaltable(L);
  for (lua_pushnil(L); lua_next(L, -2);) {
    lua_pushvalue(L, -2);
    lua_insert(L, -2);
    if (lua_type(L, -1) == LUA_TFUNCTION) {
      lua_rawset(L, -5);
    } else {
      lua_pop(L, 2);
    }
  }
  lua_pop(L, 1);
  lua_setfield(L, -2, LUA_GNAME);
  for (size_t i = 0; i < count; i++) {
    lua_getglobal(L, libraries[i]);
    lua_setfield(L, -2, libraries[i]);
  }
  lua_pop(L, 1);
}

void lh_install_sandbox(lua_State *L) {
  static const luaL_Reg functions[] = {
    {"collectgarbage", collect_garbage}, {"print", print},        {"rawget", raw_get}, {"rawset", raw_set},
    {"setmetatable", set_metatable},     {"tostring", to_string}, {NULL, NULL},
  };
  static const char *const shared[] = {"coroutine", "math", "string", "table", "utf8"};
  // Stock functions fill the table that was there; scripts get another with what is named here.
  lua_createtable(L, 0, 48);
  lua_pushcfunction(L, luaopen_base);
  lua_call(L, 0, 1);
  copy_fields(L, base_names);
  lua_pop(L, 1);
  luaL_setfuncs(L, functions, 0);
  lua_pushvalue(L, -1);
  lua_setfield(L, -2, "_G");
  lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);

  install_math(L);
  lua_pushcfunction(L, luaopen_utf8);
  lua_call(L, 0, 1);
  lua_setglobal(L, "utf8");
  lh_install_pairs(L);
  lh_install_string(L);
  lh_install_table(L);
  lh_install_calls(L);
  lh_install_load(L);
  lh_install_coroutine(L);
  lh_install_require(L);
  lh_install_errors(L);
  lh_install_money(L);
  lh_install_null(L);

  lua_getglobal(L, "pairs");
  lua_rawsetp(L, LUA_REGISTRYINDEX, &pairs_key);
  name_functions(L, shared, sizeof shared / sizeof *shared);
  for (size_t i = 0; i < sizeof shared / sizeof *shared; i++) {
    lua_getglobal(L, shared[i]);
    lh_make_read_only(L, shared[i]);
    lua_setglobal(L, shared[i]);
  }
}
