#include "pair.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEMORY = 16 << 20, NANOSECONDS = 30 * 1000 * 1000, CALLS_OF_A_STATE = 2000 };

static const char *chunk;
static lh_runtime *patron;
static lua_State *stock;
static int calls;

static void require(bool holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "does not hold: %s\n", what);
  abort();
}

/// Each state keeps the function at the bottom of its stack.
static void open_both(void) {
  if (patron) lh_close(patron);
  if (stock) lua_close(stock);
  lh_limits limits = {.memory = MEMORY, .cpu_ns = NANOSECONDS};
  patron = lh_open(limits, (lh_events){0}, 1, false);
  stock = luaL_newstate();
  require(patron && stock, "there is memory for both");
  lua_State *L = lh_state(patron);
  require(lh_load(L, chunk, strlen(chunk), "=both") == LH_SUCCEEDED && lh_run(L, 0, 1) == LH_SUCCEEDED, "it compiles");
  luaL_openlibs(stock);
  require(luaL_loadbuffer(stock, chunk, strlen(chunk), "=both") == LUA_OK && lua_pcall(stock, 0, 1, 0) == LUA_OK,
    "it compiles in stock Lua");
  calls = 0;
}

void pair_open(const char *text) {
  chunk = text;
  open_both();
}

void pair_compare(int (*push)(lua_State *L, const uint8_t *data, size_t size), const uint8_t *data, size_t size) {
  if (++calls > CALLS_OF_A_STATE) open_both();
  lua_State *L = lh_state(patron);
  require(lh_enter(patron), "the runtime is not in use");
  lua_pushvalue(L, 1);
  int32_t status = lh_run(L, push(L, data, size), 1);
  lh_leave(patron);
  if (status == LH_STOPPED) {
    lua_settop(L, 1);
    return;
  }
  // Results by the hundred thousand overflow the stack of both, outside of what the function catches.
  lua_pushvalue(stock, 1);
  int stock_status = lua_pcall(stock, push(stock, data, size), 1, 0);
  require((status == LH_SUCCEEDED) == (stock_status == LUA_OK), "either both raise something, or neither");
  if (stock_status != LUA_OK) {
    lua_settop(L, 1);
    lua_settop(stock, 1);
    return;
  }
  size_t length, stock_length;
  const char *text = lua_tolstring(L, -1, &length), *stock_text = lua_tolstring(stock, -1, &stock_length);
  if (length != stock_length || memcmp(text, stock_text, length) != 0) {
    fprintf(stderr, "stock Lua gives\n%.*s\nPatron\n%.*s\n", (int)stock_length, stock_text, (int)length, text);
    abort();
  }
  lua_settop(L, 1);
  lua_settop(stock, 1);
}
