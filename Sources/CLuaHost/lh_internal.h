// What the C files of the host share. Functions marked MAY RAISE leave by longjmp: never call them from Swift.
#ifndef LH_INTERNAL_H
#define LH_INTERNAL_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

#include "CLuaHost.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>

#define LH_LIKELY(x) __builtin_expect(!!(x), 1)
#define LH_UNLIKELY(x) __builtin_expect(!!(x), 0)

typedef struct lh_source lh_source;
typedef struct lh_profile lh_profile;

/// Who resumed a coroutine that runs, and who resumed that one.
typedef struct lh_resumption {
  lua_State *resumer;
  const struct lh_resumption *outer;
} lh_resumption;

/// How many functions of a runtime have a trampoline of their own.
enum { LH_PLACES = 512 };

/// Swift is innermost within a host function, and not around the run.
enum { LH_IN_FUNCTION = 2 };

struct lh_runtime {
  lua_State *main;
  lua_State *volatile cur;  ///< The coroutine that runs; where the timer arms the hook.
  lua_State *volatile asked;  ///< Where the timer armed it last.

  volatile sig_atomic_t tick;  ///< Set by the timer: look at the clocks.
  int32_t over;                ///< Set by the allocator: collect and judge.
  int32_t stop;                ///< LH_STOP_… bits; once set, never cleared within a run.
  int32_t in_host;             ///< Swift is innermost: the allocator refuses nothing. LH_IN_FUNCTION within a function.
  _Atomic int32_t cancelled;

  size_t used, peak, soft, hard, trigger;
  size_t counted;  ///< What the host functions that are under way have taken beside Lua's own.
  int64_t refused_after;  ///< For tests: which allocation from now fails; 0 for none.
  bool refused_once;      ///< Those after it do not.
  void *texts;            ///< What the host keeps of the texts that it reads.
  lh_limits limits;
  lh_events events;
  int64_t cpu_start, wall_start, cpu_used;
  int64_t steps_used;
  int32_t step_period;
  size_t written;
  uint64_t seed;
  bool seeds;  ///< The generator has not been brought to `seed` yet.
  int32_t chinese;

  lh_runtime *outer;  ///< The run that this one interrupts, on the same thread.
  bool entered, has_timers;
  timer_t cpu_timer, wall_timer;
  char *stack_base;
  int32_t close_depth;

  const lh_resumption *resumption;  ///< Who resumed the coroutine that runs; null for none.

  const row_reader *lent;  ///< The row that borrowed records read.
  uint64_t loan;           ///< Counts loans; a borrowed record of another loan has expired.
  uint32_t generation;     ///< Of the snapshots that are made now.
  uint8_t *dropped;        ///< A bit for each generation that is gone; null while there is none.
  size_t dropped_size;     ///< How many bytes of them there are.

  lh_source *sources;
  lh_failure failure;

  lh_coverage *coverage;  ///< Where lines are counted, or null.
  lh_profile *profile;    ///< Where samples are kept, or null.

  int32_t placed_count;
  lh_function placed[LH_PLACES];  ///< The functions that have a trampoline of their own.
};

/// The runtime of any coroutine's state: one load.
static inline lh_runtime *lh_of(lua_State *L) { return *(lh_runtime **)lua_getextraspace(L); }

/// MAY RAISE. Raises the kill, which nothing catches.
int lh_raise_kill(lua_State *L);
/// Looks at memory, clocks and cancellation; the stop bits. Does not raise.
int32_t lh_check(lua_State *L);
/// Looks at clocks and cancellation now, whether or not a timer has called; whether the run must stop. Does not raise.
bool lh_stop_when_due(lua_State *L);
/// MAY RAISE the kill. The slow half of `lh_poll`.
void lh_poll_slowly(lua_State *L);

static inline bool lh_flagged(const lh_runtime *r) { return LH_UNLIKELY(r->tick | r->over | r->stop); }

/// MAY RAISE the kill, when one is due. Cheap: call it every thousand steps of a long loop in C.
static inline void lh_poll(lua_State *L) {
  if (lh_flagged(lh_of(L))) lh_poll_slowly(L);
}

/// The most elements that one library call may walk or make: the soft cap / 16.
size_t lh_element_limit(lh_runtime *r);
/// The soft cap in bytes; SIZE_MAX when there is none.
size_t lh_memory_cap(lh_runtime *r);

/// MAY RAISE, runs `__tostring`. Pushes the text of the value, without addresses; as luaL_tolstring otherwise.
const char *lh_tostring(lua_State *L, int index, size_t *length);
/// MAY RAISE, runs `__tostring`. A function of Lua: the text of an error value, of a plain table what is in it.
int lh_error_text(lua_State *L);

/// The English text, or the Chinese one when the runtime speaks Chinese.
static inline const char *lh_say(lua_State *L, const char *english, const char *chinese) {
  return lh_of(L)->chinese ? chinese : english;
}

