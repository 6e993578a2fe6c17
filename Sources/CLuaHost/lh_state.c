// Opening and closing a runtime.
#include "lh_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// Never reached: whatever may raise runs protected. Lua would abort anyway; this says why.
static int panic(lua_State *L) {
  const char *message = lua_tostring(L, -1);
  fprintf(stderr, "a defect in Patron: unprotected Lua error: %s\n", message ? message : "?");
  return 0;
}

/// Makes `__concat` a name like any other, which no operator looks for: after a call of that metamethod Lua 5.4.4 goes
/// on with a pointer into the stack as it was before, so that a script could write outside of it. Lua finds metamethods
/// by the address of their interned names; this one gets a text that no script can guess. A name that a script writes is
/// then interned anew, whenever and wherever it is set. The text is as long as before, and nothing else reads it.
static void forget_concat(lua_State *L) {
  static const char name[] = "__concat";
  lua_pushlstring(L, name, sizeof name - 1);
  const char *interned = lua_tostring(L, -1);
  if (getentropy((char *)interned, sizeof name - 1) != 0) luaL_error(L, "no random numbers");
  lua_pop(L, 1);
}

static int install(lua_State *L) {
  forget_concat(L);
  lh_install_sandbox(L);
  return 0;
}

static size_t times(size_t value, size_t factor) {
  size_t result;
  return __builtin_mul_overflow(value, factor, &result) ? SIZE_MAX : result;
}

static size_t plus(size_t value, size_t more) {
  size_t result;
  return __builtin_add_overflow(value, more, &result) ? SIZE_MAX : result;
}

lh_runtime *lh_open(lh_limits limits, lh_events events, uint64_t seed, bool chinese) {
  lh_runtime *r = calloc(1, sizeof *r);
  if (!r) return NULL;
  r->events = events;
  r->seed = seed;
  r->chinese = chinese;
  r->coverage = lh_collecting();
  r->in_host = 1;
  r->soft = r->trigger = r->hard = SIZE_MAX;
  r->main = lua_newstate(lh_allocate, r);
  if (!r->main) {
    free(r);
    return NULL;
  }
  *(lh_runtime **)lua_getextraspace(r->main) = r;
  r->cur = r->main;
  lua_atpanic(r->main, panic);
  lua_pushcfunction(r->main, install);
  if (lua_pcall(r->main, 0, 0, 0) != LUA_OK) {
    lua_close(r->main);
    free(r);
    return NULL;
  }
  lh_set_limits(r, limits);
  return r;
}

void lh_set_limits(lh_runtime *r, lh_limits limits) {
  if (r->entered) return;
  r->limits = limits;
  r->soft = r->trigger = r->hard = SIZE_MAX;
  if (!limits.memory) return;
  r->soft = limits.memory;
  // Judged a little later than it is due, so that hovering below the cap does not mean a collection for every byte.
  r->trigger = plus(limits.memory, limits.memory / 16);
  // The largest honest growth in one instruction is a table's rehash, at most twice the cap: it is not refused.
  r->hard = plus(times(limits.memory, 3), 16 << 20);
}

void lh_close(lh_runtime *r) {
  lh_leave(r);
  lua_close(r->main);
  lh_forget_failure(r);
  lh_forget_sources(r);
  lh_profile_forget(r);
  free(r->dropped);
  free(r);
}

lua_State *lh_state(lh_runtime *r) { return r->main; }

lh_runtime *lh_runtime_of(lua_State *L) { return lh_of(L); }

void lh_set_texts(lh_runtime *r, void *texts) { r->texts = texts; }

void *lh_texts(lua_State *L) { return lh_of(L)->texts; }

bool lh_speaks_chinese(lua_State *L) { return lh_of(L)->chinese; }
