// The accrual of points by hand: SQLite order → Lua rule → movement, lot and balance, with nothing recorded.
#include "CReference.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <sqlite3.h>
#include <stdio.h>

/// The statements of one accrual, in the order in which an order needs them.
enum { ORDERS, LINES, KNOWN, PAID, MOVEMENT, LOT, BALANCE, STATEMENTS };

static const char *const texts[STATEMENTS] = {
  "SELECT o.id, o.code, o.customer_id, c.code, c.tier, o.ordered_on, o.status, o.amount FROM orders o "
  "JOIN customers c ON c.id = o.customer_id ORDER BY o.customer_id, o.ordered_on, o.id",
  "SELECT count(amount), sum(amount) FROM order_lines WHERE order_id = ?",
  "SELECT id FROM point_movements WHERE source = 'bench/goods' AND reference = ? AND kind = 'earn' AND wallet = 'points'",
  "SELECT sum(-points) FROM point_movements WHERE order_id = ? AND kind = 'spend'",
  "INSERT INTO point_movements (customer_id, wallet, kind, points, desired, moved_on, source, reference, order_id, base, "
  "rule, version_id, operator, inputs, run_id) "
  "VALUES (?1, 'points', 'earn', ?2, ?2, ?3, 'bench/goods', ?4, ?5, ?6, 'goods', 1, 'bench', ?7, 1)",
  "INSERT INTO point_lots (movement_id, customer_id, wallet, points, remaining, earned_on, active_on, expires_on) "
  "VALUES (?1, ?2, 'points', ?3, ?3, ?4, ?4, date(?4, '+1 year'))",
  "INSERT INTO point_balances (customer_id, wallet, balance, debt) VALUES (?1, 'points', ?2, 0) "
  "ON CONFLICT DO UPDATE SET balance = balance + excluded.balance",
};

static bool failed(sqlite3 *db) {
  fprintf(stderr, "%s\n", sqlite3_errmsg(db));
  return false;
}

/// What a rule gives for an order of that amount; below 0 where it fails.
static double ask(lua_State *L, int rule, sqlite3_stmt *order, double amount) {
  lua_pushvalue(L, rule);
  lua_createtable(L, 0, 4);
  lua_pushnumber(L, amount);
  lua_setfield(L, -2, "amount");
  lua_pushstring(L, (const char *)sqlite3_column_text(order, 5));
  lua_setfield(L, -2, "on");
  lua_pushstring(L, (const char *)sqlite3_column_text(order, 1));
  lua_setfield(L, -2, "order");
  lua_pushstring(L, (const char *)sqlite3_column_text(order, 6));
  lua_setfield(L, -2, "status");
  lua_createtable(L, 0, 2);
  lua_pushstring(L, (const char *)sqlite3_column_text(order, 3));
  lua_setfield(L, -2, "code");
  lua_pushstring(L, (const char *)sqlite3_column_text(order, 4));
  lua_setfield(L, -2, "tier");
  if (lua_pcall(L, 2, 1, 0) != LUA_OK) return -1;
  double points = lua_tonumber(L, -1);
  lua_pop(L, 1);
  return points;
}

static int step(sqlite3_stmt *statement) {
  int status = sqlite3_step(statement);
  sqlite3_reset(statement);
  return status;
}

