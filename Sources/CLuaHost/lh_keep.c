// What scripts have made, put back as it was when it was first seen: the globals, the modules and all tables and functions
// that these and some functions lead to, with the fields of the tables and the values that the functions close over.
#include "lh_internal.h"

static char kept_key;

enum { KEPT = 1, SEEN, QUEUE, VALUE, RECORD, CONTENT };
enum { RECORD_CONTENT = 1, RECORD_METATABLE };

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

/// Puts the table's fields and metatable back, or notes them where it is new; visits what they lead to. A metatable that the
/// host protects is its own.
static void put_table_back(lua_State *L) {
  lua_pushvalue(L, VALUE);
  if (lua_rawget(L, KEPT) == LUA_TTABLE) {
    lua_rawgeti(L, RECORD, RECORD_CONTENT);
    assign(L, CONTENT, VALUE);
    lua_rawgeti(L, RECORD, RECORD_METATABLE);
    lua_setmetatable(L, VALUE);
  } else {
    lua_settop(L, VALUE);
    lua_createtable(L, 2, 0);
    lua_newtable(L);
    assign(L, VALUE, CONTENT);
    lua_pushvalue(L, CONTENT);
    lua_rawseti(L, RECORD, RECORD_CONTENT);
    if (lua_getmetatable(L, VALUE)) lua_rawseti(L, RECORD, RECORD_METATABLE);
    lua_pushvalue(L, VALUE);
    lua_pushvalue(L, RECORD);
    lua_rawset(L, KEPT);
  }
  for (lua_pushnil(L); lua_next(L, CONTENT);) {
    visit(L);
    lua_pushvalue(L, -1);
    visit(L);
  }
  if (lua_rawgeti(L, RECORD, RECORD_METATABLE) == LUA_TNIL) return;
  lua_pushliteral(L, "__metatable");
  bool is_protected = lua_rawget(L, -2) == LUA_TBOOLEAN;
  lua_pop(L, 1);
  if (!is_protected) visit(L);
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

/// Puts back what the functions that it is called with lead to, besides globals and modules.
static int put_back(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &kept_key) != LUA_TTABLE) {
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &kept_key);
    lua_replace(L, -2);
  }
  lua_insert(L, KEPT);
  lua_newtable(L);
  lua_insert(L, SEEN);
  lua_newtable(L);
  lua_insert(L, QUEUE);
  while (lua_gettop(L) > QUEUE) visit(L);
  lua_pushglobaltable(L);
  visit(L);
  lh_push_modules(L);
  visit(L);
  for (lua_Integer i = 1; lua_rawgeti(L, QUEUE, i) != LUA_TNIL; i++) {
    if (lua_istable(L, VALUE)) {
      put_table_back(L);
    } else {
      put_upvalues_back(L);
    }
    lua_settop(L, QUEUE);
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
