#include "CReference.h"

#include <lauxlib.h>
#include <lua.h>
#include <string.h>

// MARK: Functions

static int nothing(lua_State *L) {
  (void)L;
  return 0;
}

/// The sum of as many integers as are passed: the twin of each declared sum.
static int sum(lua_State *L, int count) {
  lua_Integer total = 0;
  for (int i = 1; i <= count; i++) total += luaL_checkinteger(L, i);
  lua_pushinteger(L, total);
  return 1;
}

static int sum1(lua_State *L) { return sum(L, 1); }
static int sum2(lua_State *L) { return sum(L, 2); }
static int sum3(lua_State *L) { return sum(L, 3); }
static int sum4(lua_State *L) { return sum(L, 4); }

static int half(lua_State *L) {
  lua_pushnumber(L, luaL_checknumber(L, 1) / 2);
  return 1;
}

static int length(lua_State *L) {
  size_t count;
  luaL_checklstring(L, 1, &count);
  lua_pushinteger(L, (lua_Integer)count);
  return 1;
}

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

static int32_t storage_class(void *source, int32_t column) {
  (void)source;
  return columns[column].text ? ROW_CLASS_TEXT : ROW_CLASS_INTEGER;
}

static int64_t integer(void *source, int32_t column) {
  (void)source;
  return columns[column].integer;
}

static double real(void *source, int32_t column) {
  (void)source;
  return (double)columns[column].integer;
}

static const unsigned char *text(void *source, int32_t column) {
  (void)source;
  return (const unsigned char *)columns[column].text;
}

static int32_t text_length(void *source, int32_t column) {
  (void)source;
  return (int32_t)strlen(columns[column].text);
}

row_reader reference_row(void) {
  return (row_reader){NULL, storage_class, integer, real, text, text_length};
}

const row_layout *reference_layout(void) {
  static row_column all[COLUMNS];
  static row_layout layout = {"customers", COLUMNS, all};
  for (int i = 0; i < COLUMNS; i++) all[i] = columns[i].column;
  return &layout;
}

/// The record as a plain table.
static int record(lua_State *L) {
  lua_createtable(L, 0, COLUMNS);
  for (int i = 0; i < COLUMNS; i++) {
    if (columns[i].text) lua_pushstring(L, columns[i].text);
    else lua_pushinteger(L, columns[i].integer);
    lua_setfield(L, -2, columns[i].column.name);
  }
  return 1;
}

// MARK: Installing

void reference_install(lua_State *L) {
  static const luaL_Reg functions[] = {
    {"reference_nothing", nothing}, {"reference_sum1", sum1}, {"reference_sum2", sum2}, {"reference_sum3", sum3},
    {"reference_sum4", sum4},       {"reference_half", half}, {"reference_length", length}, {"reference_echo", echo},
    {"reference_record", record},
  };
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    lua_pushcfunction(L, functions[i].func);
    lua_setglobal(L, functions[i].name);
  }
}
