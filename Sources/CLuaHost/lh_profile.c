// Where a run's processor time goes. The timer that looks at the clocks comes often, notes what it interrupted, and the
// check that it leads to takes down the stack. No hook stays between two samples.
#include "lh_internal.h"

#include <execinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 64, STACK_CAP = 16 << 10, MOST_STACKS = 1 << 16, FRAMES_OF_C = 24, KINDS = 3, BUCKETS = 4096 };

typedef struct sample {
  struct sample *next;
  int64_t time;
  uint64_t count;
  int32_t kind;
  size_t length;
  char stack[];
} sample;

struct lh_profile {
  const char *from, *to;        ///< The code that is a kind of its own.
  volatile sig_atomic_t found[KINDS];  ///< What the timer interrupted since the last sample, and how often.
  int64_t last;                 ///< The processor time of the last sample.
  size_t stacks;
  size_t used;
  sample *buckets[BUCKETS];
  char text[STACK_CAP];
};

bool lh_profile_start(lh_runtime *r, const void *from, const void *to) {
  if (!r->profile) r->profile = calloc(1, sizeof *r->profile);
  if (!r->profile) return false;
  r->profile->from = from;
  r->profile->to = to;
  // The first call loads a library, which a signal handler must not do.
  void *frames[2];
  backtrace(frames, 2);
  r->profile->last = -1;
  return true;
}

void lh_profile_forget(lh_runtime *r) {
  if (!r->profile) return;
  for (size_t i = 0; i < BUCKETS; i++) {
    while (r->profile->buckets[i]) {
      sample *next = r->profile->buckets[i]->next;
      free(r->profile->buckets[i]);
      r->profile->buckets[i] = next;
    }
  }
  free(r->profile);
  r->profile = NULL;
}

void lh_profile_visit(const lh_runtime *r, void *context, lh_sample_visitor visit) {
  if (!r->profile) return;
  for (size_t i = 0; i < BUCKETS; i++) {
    for (const sample *s = r->profile->buckets[i]; s; s = s->next) {
      visit(context, s->stack, s->length, s->kind, s->time, s->count);
    }
  }
}

/// In the signal handler: what runs now.
void lh_profile_interrupt(lh_runtime *r) {
  lh_profile *profile = r->profile;
  int kind = r->in_host ? LH_IN_HOST : LH_IN_LUA;
  if (r->in_host && profile->from) {
    void *frames[FRAMES_OF_C];
    int count = backtrace(frames, FRAMES_OF_C);
    for (int i = 0; i < count; i++) {
      const char *code = frames[i];
      if (code >= profile->from && code < profile->to) kind = LH_IN_RANGE;
    }
  }
  profile->found[kind]++;
}

// MARK: Taking down

/// Adds a piece; what does not fit any more is left out.
static void put(lh_profile *profile, const char *text, size_t length) {
  if (length > STACK_CAP - profile->used) length = STACK_CAP - profile->used;
  memcpy(profile->text + profile->used, text, length);
  profile->used += length;
}

/// How many frames a stack has. Each look takes as long as it is deep.
static int depth_of(lua_State *L) {
  lua_Debug record;
  int low = 0, high = 1;
  while (lua_getstack(L, high, &record)) low = high, high *= 2;
  while (high - low > 1) {
    int middle = low + (high - low) / 2;
    if (lua_getstack(L, middle, &record)) low = middle;
    else high = middle;
  }
  return lua_getstack(L, low, &record) ? low + 1 : 0;
}

/// Adds one frame: name, chunk, the line where the function begins, the line that runs; for a host function the address
/// of its context in place of the chunk.
static void put_frame(lh_profile *profile, lua_State *L, int level) {
  lua_Debug record;
  if (!lua_getstack(L, level, &record)) return;
  lua_getinfo(L, "Slnf", &record);
  const lh_function *function = *record.what == 'C' ? lh_function_of(L, -1) : NULL;
  lua_pop(L, 1);
  char numbers[64];
  const char *name = record.name ? record.name : "";
  put(profile, name, strlen(name));
  put(profile, "\t", 1);
  if (function) {
    put(profile, numbers, (size_t)snprintf(numbers, sizeof numbers, "%p", function->context));
  } else if (*record.what != 'C') {
    const char *chunk = *record.source == '@' || *record.source == '=' ? record.source + 1 : record.short_src;
    size_t length = strcspn(chunk, "\t\n");
    put(profile, chunk, length);
  }
  put(profile, numbers, (size_t)snprintf(numbers, sizeof numbers, "\t%d\t%d\n", record.linedefined, record.currentline));
}

static uint64_t hash(const char *text, size_t length) {
  uint64_t value = 14695981039346656037u;  // FNV-1a
  for (size_t i = 0; i < length; i++) value = (value ^ (uint8_t)text[i]) * 1099511628211u;
  return value;
}

/// Adds time to the stack that was put down.
static void add(lh_profile *profile, int32_t kind, int64_t time) {
  sample **link = &profile->buckets[hash(profile->text, profile->used) % BUCKETS];
  while (*link && ((*link)->kind != kind || (*link)->length != profile->used
    || memcmp((*link)->stack, profile->text, profile->used) != 0)) {
    link = &(*link)->next;
  }
  if (!*link && profile->stacks < MOST_STACKS) {
    sample *made = malloc(sizeof *made + profile->used);
    if (!made) return;
    *made = (sample){.kind = kind, .length = profile->used};
    memcpy(made->stack, profile->text, profile->used);
    *link = made;
    profile->stacks++;
  }
  if (!*link) return;
  (*link)->time += time;
  (*link)->count++;
}

/// Adds a frame for those that are left out, once.
static void put_gap(lh_profile *profile) {
  static const char gap[] = "…\t\t0\t0\n";
  size_t length = sizeof gap - 1;
  if (profile->used >= length && memcmp(profile->text + profile->used - length, gap, length) == 0) return;
  put(profile, gap, length);
}

/// Puts the stack down, the outermost frame first, with those of the coroutines that resumed it. Of a deep one the outermost
/// frame and the innermost ones are kept.
static void put_stack(lh_profile *profile, lua_State *L, const lh_resumption *resumption, int room) {
  int depth = lua_checkstack(L, 8) ? depth_of(L) : 0;
  int kept = depth < room ? depth : room;
  if (resumption) {
    put_stack(profile, resumption->resumer, resumption->outer, room - kept);
    if (kept < depth) put_gap(profile);
  } else if (kept < depth) {
    put_frame(profile, L, depth - 1);
    if (kept + 1 < depth) put_gap(profile);
  }
  for (int level = kept - 1; level >= 0; level--) put_frame(profile, L, level);
}

void lh_profile_take(lua_State *L) {
  lh_runtime *r = lh_of(L);
  lh_profile *profile = r->profile;
  int64_t time = lh_now(CLOCK_THREAD_CPUTIME_ID) - (profile->last < r->cpu_start ? r->cpu_start : profile->last);
  profile->used = 0;
  put_stack(profile, L, r->resumption, DEEPEST);
  int64_t all = profile->found[0] + profile->found[1] + profile->found[2];
  for (int32_t kind = 0; kind < KINDS; kind++) {
    // A host function may have been interrupted several times.
    if (profile->found[kind]) add(profile, kind, time * profile->found[kind] / all);
    profile->found[kind] = 0;
  }
  // Taking it down is nobody's time.
  profile->last = lh_now(CLOCK_THREAD_CPUTIME_ID);
}
