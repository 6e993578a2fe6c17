// What scripts have made, kept as it is and put back later: globals, modules, and all tables and functions that those and
// some functions lead to, with the fields of the tables and the values that the functions close over.
#include "lh_internal.h"

static char kept_key;

enum { KEPT = 1, QUEUE };
enum { CONTENT = 1, METATABLE };

/// Queues the value on top, if a script can change what is in it, unless it was queued before; pops it.
static void visit(lua_State *L) {
  bool is_function = lua_type(L, -1) == LUA_TFUNCTION && !lua_iscfunction(L, -1);
  if (!is_function && lua_type(L, -1) != LUA_TTABLE) return lua_pop(L, 1);
  if (lh_push_behind(L, -1)) return lua_pop(L, 2);
  lua_pushvalue(L, -1);
  if (lua_rawget(L, KEPT) != LUA_TNIL) return lua_pop(L, 2);
  lua_pop(L, 1);
  lua_pushvalue(L, -1);
  lua_pushboolean(L, 1);
  lua_rawset(L, KEPT);
  lua_rawseti(L, QUEUE, (lua_Integer)lua_rawlen(L, QUEUE) + 1);
}

/// Pushes a copy of the table or function on top; what is in it is visited.
static void push_content(lua_State *L) {
  int value = lua_gettop(L);
  lua_newtable(L);
  if (lua_isfunction(L, value)) {
    for (int i = 1; lua_getupvalue(L, value, i); i++) {
      lua_pushvalue(L, -1);
      lua_rawseti(L, value + 1, i);
      visit(L);
    }
    return;
  }
  for (lua_pushnil(L); lua_next(L, value); ) {
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -2);
    lua_rawset(L, value + 1);
    visit(L);
    lua_pushvalue(L, -1);
    visit(L);
  }
}

/// Visits the metatable on top, but for one that the host protects.
static void visit_metatable(lua_State *L) {
  lua_pushliteral(L, "__metatable");
  bool is_protected = lua_rawget(L, -2) == LUA_TBOOLEAN;
  lua_pop(L, 1);
  if (!is_protected) {
    lua_pushvalue(L, -1);
    visit(L);
  }
}

/// Keeps what the functions that it is called with lead to, besides globals and modules.
static int keep(lua_State *L) {
  lua_newtable(L);
  lua_insert(L, KEPT);
  lua_newtable(L);
  lua_insert(L, QUEUE);
  while (lua_gettop(L) > QUEUE) visit(L);
  lua_pushglobaltable(L);
  visit(L);
  lh_push_modules(L);
  visit(L);
  for (lua_Integer i = 1; lua_rawgeti(L, QUEUE, i) != LUA_TNIL; i++) {
    lua_createtable(L, 2, 0);
    lua_pushvalue(L, -2);
    push_content(L);
    lua_rawseti(L, -3, CONTENT);
    lua_pop(L, 1);
    if (lua_istable(L, -2) && lua_getmetatable(L, -2)) {
      visit_metatable(L);
      lua_rawseti(L, -2, METATABLE);
    }
    lua_rawset(L, KEPT);
  }
  lua_settop(L, KEPT);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &kept_key);
  return 0;
}

/// Gives the table at `to` the fields of that at `from`, and no others.
static void assign(lua_State *L, int from, int to) {
  // A field that is there may be set, or cleared, on the way through its table.
  for (lua_pushnil(L); lua_next(L, to); lua_pop(L, 1)) {
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -1);
    lua_rawget(L, from);
    lua_rawset(L, to);
  }
  for (lua_pushnil(L); lua_next(L, from); lua_pop(L, 1)) {
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -2);
    lua_rawset(L, to);
  }
}

static int restore(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &kept_key) != LUA_TTABLE) return luaL_error(L, "nothing was kept");
  for (lua_pushnil(L); lua_next(L, KEPT); lua_settop(L, 2)) {  // 2: what was kept, 3: what was in it, 4 and 5
    lua_rawgeti(L, 3, CONTENT);
    if (lua_istable(L, 2)) {
      assign(L, 4, 2);
      lua_rawgeti(L, 3, METATABLE);
      lua_setmetatable(L, 2);
      continue;
    }
    bool is_there = true;
    for (int i = 1; is_there; i++) {
      lua_rawgeti(L, 4, i);
      is_there = lua_setupvalue(L, 2, i) != NULL;
    }
  }
  return 0;
}

bool lh_keep(lua_State *L, const int32_t *functions, size_t count) {
  if (!lua_checkstack(L, (int)count + 2)) return false;
  lua_pushcfunction(L, keep);
  for (size_t i = 0; i < count; i++) lh_push_anchored(L, functions[i]);
  if (lua_pcall(L, (int)count, 0, 0) == LUA_OK) return true;
  lua_pop(L, 1);
  return false;
}

bool lh_restore(lua_State *L) {
  lua_pushcfunction(L, restore);
  if (lua_pcall(L, 0, 0, 0) == LUA_OK) return true;
  lua_pop(L, 1);
  return false;
}
