// The scoring job by hand: SQLite row → Lua → score row, on one thread, with nothing recorded.
#include "CReference.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <math.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>

enum { COLUMNS = 7, MOST_TEXT = 256 };

typedef struct job {
  const char *book, *definition, *texts, *day;
  sqlite3 *db;
  sqlite3_stmt *customers;
  /// One row for each customer that ordered, in the order of customers.
  sqlite3_stmt *orders;
  bool has_orders;
  sqlite3_stmt *scores;
  /// Interned by the state, so that equal names are equal pointers.
  const char *names[COLUMNS];
} job;

static void check(lua_State *L, const job *j, int status) {
  if (status != SQLITE_OK && status != SQLITE_DONE) luaL_error(L, "%s", sqlite3_errmsg(j->db));
}

// MARK: What a formula sees

static void push_column(lua_State *L, sqlite3_stmt *statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
  case SQLITE_INTEGER:
    lua_pushinteger(L, sqlite3_column_int64(statement, column));
    break;
  case SQLITE_FLOAT:
    lua_pushnumber(L, sqlite3_column_double(statement, column));
    break;
  case SQLITE_TEXT: {
    const char *text = (const char *)sqlite3_column_text(statement, column);
    lua_pushlstring(L, text, (size_t)sqlite3_column_bytes(statement, column));
    break;
  }
  default:
    lua_pushnil(L);
  }
}

/// A column of the row that the statement stands on, read when the formula asks.
static int index_row(lua_State *L) {
  const job *j = *(job **)lua_touserdata(L, 1);
  const char *name = lua_tostring(L, 2);
  for (int i = 0; i < COLUMNS; i++) {
    if (j->names[i] == name) {
      push_column(L, j->customers, i);
      return 1;
    }
  }
  return luaL_error(L, "no column %s", name);
}

static void push_row(lua_State *L, job *j) {
  *(job **)lua_newuserdatauv(L, sizeof j, 1) = j;
  lua_createtable(L, COLUMNS, 0);
  for (int i = 0; i < COLUMNS; i++) {
    j->names[i] = lua_pushstring(L, sqlite3_column_name(j->customers, i));
    lua_rawseti(L, -2, i + 1);
  }
  lua_setiuservalue(L, -2, 1);
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, index_row);
  lua_setfield(L, -2, "__index");
  lua_setmetatable(L, -2);
}

// MARK: The formula

static int give_back(lua_State *L) {
  lua_settop(L, 1);
  return 1;
}

/// Pushes the formula of a definition file.
static void push_formula(lua_State *L, const char *definition) {
  lua_pushcfunction(L, give_back);
  lua_setglobal(L, "score");
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, give_back);
  lua_setfield(L, -2, "stats");
  lua_setglobal(L, "orders");
  if (luaL_dofile(L, definition)) lua_error(L);
  lua_getfield(L, -1, "formula");
  lua_remove(L, -2);
}

/// Halves as they are written go away from zero.
static double rounded(double value, double power) {
  double whole = floor(fabs(value) * power);
  return copysign((fabs(value) >= (whole + 0.5) / power ? whole + 1 : whole) / power, value);
}

static double part(lua_State *L, const char *name) {
  lua_getfield(L, -1, name);
  double value = rounded(luaL_checknumber(L, -1), 1e4);
  lua_pop(L, 1);
  return value;
}

// MARK: The job

static void next_orders(lua_State *L, job *j) {
  int status = sqlite3_step(j->orders);
  j->has_orders = status == SQLITE_ROW;
  if (!j->has_orders) check(L, j, status);
}

/// Fills the table at `orders` for a customer, and writes down what it holds.
static void set_orders(lua_State *L, const job *j, bool has, int orders, char *inputs) {
  int64_t count = has ? sqlite3_column_int64(j->orders, 1) : 0;
  double net = has ? sqlite3_column_double(j->orders, 2) : 0;
  int64_t days = has ? sqlite3_column_int64(j->orders, 3) : 0;
  lua_pushinteger(L, count);
  lua_setfield(L, orders, "count");
  lua_pushnumber(L, net);
  lua_setfield(L, orders, "net");
  if (has) lua_pushinteger(L, days);
  else lua_pushnil(L);
  lua_setfield(L, orders, "days_since_last");
  if (!has) {
    snprintf(inputs, MOST_TEXT, "{\"orders\":null}");
    return;
  }
  snprintf(
    inputs, MOST_TEXT, "{\"orders\":{\"count\":%lld,\"net\":%.15g,\"days_since_last\":%lld}}", (long long)count, net,
    (long long)days);
}

