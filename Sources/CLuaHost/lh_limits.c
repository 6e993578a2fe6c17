// Clocks, the check and the kill. While all is well no hook is set: a timer on the run's own thread sets one, and the
// check that it leads to takes it away and starts the timer again.
#include "lh_internal.h"

#include <pthread.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { TICK_NS = 10 * 1000 * 1000, SAMPLE_NS = 1000 * 1000, STEP_PERIOD = 1000, SECOND_NS = 1000 * 1000 * 1000 };

#ifndef sigev_notify_thread_id
#define sigev_notify_thread_id _sigev_un._tid
#endif

/// The innermost runtime that this thread has entered. The handler reads it, so that a late signal finds nothing.
static _Thread_local lh_runtime *volatile innermost = NULL;

static char kill_value;

lh_runtime *lh_innermost(void) { return innermost; }

int64_t lh_now(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (int64_t)now.tv_sec * SECOND_NS + now.tv_nsec;
}

static int timer_signal(void) { return SIGRTMIN + 2; }

// MARK: The hook

static void hook(lua_State *L, lua_Debug *record) {
  lh_runtime *r = lh_of(L);
  if (LH_UNLIKELY(record->event == LUA_HOOKLINE)) {
    lh_count_line(r->coverage, L, record);
    // Lua counts instructions down between two lines, and a tick that comes at that moment is lost with the count. Every
    // loop and every call comes to a line, so the tick is seen here.
    if (r->tick && lh_check(L)) lh_raise_kill(L);
    return;
  }
  if (r->step_period) {
    int period = lua_gethookcount(L);
    r->steps_used += period > 0 ? period : 1;
    if (r->steps_used >= r->limits.steps) r->stop |= LH_STOP_STEPS;
  }
  if (lh_check(L)) lh_raise_kill(L);
}

/// The part of the hook that stays where lines are counted.
static int line_mask(const lh_runtime *r) { return r->coverage ? LUA_MASKLINE : 0; }

void lh_arm(lh_runtime *r, lua_State *L) { lua_sethook(L, hook, LUA_MASKCOUNT | line_mask(r), 1); }

void lh_disarm(lh_runtime *r, lua_State *L) {
  if (r->step_period) {
    if (lua_gethookcount(L) != r->step_period) lua_sethook(L, hook, LUA_MASKCOUNT | line_mask(r), r->step_period);
  } else if (lua_gethookmask(L) != line_mask(r)) {
    lua_sethook(L, hook, line_mask(r), 0);
  }
}

// MARK: The timer

/// The stop bits that the clocks and the canceller call for, this run's and those of the runs around it.
static int32_t due(const lh_runtime *r) {
  int32_t reasons = 0;
  for (; r; r = r->outer) {
    if (atomic_load_explicit(&r->cancelled, memory_order_relaxed)) reasons |= LH_STOP_CANCELLED;
    if (!r->entered) continue;
    if (r->limits.cpu_ns && lh_now(CLOCK_THREAD_CPUTIME_ID) - r->cpu_start >= r->limits.cpu_ns) reasons |= LH_STOP_CPU;
    if (r->limits.wall_ns && lh_now(CLOCK_MONOTONIC) - r->wall_start >= r->limits.wall_ns) reasons |= LH_STOP_WALL;
  }
  return reasons;
}

static void start_timer(timer_t timer, int64_t after) {
  if (after < 1) after = 1;
  struct itimerspec when = {.it_value = {.tv_sec = after / SECOND_NS, .tv_nsec = after % SECOND_NS}};
  timer_settime(timer, 0, &when, NULL);
}

static void start_ticking(lh_runtime *r) { start_timer(r->cpu_timer, r->profile ? SAMPLE_NS : TICK_NS); }

static void on_timer(int signal, siginfo_t *info, void *context) {
  (void)signal, (void)info, (void)context;
  for (lh_runtime *r = innermost; r; r = r->outer) {
    if (r->events.interrupt && due(r)) r->events.interrupt(r->events.interrupt_context);
    lua_State *L = r->cur;
    // In a host function nothing starts the timer again but this.
    if (r->in_host && r->has_timers) start_ticking(r);
    if (r->profile) lh_profile_interrupt(r);
    if (r->tick && r->asked == L) continue;
    r->tick = 1;
    r->asked = L;
    // A counted run has its hook already, which sees the tick.
    if (!r->step_period) lh_arm(r, L);
  }
}

static void install_handler(void) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_sigaction = on_timer;
  action.sa_flags = SA_SIGINFO | SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(timer_signal(), &action, NULL);
}

static bool make_timer(clockid_t clock, timer_t *timer) {
  struct sigevent event;
  memset(&event, 0, sizeof event);
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = timer_signal();
  event.sigev_notify_thread_id = (pid_t)syscall(SYS_gettid);
  return timer_create(clock, &event, timer) == 0;
}

static void restart_timers(lh_runtime *r) {
  for (; r; r = r->outer) {
    if (r->has_timers) {
      start_ticking(r);
      return;
    }
  }
}

