// Coroutines that keep the runtime's idea of who runs, so that the timer arms the right one, and that hand a kill on.
#include "lh_internal.h"

enum { CLOSE_DEPTH = 100, CLOSE_STACK = 4 << 20, RESUME_STEPS = 50 };

enum { DEAD, RUNNING, SUSPENDED, NORMAL };
static const char *const status_names[] = {"dead", "running", "suspended", "normal"};

static lua_State *argument(lua_State *L) {
  lua_State *co = lua_tothread(L, 1);
  luaL_argexpected(L, co, 1, "coroutine");
  return co;
}

static int status_of(lua_State *L, lua_State *co) {
  if (L == co) return RUNNING;
  switch (lua_status(co)) {
  case LUA_YIELD:
    return SUSPENDED;
  case LUA_OK: {
    lua_Debug record;
    if (lua_getstack(co, 0, &record)) return NORMAL;
    return lua_gettop(co) == 0 ? DEAD : SUSPENDED;
  }
  default:
    return DEAD;
  }
}

/// Moves `arguments` values over and resumes; the count of results, or -1 and an error value.
static int resume(lua_State *L, lua_State *co, int arguments) {
  lh_runtime *r = lh_of(L);
  if (LH_UNLIKELY(!lua_checkstack(co, arguments))) {
    lua_pushliteral(L, "too many arguments to resume");
    return -1;
  }
  lua_xmove(L, co, arguments);
  r->steps_used += RESUME_STEPS;
  r->cur = co;
  if (lh_flagged(r)) {
    // The timer may have armed L a moment before.
    r->cur = L;
    lh_poll_slowly(L);
    r->cur = co;
  }
  lh_resumption resumption = {L, r->resumption};
  r->resumption = &resumption;
  int results;
  int status = lua_resume(co, L, arguments, &results);
  r->resumption = resumption.outer;
  r->cur = L;
  if (status == LUA_ERRMEM) r->stop |= LH_STOP_MEMORY;
  lh_poll(L);
  if (LH_LIKELY(status == LUA_OK || status == LUA_YIELD)) {
    if (LH_UNLIKELY(!lua_checkstack(L, results + 1))) {
      lua_pop(co, results);
      lua_pushliteral(L, "too many results to resume");
      return -1;
    }
    lua_xmove(co, L, results);
    return results;
  }
  lua_xmove(co, L, 1);
  return -1;
}

/// Closes a dead or suspended coroutine, running its `__close` handlers; the status, and an error value on `co`.
static int close_coroutine(lua_State *L, lua_State *co) {
  lh_runtime *r = lh_of(L);
  // lua_resetthread forgets how deep the C stack is.
  if (r->close_depth >= CLOSE_DEPTH || lh_stack_depth(r) > CLOSE_STACK) {
    return luaL_error(L, "too many nested coroutine.close");
  }
  r->close_depth++;
  r->cur = co;
  int status = lua_resetthread(co);
  r->cur = L;
  r->close_depth--;
  if (status == LUA_ERRMEM) r->stop |= LH_STOP_MEMORY;
  lh_poll(L);
  return status;
}

static int coroutine_create(lua_State *L) {
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_State *co = lua_newthread(L);
  lua_pushvalue(L, 1);
  lua_xmove(L, co, 1);
  return 1;
}

static int coroutine_resume(lua_State *L) {
  lua_State *co = argument(L);
  int results = resume(L, co, lua_gettop(L) - 1);
  if (LH_UNLIKELY(results < 0)) {
    lua_pushboolean(L, 0);
    lua_insert(L, -2);
    return 2;
  }
  lua_pushboolean(L, 1);
  lua_insert(L, -(results + 1));
  return results + 1;
}

static int wrapped(lua_State *L) {
  lua_State *co = lua_tothread(L, lua_upvalueindex(1));
  int results = resume(L, co, lua_gettop(L));
  if (LH_LIKELY(results >= 0)) return results;
  int status = lua_status(co);
  if (status != LUA_OK && status != LUA_YIELD) {
    lua_pushvalue(L, -1);
    lua_xmove(L, co, 1);  // the error that its `__close` handlers see
    if (close_coroutine(L, co) != LUA_OK) lua_xmove(co, L, 1);
  }
  if (lua_type(L, -1) == LUA_TSTRING) {
    luaL_where(L, 1);
    lua_insert(L, -2);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

static int coroutine_wrap(lua_State *L) {
  coroutine_create(L);
  lua_pushcclosure(L, wrapped, 1);
  return 1;
}

/// Raises where the nearest call that a yield cannot pass is one of Swift.
static void refuse_within_host(lua_State *L) {
  lua_Debug record;
  luaL_checkstack(L, 8, NULL);
  bool is_main = lua_pushthread(L);
  lua_pop(L, 1);
  // Outside a coroutine there is nowhere to yield to.
  if (is_main) return;
  for (int level = 1, place = 0; lua_getstack(L, level, &record); level++) {
    lua_getinfo(L, "nlf", &record);
    bool is_host = lh_is_host_function(L, -1), lets_yield = lh_lets_yield(L, -1);
    lua_pop(L, 1);
    if (!place && record.currentline > 0) place = level;
    if (is_host) {
      luaL_where(L, place);
      // Called by another function, such as pcall, it has no name.
      if (record.name) {
        lua_pushfstring(L, lh_say(L, "a function that '%s' calls cannot yield: return from it, and yield after '%s'",
          "“%s”所调用的函数不能 yield：请先返回，在“%s”之后再 yield"), record.name, record.name);
      } else {
        lua_pushstring(L, lh_say(L, "a function that a host function calls cannot yield: return from it, and yield after that",
          "宿主函数所调用的函数不能 yield：请先返回，在宿主函数之后再 yield"));
      }
      lua_concat(L, 2);
      lua_error(L);
    }
    if (!lets_yield) return;
  }
}

int lh_yield(lua_State *L, int results) {
  if (!lua_isyieldable(L)) refuse_within_host(L);
  return lua_yield(L, results);
}

static int coroutine_yield(lua_State *L) { return lh_yield(L, lua_gettop(L)); }

static int coroutine_status(lua_State *L) {
  lua_pushstring(L, status_names[status_of(L, argument(L))]);
  return 1;
}

static int coroutine_isyieldable(lua_State *L) {
  lua_State *co = lua_isnone(L, 1) ? L : argument(L);
  lua_pushboolean(L, lua_isyieldable(co));
  return 1;
}

static int coroutine_running(lua_State *L) {
  int main = lua_pushthread(L);
  lua_pushboolean(L, main);
  return 2;
}

static int coroutine_close(lua_State *L) {
  lua_State *co = argument(L);
  int status = status_of(L, co);
  if (status != DEAD && status != SUSPENDED) {
    return luaL_error(L, "cannot close a %s coroutine", status_names[status]);
  }
  if (close_coroutine(L, co) == LUA_OK) {
    lua_pushboolean(L, 1);
    return 1;
  }
  lua_pushboolean(L, 0);
  lua_xmove(co, L, 1);
  return 2;
}

void lh_install_coroutine(lua_State *L) {
  static const luaL_Reg functions[] = {
    {"close", coroutine_close},   {"create", coroutine_create},   {"isyieldable", coroutine_isyieldable},
    {"resume", coroutine_resume}, {"running", coroutine_running}, {"status", coroutine_status},
    {"wrap", coroutine_wrap},     {"yield", coroutine_yield},     {NULL, NULL},
  };
  luaL_newlib(L, functions);
  lua_setglobal(L, "coroutine");
}
