#include "CReference.h"

#include <lauxlib.h>
#include <lua.h>
#include <string.h>

// MARK: Functions

static int nothing(lua_State *L) {
  (void)L;
  return 0;
}

// As many arguments of one type as are passed: the twins of the declared functions.

static inline int integers(lua_State *L, int count) {
  lua_Integer total = 0;
  for (int i = 1; i <= count; i++) total += luaL_checkinteger(L, i);
  lua_pushinteger(L, total);
  return 1;
}

static inline int numbers(lua_State *L, int count) {
  lua_Number total = 0;
  for (int i = 1; i <= count; i++) total += luaL_checknumber(L, i);
  lua_pushnumber(L, total);
  return 1;
}

static inline int booleans(lua_State *L, int count) {
  int odd = 0;
  for (int i = 1; i <= count; i++) {
    luaL_checktype(L, i, LUA_TBOOLEAN);
    odd ^= lua_toboolean(L, i);
  }
  lua_pushboolean(L, odd);
  return 1;
}

static inline int strings(lua_State *L, int count) {
  size_t total = 0;
  for (int i = 1; i <= count; i++) {
    size_t length;
    luaL_checklstring(L, i, &length);
    total += length;
  }
  lua_pushinteger(L, (lua_Integer)total);
  return 1;
}

#define FOR_COUNTS(type) \
  static int type##1(lua_State *L) { return type(L, 1); } \
  static int type##2(lua_State *L) { return type(L, 2); } \
  static int type##3(lua_State *L) { return type(L, 3); } \
  static int type##4(lua_State *L) { return type(L, 4); }

FOR_COUNTS(integers)
FOR_COUNTS(numbers)
FOR_COUNTS(booleans)
FOR_COUNTS(strings)

static int echo(lua_State *L) {
  size_t count;
  const char *text = luaL_checklstring(L, 1, &count);
  lua_pushlstring(L, text, count);
  return 1;
}

// MARK: A record

static const struct {
  row_column column;
  const char *text;
  int64_t integer;
} columns[] = {
  {{"id", ROW_KIND_INTEGER, 0}, NULL, 42},
  {{"code", ROW_KIND_TEXT, 0}, "C0000042", 0},
  {{"name", ROW_KIND_TEXT, 0}, "Customer 42 Trading Co.", 0},
  {{"country", ROW_KIND_TEXT, 0}, "CN", 0},
  {{"city", ROW_KIND_TEXT, 0}, "Shanghai", 0},
  {{"size", ROW_KIND_TEXT, 0}, "M", 0},
  {{"employees", ROW_KIND_INTEGER, 0}, NULL, 250},
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static row_value read_column(void *source, int32_t column) {
  (void)source;
  const char *text = columns[column].text;
  if (!text) return (row_value){.storage_class = ROW_CLASS_INTEGER, .integer = columns[column].integer};
  return (row_value){
    .storage_class = ROW_CLASS_TEXT, .length = (int32_t)strlen(text), .text = (const unsigned char *)text};
}

row_reader reference_row(void) {
  return (row_reader){NULL, read_column};
}

const row_layout *reference_layout(void) {
  static row_column all[COLUMNS];
  static row_layout layout = {"customers", COLUMNS, all};
  for (int i = 0; i < COLUMNS; i++) all[i] = columns[i].column;
  return &layout;
}

/// The field of that name, out of the table that the record has for its values; or its method.
static int field(lua_State *L) {
  luaL_checkudata(L, 1, "reference");
  lua_getiuservalue(L, 1, 1);
  lua_pushvalue(L, 2);
  if (lua_rawget(L, -2) == LUA_TNIL) lua_getfield(L, lua_upvalueindex(1), luaL_checkstring(L, 2));
  return 1;
}

/// A record that is no loan is its own copy.
static int copy(lua_State *L) {
  luaL_checkudata(L, 1, "reference");
  lua_settop(L, 1);
  return 1;
}

/// The record as a userdata over a table.
static int record(lua_State *L) {
  lua_newuserdatauv(L, 0, 1);
  lua_createtable(L, 0, COLUMNS);
  for (int i = 0; i < COLUMNS; i++) {
    if (columns[i].text) lua_pushstring(L, columns[i].text);
    else lua_pushinteger(L, columns[i].integer);
    lua_setfield(L, -2, columns[i].column.name);
  }
  lua_setiuservalue(L, -2, 1);
  if (luaL_newmetatable(L, "reference")) {
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, copy);
    lua_setfield(L, -2, "copy");
    lua_pushcclosure(L, field, 1);
    lua_setfield(L, -2, "__index");
  }
  lua_setmetatable(L, -2);
  return 1;
}

// MARK: Installing

void reference_install(lua_State *L) {
#define COUNTS(type) \
  {"reference_" #type "1", type##1}, {"reference_" #type "2", type##2}, {"reference_" #type "3", type##3}, \
  {"reference_" #type "4", type##4}
  static const luaL_Reg functions[] = {
    {"reference_nothing", nothing}, {"reference_echo", echo}, {"reference_record", record},
    COUNTS(integers), COUNTS(numbers), COUNTS(booleans), COUNTS(strings),
  };
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    lua_pushcfunction(L, functions[i].func);
    lua_setglobal(L, functions[i].name);
  }
}