void lh_unblock_timer(void) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, timer_signal());
  pthread_sigmask(SIG_UNBLOCK, &signals, NULL);
}

// MARK: Entering and leaving

bool lh_enter(lh_runtime *r) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  if (r->entered) return false;
  pthread_once(&once, install_handler);
  r->stop = 0;
  r->tick = 0;
  r->asked = NULL;
  r->written = 0;
  r->steps_used = 0;
  r->counted = 0;
  r->peak = r->used;
  r->stack_base = __builtin_frame_address(0);
  r->step_period = r->limits.steps > 0 ? (r->limits.steps < STEP_PERIOD ? (int32_t)r->limits.steps : STEP_PERIOD) : 0;
  r->cpu_start = lh_now(CLOCK_THREAD_CPUTIME_ID);
  r->wall_start = lh_now(CLOCK_MONOTONIC);
  lh_disarm(r, r->main);
  r->outer = innermost;
  r->entered = true;
  r->has_timers = make_timer(CLOCK_THREAD_CPUTIME_ID, &r->cpu_timer);
  if (r->has_timers && !make_timer(CLOCK_MONOTONIC, &r->wall_timer)) {
    timer_delete(r->cpu_timer);
    r->has_timers = false;
  }
  if (!r->has_timers) {
    // Without a timer nothing would stop a loop: count instructions instead.
    r->step_period = STEP_PERIOD;
    if (!r->limits.steps) r->limits.steps = INT64_MAX;
    lh_disarm(r, r->main);
  }
  innermost = r;
  if (r->has_timers) {
    start_ticking(r);
    if (r->limits.wall_ns) start_timer(r->wall_timer, r->limits.wall_ns);
  }
  return true;
}

void lh_leave(lh_runtime *r) {
  if (!r->entered) return;
  r->cpu_used = lh_now(CLOCK_THREAD_CPUTIME_ID) - r->cpu_start;
  if (r->has_timers) {
    timer_delete(r->cpu_timer);
    timer_delete(r->wall_timer);
    r->has_timers = false;
  }
  innermost = r->outer;
  r->outer = NULL;
  r->entered = false;
  atomic_store(&r->cancelled, 0);
  restart_timers(innermost);
}

// MARK: The check

static inline bool holds_too_much(const lh_runtime *r) { return r->used + r->counted > r->soft; }

/// The verdict that the allocator asks for.
static void judge(lh_runtime *r, lua_State *L) {
  // What asked for it may have been freed since: garbage never counts.
  if (holds_too_much(r)) lua_gc(L, LUA_GCCOLLECT);
  r->over = 0;
  if (holds_too_much(r)) r->stop |= LH_STOP_MEMORY;
}

int32_t lh_check(lua_State *L) {
  lh_runtime *r = lh_of(L);
  lh_disarm(r, L);
  if (r->over) judge(r, L);
  if (r->tick || r->step_period) {
    bool ticked = r->tick;
    r->tick = 0;
    r->asked = NULL;
    if (ticked && r->profile) lh_profile_take(L);
    if (ticked || !r->has_timers) r->stop |= due(r);
    if (ticked) restart_timers(r);
  }
  return r->stop;
}

bool lh_stop_when_due(lua_State *L) {
  lh_runtime *r = lh_of(L);
  r->stop |= due(r);
  return r->stop != 0;
}

void lh_poll_slowly(lua_State *L) {
  if (lh_check(L)) lh_raise_kill(L);
}

int lh_raise_kill(lua_State *L) {
  lh_runtime *r = lh_of(L);
  lua_checkstack(L, 4);
  lua_pushlightuserdata(L, &kill_value);
  // A `__close` handler dies at its first instruction.
  lh_arm(r, L);
  return lua_error(L);
}

// MARK: From outside

void lh_cancel(lh_runtime *r) { atomic_store_explicit(&r->cancelled, 1, memory_order_relaxed); }

void lh_stop(lh_runtime *r, int32_t reason) { r->stop |= reason; }

int32_t lh_stop_reasons(const lh_runtime *r) { return r->stop; }

int32_t lh_stop_due(const lh_runtime *r) { return r->stop | due(r); }

bool lh_should_stop(const lh_runtime *r) { return r->stop || due(r); }

bool lh_must_judge(void) {
  lh_runtime *r = innermost;
  // A host function can take all memory there is before the next instruction of Lua.
  return r && r->over && r->in_host == LH_IN_FUNCTION && r->cur;
}

bool lh_must_stop(void) {
  lh_runtime *r = innermost;
  if (lh_must_judge()) judge(r, r->cur);
  return r && lh_should_stop(r);
}

int64_t lh_cpu_used(const lh_runtime *r) {
  return r->entered ? lh_now(CLOCK_THREAD_CPUTIME_ID) - r->cpu_start : r->cpu_used;
}

int64_t lh_steps_used(const lh_runtime *r) { return r->steps_used; }
