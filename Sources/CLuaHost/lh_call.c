// Calls in both directions. Swift returns to the trampoline before anything is raised, so that no error ever passes a
// Swift frame; and the script's own pcall and xpcall hand a kill on.
#include "lh_internal.h"

// MARK: Lua to Swift

/// What a body could not do itself: raise, yield, or answer for a limit.
static int finish(lua_State *L, int32_t result) {
  lh_runtime *r = lh_of(L);
  if (lh_flagged(r) && lh_check(L)) return lh_raise_kill(L);
  if (result >= 0) return result;
  if (result <= LH_YIELD) return lh_yield(L, LH_YIELD - result);
  // What went wrong may be a statement that the deadline interrupted before the timer said so.
  if (lh_stop_when_due(L)) return lh_raise_kill(L);
  lh_place_error(L, -1);
  return lua_error(L);
}

static inline __attribute__((always_inline)) int enter_host(lua_State *L, const lh_function *function) {
  lh_runtime *r = lh_of(L);
  if (LH_UNLIKELY(r->stop)) return lh_raise_kill(L);
  int32_t outside = r->in_host;
  size_t counted = r->counted;
  r->in_host = LH_IN_FUNCTION;
  int32_t result = function->body(function->context, L);
  r->in_host = outside;
  r->counted = counted;
  if (LH_LIKELY(result >= 0) && !lh_flagged(r)) return result;
  return finish(L, result);
}

static int trampoline(lua_State *L) { return enter_host(L, lua_touserdata(L, lua_upvalueindex(1))); }