static void score_row(lua_State *L, job *j, int formula, int row, int inputs, int orders) {
  char given[MOST_TEXT], made[MOST_TEXT];
  int64_t customer = sqlite3_column_int64(j->customers, 0);
  bool has = j->has_orders && sqlite3_column_int64(j->orders, 0) == customer;
  set_orders(L, j, has, orders, given);
  if (has) next_orders(L, j);
  lua_pushvalue(L, formula);
  lua_pushvalue(L, row);
  lua_pushvalue(L, inputs);
  lua_call(L, 2, 1);
  luaL_checktype(L, -1, LUA_TTABLE);
  double loyalty = part(L, "loyalty"), value = part(L, "value");
  lua_pop(L, 1);
  snprintf(made, sizeof made, "{\"loyalty\":%.15g,\"value\":%.15g}", loyalty, value);
  sqlite3_bind_int64(j->scores, 1, customer);
  sqlite3_bind_text(j->scores, 2, j->day, -1, SQLITE_STATIC);
  sqlite3_bind_double(j->scores, 3, rounded(fmin(fmax(loyalty + value, 0), 100), 100));
  sqlite3_bind_double(j->scores, 4, has ? 1 : 0);
  sqlite3_bind_text(j->scores, 5, made, -1, SQLITE_STATIC);
  sqlite3_bind_text(j->scores, 6, given, -1, SQLITE_STATIC);
  check(L, j, sqlite3_step(j->scores));
  sqlite3_reset(j->scores);
}

/// Pushes the text of an SQL file.
static const char *push_text(lua_State *L, const job *j, const char *name) {
  const char *path = lua_pushfstring(L, "%s/%s.sql", j->texts, name);
  FILE *file = fopen(path, "r");
  if (!file) luaL_error(L, "cannot read %s", path);
  luaL_Buffer text;
  luaL_buffinit(L, &text);
  luaL_addsize(&text, fread(luaL_prepbuffer(&text), 1, LUAL_BUFFERSIZE, file));
  fclose(file);
  luaL_pushresult(&text);
  return lua_tostring(L, -1);
}

static sqlite3_stmt *prepare(lua_State *L, const job *j, const char *name) {
  sqlite3_stmt *statement;
  check(L, j, sqlite3_prepare_v2(j->db, push_text(L, j, name), -1, &statement, NULL));
  return statement;
}

static int perform(lua_State *L) {
  job *j = lua_touserdata(L, 1);
  check(L, j, sqlite3_open_v2(j->book, &j->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL));
  check(L, j, sqlite3_exec(j->db, push_text(L, j, "settings"), NULL, NULL, NULL));
  check(L, j, sqlite3_exec(j->db, "BEGIN IMMEDIATE", NULL, NULL, NULL));
  j->customers = prepare(L, j, "customers");
  j->orders = prepare(L, j, "orders");
  j->scores = prepare(L, j, "scores");
  if (sqlite3_column_count(j->customers) != COLUMNS) luaL_error(L, "other columns than the program was written for");
  check(L, j, sqlite3_bind_text(j->orders, 1, j->day, -1, SQLITE_STATIC));
  push_formula(L, j->definition);
  int formula = lua_gettop(L);
  push_row(L, j);
  lua_createtable(L, 0, 1);
  int inputs = lua_gettop(L);
  lua_createtable(L, 0, 3);
  lua_pushvalue(L, -1);
  lua_setfield(L, inputs, "orders");
  next_orders(L, j);
  int status;
  while ((status = sqlite3_step(j->customers)) == SQLITE_ROW) score_row(L, j, formula, formula + 1, inputs, inputs + 1);
  check(L, j, status);
  check(L, j, sqlite3_reset(j->customers));
  check(L, j, sqlite3_reset(j->orders));
  check(L, j, sqlite3_exec(j->db, "COMMIT", NULL, NULL, NULL));
  return 0;
}

bool reference_score(const char *book, const char *definition, const char *texts, const char *day) {
  lua_State *L = luaL_newstate();
  if (!L) return false;
  luaL_openlibs(L);
  job j = {.book = book, .definition = definition, .texts = texts, .day = day};
  lua_pushcfunction(L, perform);
  lua_pushlightuserdata(L, &j);
  bool succeeded = lua_pcall(L, 1, 0, 0) == LUA_OK;
  if (!succeeded) fprintf(stderr, "%s\n", lua_tostring(L, -1));
  lua_close(L);
  sqlite3_finalize(j.customers);
  sqlite3_finalize(j.orders);
  sqlite3_finalize(j.scores);
  sqlite3_close(j.db);
  return succeeded;
}
