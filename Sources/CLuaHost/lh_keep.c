// What scripts have made, put back as it was when it was first seen: the globals, the modules and the tables and functions
// that these and some functions lead to, with the fields of the tables and the values that the functions close over.
#include "lh_internal.h"

static char kept_key, metatables_key;

enum { KEPT = 1, METATABLES, SEEN, QUEUE, VALUE, CONTENT };

/// How many tables, functions, fields and values closed over are put back at once, so that it takes no time to speak of.
enum { REACH = 5000 };

/// Queues the value on top, if a script can change what is in it, unless it was queued before; pops it.
static void visit(lua_State *L) {
  bool is_function = lua_type(L, -1) == LUA_TFUNCTION && !lua_iscfunction(L, -1);
  if (!is_function && lua_type(L, -1) != LUA_TTABLE) return lua_pop(L, 1);
  if (lh_push_behind(L, -1)) return lua_pop(L, 2);
  lua_pushvalue(L, -1);
  if (lua_rawget(L, SEEN) != LUA_TNIL) return lua_pop(L, 2);
  lua_pop(L, 1);
  lua_pushvalue(L, -1);
  lua_pushboolean(L, 1);
  lua_rawset(L, SEEN);
  lua_rawseti(L, QUEUE, (lua_Integer)lua_rawlen(L, QUEUE) + 1);
}

/// What of the reach the value takes, by what it held when it was first seen. A table that held too much by itself is left
/// alone, and takes nothing.
static lua_Integer cost(lua_State *L) {
  lua_Integer count = 1;
  if (!lua_istable(L, VALUE)) {
    lua_Debug record;
    lua_getinfo(L, ">u", &record);
    return count + record.nups;
  }
  lua_pushvalue(L, VALUE);
  int type = lua_rawget(L, KEPT);
  if (type == LUA_TBOOLEAN) return 0;
  if (type == LUA_TNIL) {
    lua_pop(L, 1);
    lua_pushvalue(L, VALUE);
  }
  for (lua_pushnil(L); lua_next(L, CONTENT); lua_pop(L, 1)) {
    if (++count <= REACH) continue;
    lua_pushvalue(L, VALUE);
    lua_pushboolean(L, 0);
    lua_rawset(L, KEPT);
    return 0;
  }
  return count;
}

/// Puts the table's fields and metatable back, or notes them where it is new; visits what they lead to.
static void put_table_back(lua_State *L) {
  lua_pushvalue(L, VALUE);
  int type = lua_rawget(L, KEPT);
  if (type == LUA_TBOOLEAN) return;
  bool is_known = type == LUA_TTABLE;
  if (is_known) {
    for (lua_pushnil(L); lua_next(L, VALUE); lua_pop(L, 1)) {
      lua_pushvalue(L, -2);
      if (lua_rawget(L, CONTENT) == LUA_TNIL) {
        // A field that is there may be cleared on the way through its table.
        lua_pushvalue(L, -3);
        lua_pushnil(L);
        lua_rawset(L, VALUE);
      }
      lua_pop(L, 1);
    }
  } else {
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, VALUE);
    lua_pushvalue(L, CONTENT);
    lua_rawset(L, KEPT);
    lua_pushvalue(L, VALUE);
    if (lua_getmetatable(L, VALUE)) {
      lua_rawset(L, METATABLES);
    } else {
      lua_pop(L, 1);
    }
  }
  int from = is_known ? CONTENT : VALUE, to = is_known ? VALUE : CONTENT;
  for (lua_pushnil(L); lua_next(L, from);) {
    lua_pushvalue(L, -2);
    lua_pushvalue(L, -2);
    lua_rawset(L, to);
    visit(L);
    lua_pushvalue(L, -1);
    visit(L);
  }
  lua_pushvalue(L, VALUE);
  lua_rawget(L, METATABLES);
  if (is_known) {
    lua_pushvalue(L, -1);
    lh_set_metatable(L, VALUE);
  }
  visit(L);
}

/// Puts back what the function closes over, or notes it where it is new; visits it. Functions share what they close over,
/// so that it is known by its own address, which the function keeps in use.
static void put_upvalues_back(lua_State *L) {
  lua_pushvalue(L, VALUE);
  lua_pushboolean(L, 1);
  lua_rawset(L, KEPT);
  for (int i = 1; lua_getupvalue(L, VALUE, i); i++) {
    void *place = lua_upvalueid(L, VALUE, i);
    lua_pushlightuserdata(L, place);
    if (lua_rawget(L, KEPT) == LUA_TTABLE) {
      lua_rawgeti(L, -1, 1);
      lua_pushvalue(L, -1);
      lua_setupvalue(L, VALUE, i);
    } else {
      lua_settop(L, VALUE + 1);
      lua_pushlightuserdata(L, place);
      lua_createtable(L, 1, 0);
      lua_pushvalue(L, VALUE + 1);
      lua_rawseti(L, -2, 1);
      lua_rawset(L, KEPT);
    }
    visit(L);
    lua_settop(L, VALUE);
  }
}

/// Pushes the table that the registry keeps under a key.
static void push_keep(lua_State *L, const void *key) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, key) == LUA_TTABLE) return;
  lua_pop(L, 1);
  lua_newtable(L);
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, key);
}

/// Puts back what the functions that it is called with lead to, besides globals and modules: what is as many steps away
/// together or not at all, since the order of fields differs from state to state.
static int put_back(lua_State *L) {
  push_keep(L, &kept_key);
  lua_insert(L, KEPT);
  push_keep(L, &metatables_key);
  lua_insert(L, METATABLES);
  lua_newtable(L);
  lua_insert(L, SEEN);
  lua_newtable(L);
  lua_insert(L, QUEUE);
  while (lua_gettop(L) > QUEUE) visit(L);
  lua_pushglobaltable(L);
  visit(L);
  lh_push_modules(L);
  visit(L);
  lua_Integer left = REACH;
  for (lua_Integer first = 1, last; (last = (lua_Integer)lua_rawlen(L, QUEUE)) >= first; first = last + 1) {
    for (lua_Integer i = first; i <= last; i++) {
      lua_rawgeti(L, QUEUE, i);
      left -= cost(L);
      lua_settop(L, QUEUE);
      if (left < 0) return 0;
    }
    for (lua_Integer i = first; i <= last; i++) {
      lua_rawgeti(L, QUEUE, i);
      if (lua_istable(L, VALUE)) {
        put_table_back(L);
      } else {
        put_upvalues_back(L);
      }
      lua_settop(L, QUEUE);
    }
  }
  return 0;
}

bool lh_put_back(lua_State *L, const int32_t *functions, size_t count) {
  if (!lua_checkstack(L, (int)count + 2)) return false;
  lua_pushcfunction(L, put_back);
  for (size_t i = 0; i < count; i++) lh_push_anchored(L, functions[i]);
  if (lua_pcall(L, (int)count, 0, 0) == LUA_OK) return true;
  lua_pop(L, 1);
  return false;
}