// Asking Lua for an upvalue takes as long as a small function does. So the first functions of a runtime have trampolines
// of their own, each of which knows its function's place.
#define SIXTEEN(of, n) \
  of(n##0) of(n##1) of(n##2) of(n##3) of(n##4) of(n##5) of(n##6) of(n##7) \
  of(n##8) of(n##9) of(n##A) of(n##B) of(n##C) of(n##D) of(n##E) of(n##F)
#define EVERY_PLACE(of) \
  SIXTEEN(of, 0x0) SIXTEEN(of, 0x1) SIXTEEN(of, 0x2) SIXTEEN(of, 0x3) \
  SIXTEEN(of, 0x4) SIXTEEN(of, 0x5) SIXTEEN(of, 0x6) SIXTEEN(of, 0x7) \
  SIXTEEN(of, 0x8) SIXTEEN(of, 0x9) SIXTEEN(of, 0xA) SIXTEEN(of, 0xB) \
  SIXTEEN(of, 0xC) SIXTEEN(of, 0xD) SIXTEEN(of, 0xE) SIXTEEN(of, 0xF) \
  SIXTEEN(of, 0x10) SIXTEEN(of, 0x11) SIXTEEN(of, 0x12) SIXTEEN(of, 0x13) \
  SIXTEEN(of, 0x14) SIXTEEN(of, 0x15) SIXTEEN(of, 0x16) SIXTEEN(of, 0x17) \
  SIXTEEN(of, 0x18) SIXTEEN(of, 0x19) SIXTEEN(of, 0x1A) SIXTEEN(of, 0x1B) \
  SIXTEEN(of, 0x1C) SIXTEEN(of, 0x1D) SIXTEEN(of, 0x1E) SIXTEEN(of, 0x1F)
#define DEFINE(place) \
  static int trampoline_##place(lua_State *L) { return enter_host(L, &lh_of(L)->placed[place]); }
#define NAME(place) trampoline_##place,

EVERY_PLACE(DEFINE)
static const lua_CFunction trampolines[] = {EVERY_PLACE(NAME)};
_Static_assert(sizeof trampolines / sizeof *trampolines == LH_PLACES, "each place has a trampoline");

void lh_push_function(lua_State *L, const lh_function *function) {
  lh_runtime *r = lh_of(L);
  if (r->placed_count < LH_PLACES) {
    r->placed[r->placed_count] = *function;
    lua_pushcfunction(L, trampolines[r->placed_count++]);
  } else {
    lua_pushlightuserdata(L, (void *)function);
    lua_pushcclosure(L, trampoline, 1);
  }
}

/// The function whose own trampoline that is, or null.
static const lh_function *placed(const lh_runtime *r, lua_CFunction called) {
  for (int32_t place = 0; place < r->placed_count; place++) {
    if (called == trampolines[place]) return &r->placed[place];
  }
  return NULL;
}

const lh_function *lh_function_of(lua_State *L, int32_t index) {
  const lua_CFunction called = lua_tocfunction(L, index);
  const lh_function *found = placed(lh_of(L), called);
  if (found || called != trampoline) return found;
  lua_getupvalue(L, index, 1);
  const lh_function *function = lua_touserdata(L, -1);
  lua_pop(L, 1);
  return function;
}

/// Passes the arguments on without the table that was called.
static int call_of_view(lua_State *L) {
  lua_remove(L, 1);
  return trampoline(L);
}

void lh_set_call(lua_State *L, int32_t index, const lh_function *function) {
  if (!lua_getmetatable(L, index)) return;
  lua_pushlightuserdata(L, (void *)function);
  lua_pushcclosure(L, call_of_view, 1);
  lh_set_field(L, -2, "__call", 6);
  lua_pop(L, 1);
}

// MARK: Functions that own their context

typedef struct owned {
  lh_function function;
  void (*release)(void *context);
} owned;

static char owned_key;

/// Both `__gc` and `__close`; may be called again.
static int release_owned(lua_State *L) {
  owned *box = lua_touserdata(L, 1);
  if (!box || !box->release) return 0;
  void (*release)(void *) = box->release;
  box->release = NULL;
  lh_runtime *r = lh_of(L);
  int32_t outside = r->in_host;
  r->in_host = 1;
  release(box->function.context);
  r->in_host = outside;
  return 0;
}

static int owned_trampoline(lua_State *L) {
  owned *box = lua_touserdata(L, lua_upvalueindex(1));
  if (LH_UNLIKELY(!box->release)) {
    return luaL_error(L, "%s", lh_say(L, "this loop has ended: its iterator gives no more", "此循环已结束，迭代器不再给出数据"));
  }
  return enter_host(L, &box->function);
}

void lh_push_owned_function(lua_State *L, lh_function function, void (*release)(void *context)) {
  owned *box = lua_newuserdatauv(L, sizeof *box, 0);
  *box = (owned){function, NULL};
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &owned_key) != LUA_TTABLE) {
    lua_pop(L, 1);
    lua_createtable(L, 0, 4);
    lua_pushcfunction(L, release_owned);
    lh_set_field(L, -2, "__gc", 4);
    lua_pushcfunction(L, release_owned);
    lh_set_field(L, -2, "__close", 7);
    lua_pushboolean(L, 0);
    lh_set_field(L, -2, "__metatable", 11);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &owned_key);
  }
  box->release = release;
  lua_setmetatable(L, -2);
  lua_pushcclosure(L, owned_trampoline, 1);
}

void lh_push_closer(lua_State *L, int32_t index) {
  if (lua_tocfunction(L, index) == owned_trampoline) {
    lua_getupvalue(L, index, 1);
  } else {
    lua_pushnil(L);
  }
}

bool lh_is_host_function(lua_State *L, int index) {
  lua_CFunction function = lua_tocfunction(L, index);
  return function == trampoline || function == owned_trampoline || function == call_of_view || placed(lh_of(L), function);
}

// MARK: Swift to Lua

int32_t lh_call(lua_State *L, int32_t arguments, int32_t results) {
  lh_runtime *r = lh_of(L);
  int base = lua_gettop(L) - arguments;
  int status = LUA_ERRRUN;
  if (!r->stop) {
    int32_t outside = r->in_host;
    r->in_host = 0;
    status = lua_pcall(L, arguments, results, 0);
    r->in_host = outside;
    if (status == LUA_ERRMEM) r->stop |= LH_STOP_MEMORY;
  }
  if (r->stop) {
    lua_settop(L, base - 1);
    lua_pushnil(L);
    return LUA_ERRRUN;
  }
  return status;
}