static bool accrue(sqlite3 *db, lua_State *L, int rule, sqlite3_stmt **s) {
  int status;
  while ((status = sqlite3_step(s[ORDERS])) == SQLITE_ROW) {
    sqlite3_int64 id = sqlite3_column_int64(s[ORDERS], 0), customer = sqlite3_column_int64(s[ORDERS], 2);
    sqlite3_int64 base = sqlite3_column_int64(s[ORDERS], 7);
    const char *code = (const char *)sqlite3_column_text(s[ORDERS], 1);
    const char *day = (const char *)sqlite3_column_text(s[ORDERS], 5);
    sqlite3_bind_int64(s[LINES], 1, id);
    if (sqlite3_step(s[LINES]) == SQLITE_ROW && sqlite3_column_int64(s[LINES], 0) > 0)
      base = sqlite3_column_int64(s[LINES], 1);
    sqlite3_reset(s[LINES]);
    sqlite3_bind_text(s[KNOWN], 1, code, -1, SQLITE_STATIC);
    if (step(s[KNOWN]) == SQLITE_ROW) continue;
    sqlite3_bind_int64(s[PAID], 1, id);
    step(s[PAID]);
    double amount = (double)base / 100;
    double points = ask(L, rule, s[ORDERS], amount);
    if (points < 0) return false;
    char inputs[256];
    snprintf(
      inputs, sizeof inputs, "{\"amount\":%.15g,\"customer\":\"%s\",\"on\":\"%s\",\"order\":\"%s\",\"status\":\"%s\",\"tier\":\"%s\"}",
      amount, sqlite3_column_text(s[ORDERS], 3), day, code, sqlite3_column_text(s[ORDERS], 6),
      sqlite3_column_text(s[ORDERS], 4));
    sqlite3_int64 whole = (sqlite3_int64)points;
    if (whole == 0) continue;
    sqlite3_bind_int64(s[MOVEMENT], 1, customer);
    sqlite3_bind_int64(s[MOVEMENT], 2, whole);
    sqlite3_bind_text(s[MOVEMENT], 3, day, -1, SQLITE_STATIC);
    sqlite3_bind_text(s[MOVEMENT], 4, code, -1, SQLITE_STATIC);
    sqlite3_bind_int64(s[MOVEMENT], 5, id);
    sqlite3_bind_int64(s[MOVEMENT], 6, base);
    sqlite3_bind_text(s[MOVEMENT], 7, inputs, -1, SQLITE_STATIC);
    if (step(s[MOVEMENT]) != SQLITE_DONE) return failed(db);
    sqlite3_bind_int64(s[LOT], 1, sqlite3_last_insert_rowid(db));
    sqlite3_bind_int64(s[LOT], 2, customer);
    sqlite3_bind_int64(s[LOT], 3, whole);
    sqlite3_bind_text(s[LOT], 4, day, -1, SQLITE_STATIC);
    if (step(s[LOT]) != SQLITE_DONE) return failed(db);
    sqlite3_bind_int64(s[BALANCE], 1, customer);
    sqlite3_bind_int64(s[BALANCE], 2, whole);
    if (step(s[BALANCE]) != SQLITE_DONE) return failed(db);
  }
  return status == SQLITE_DONE || failed(db);
}

static int give_back(lua_State *L) {
  lua_settop(L, 1);
  return 1;
}

/// Leaves the one rule of a program on the stack.
static bool load(lua_State *L, const char *definition) {
  luaL_openlibs(L);
  lua_pushcfunction(L, give_back);
  lua_setglobal(L, "points_program");
  if (luaL_dofile(L, definition) != LUA_OK) {
    fprintf(stderr, "%s\n", lua_tostring(L, -1));
    return false;
  }
  lua_getfield(L, -1, "rules");
  lua_geti(L, -1, 1);
  lua_getfield(L, -1, "points");
  return true;
}

bool reference_points(const char *book, const char *definition) {
  lua_State *L = luaL_newstate();
  if (L == NULL) return false;
  sqlite3 *db = NULL;
  sqlite3_stmt *statements[STATEMENTS] = {NULL};
  bool done = load(L, definition) && sqlite3_open(book, &db) == SQLITE_OK;
  const char *settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; "
                         "PRAGMA cache_size = -32000; PRAGMA foreign_keys = ON; BEGIN IMMEDIATE";
  if (done) done = sqlite3_exec(db, settings, NULL, NULL, NULL) == SQLITE_OK || failed(db);
  for (int i = 0; done && i < STATEMENTS; i++)
    done = sqlite3_prepare_v2(db, texts[i], -1, &statements[i], NULL) == SQLITE_OK || failed(db);
  done = done && accrue(db, L, lua_gettop(L), statements);
  for (int i = 0; i < STATEMENTS; i++) sqlite3_finalize(statements[i]);
  if (done) done = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK || failed(db);
  sqlite3_close(db);
  lua_close(L);
  return done;
}