/// Whether `candidate` is nearer to `name` than `*best`, which it then replaces. Start `*best` at `lh_suggest_start`.
bool lh_nearer(const char *name, size_t length, const char *candidate, size_t candidate_length, int32_t *best);
/// The distance that a suggestion must stay below.
int32_t lh_suggest_start(size_t length);

// Installers; each pushes nothing. MAY RAISE for memory.
void lh_install_string(lua_State *L);     ///< `string`, and the metatable of strings (`__metatable = false`).
void lh_install_table(lua_State *L);      ///< `table`
void lh_install_pairs(lua_State *L);      ///< `pairs`, `next`: ordered
void lh_install_calls(lua_State *L);      ///< `pcall`, `xpcall`, `error`
void lh_install_load(lua_State *L);       ///< `load`
void lh_install_coroutine(lua_State *L);  ///< `coroutine`
void lh_install_require(lua_State *L);    ///< `require`
void lh_push_modules(lua_State *L);       ///< what scripts have required, by file
void lh_install_errors(lua_State *L);     ///< the metatable of host errors
void lh_install_money(lua_State *L);      ///< the metatable of money
void lh_install_null(lua_State *L);       ///< the metatable of null
void lh_install_sandbox(lua_State *L);    ///< everything: the allow list

/// MAY RAISE. Yields `results` values; where a host function is in the way, the error says so.
int lh_yield(lua_State *L, int results);
/// Whether the function at that index is one of Swift.
bool lh_is_host_function(lua_State *L, int index);
/// Whether a yield passes a call of the function at that index: one in Lua, or a protected call.
bool lh_lets_yield(lua_State *L, int index);

/// MAY RAISE. Replaces the table on top by a read-only view of it: assignment and `rawset` raise, `pairs` works.
void lh_make_read_only(lua_State *L, const char *name);

/// The key of a table nearest to a name that was asked for; the first in alphabetical order of several, null for none.
const char *lh_nearest_key(lua_State *L, int table, const char *name, size_t length);
/// MAY RAISE for memory. Gives the table at that index the metatable on top, or none for nil, and pops it: without `__gc`,
/// which a script may have set in it since, and no limit could stop.
void lh_set_metatable(lua_State *L, int32_t index);

/// Text only, at most 1 MiB, fed in pieces; the status of lua_load. MAY RAISE the kill only when `L` runs a script.
int lh_load_text(lua_State *L, const char *text, size_t length, const char *name);

/// The message handler of a run: writes the failure down while the stack still stands. MAY RAISE (it is a handler).
int lh_handler(lua_State *L);
/// Makes sure that a failure is written down, also when the handler could not; the error value is on top.
void lh_write_failure(lh_runtime *r, lua_State *L, int status);
void lh_forget_failure(lh_runtime *r);
/// Keeps a chunk's source for error messages.
void lh_remember(lua_State *L, const char *text, size_t length, const char *name);
void lh_forget_sources(lh_runtime *r);

/// A chunk that the host loaded: what errors are traced back to. `name` is as given, with its mark.
struct lh_source {
  lh_source *next;
  size_t length;
  const char *name, *text;
  char short_name[LUA_IDSIZE];
};
/// The newest source whose short name is the first `length` bytes, or null.
const lh_source *lh_source_named(const lh_runtime *r, const char *short_name, size_t length);

/// Sets the position of a host error that has none, where the nearest Lua code stands. Never raises but for memory.
void lh_place_error(lua_State *L, int index);
/// Whether the value is a host error.
bool lh_is_error(lua_State *L, int index);
/// Whether the value is a borrowed record of a loan that is over.
bool lh_is_expired(lua_State *L, int index);
/// Finds the key that was meant by the message "… a nil value (field 'name')"; null or a string to free.
char *lh_suggest(lua_State *L, const char *message);
/// Bytes of C stack that the run has used.
static inline size_t lh_stack_depth(const lh_runtime *r) {
  char *here = __builtin_frame_address(0);
  return r->stack_base > here ? (size_t)(r->stack_base - here) : 0;
}

void *lh_allocate(void *runtime, void *block, size_t old_size, size_t new_size);
/// Sets the hook so that the check runs at the next instruction. Only sets fields: safe in a signal handler.
void lh_arm(lh_runtime *r, lua_State *L);
void lh_disarm(lh_runtime *r, lua_State *L);
int64_t lh_now(clockid_t clock);
/// What counts the lines of states that this thread opens, or null.
lh_coverage *lh_collecting(void);
void lh_profile_interrupt(lh_runtime *r);
void lh_profile_take(lua_State *L);
void lh_profile_forget(lh_runtime *r);
void lh_count_line(lh_coverage *coverage, lua_State *L, lua_Debug *record);
/// The innermost runtime that this thread has entered, or null.
lh_runtime *lh_innermost(void);

#endif