int32_t lh_run(lua_State *L, int32_t arguments, int32_t results) {
  lh_runtime *r = lh_of(L);
  int base = lua_gettop(L) - arguments;
  int32_t status = LUA_ERRRUN;
  lh_forget_failure(r);
  if (lh_flagged(r)) lh_check(L);
  if (!r->stop) {
    lua_State *outside_cur = r->cur;
    int32_t outside = r->in_host;
    lua_pushcfunction(L, lh_handler);
    lua_insert(L, base);
    r->cur = L;
    r->in_host = 0;
    status = lua_pcall(L, arguments, results, base);
    r->in_host = outside;
    r->cur = outside_cur;
    lua_remove(L, base);
    if (status == LUA_ERRMEM) r->stop |= LH_STOP_MEMORY;
    if (lh_flagged(r)) lh_check(L);
  }
  if (r->stop) {
    lua_settop(L, base - 1);
    return LH_STOPPED;
  }
  if (status == LUA_OK) return LH_SUCCEEDED;
  lh_write_failure(r, L, status);
  lua_settop(L, base - 1);
  return LH_FAILED;
}

// MARK: pcall, xpcall, error

/// Also the continuation, when the call yielded. `extra` values lie below the results.
static int finish_protected(lua_State *L, int status, lua_KContext extra) {
  lh_runtime *r = lh_of(L);
  if (status == LUA_ERRMEM) r->stop |= LH_STOP_MEMORY;
  if (r->stop) return lh_raise_kill(L);
  if (LH_UNLIKELY(status != LUA_OK && status != LUA_YIELD)) {
    lua_pushboolean(L, 0);
    lua_pushvalue(L, -2);
    return 2;
  }
  return lua_gettop(L) - (int)extra;
}

static int protected_call(lua_State *L) {
  luaL_checkany(L, 1);
  lua_pushboolean(L, 1);
  lua_insert(L, 1);
  int status = lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, finish_protected);
  return finish_protected(L, status, 0);
}

/// The script's message handler, which a kill passes by.
static int handle(lua_State *L) {
  if (lh_of(L)->stop) return 1;
  lua_settop(L, 1);
  lua_pushvalue(L, lua_upvalueindex(1));
  lua_insert(L, 1);
  lua_call(L, 1, 1);
  return 1;
}

static int protected_call_with_handler(lua_State *L) {
  int count = lua_gettop(L);
  luaL_checktype(L, 2, LUA_TFUNCTION);
  lua_pushvalue(L, 2);
  lua_pushcclosure(L, handle, 1);
  lua_replace(L, 2);
  lua_pushboolean(L, 1);
  lua_pushvalue(L, 1);
  lua_rotate(L, 3, 2);
  int status = lua_pcallk(L, count - 2, LUA_MULTRET, 2, 2, finish_protected);
  return finish_protected(L, status, 2);
}

static int raise_value(lua_State *L) {
  int level = (int)luaL_optinteger(L, 2, 1);
  lua_settop(L, 1);
  if (lua_type(L, 1) == LUA_TSTRING && level > 0) {
    luaL_where(L, level);
    lua_pushvalue(L, 1);
    lua_concat(L, 2);
  }
  return lua_error(L);
}

bool lh_lets_yield(lua_State *L, int index) {
  lua_CFunction function = lua_tocfunction(L, index);
  return !function || function == protected_call || function == protected_call_with_handler;
}

void lh_install_calls(lua_State *L) {
  lua_pushcfunction(L, protected_call);
  lua_setglobal(L, "pcall");
  lua_pushcfunction(L, protected_call_with_handler);
  lua_setglobal(L, "xpcall");
  lua_pushcfunction(L, raise_value);
  lua_setglobal(L, "error");
}
