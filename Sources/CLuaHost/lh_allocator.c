// Counts every byte, those of Lua and those that host functions tell of. Over the soft cap it grants and asks for a verdict
// at the next instruction; it refuses only far above, and never while Swift is innermost, because a refusal is a longjmp.
#include "lh_internal.h"

#include <stdlib.h>

/// Whether a test wants this allocation to fail.
static bool refuses(lh_runtime *r) {
  if (r->refused_after > 1) {
    r->refused_after--;
    return false;
  }
  if (r->refused_once) r->refused_after = 0;
  return true;
}

int64_t lh_refuse_allocation(lh_runtime *r, int64_t number, bool once) {
  int64_t left = r->refused_after;
  r->refused_after = number;
  r->refused_once = once;
  return left;
}

static void ask_for_verdict(lh_runtime *r) {
  if (r->over) return;
  r->over = 1;
  if (r->cur) lh_arm(r, r->cur);
}

static inline void note_peak(lh_runtime *r) {
  if (r->used + r->counted > r->peak) r->peak = r->used + r->counted;
}

void *lh_allocate(void *runtime, void *block, size_t old_size, size_t new_size) {
  lh_runtime *r = runtime;
  size_t old = block ? old_size : 0;
  if (new_size == 0) {
    free(block);
    r->used -= old;
    return NULL;
  }
  if (new_size > old) {
    if (LH_UNLIKELY(r->refused_after) && !r->in_host && refuses(r)) return NULL;
    size_t after = r->used + (new_size - old);
    if (LH_UNLIKELY(after + r->counted > r->trigger)) {
      if (after > r->hard && !r->in_host) return NULL;
      ask_for_verdict(r);
    }
  }
  void *result = realloc(block, new_size);
  if (LH_UNLIKELY(!result)) return new_size <= old ? block : NULL;
  r->used = r->used - old + new_size;
  note_peak(r);
  return result;
}

void lh_count(size_t bytes) {
  lh_runtime *r = lh_innermost();
  // Around a run nothing would take back what was counted.
  if (!r || r->in_host != LH_IN_FUNCTION) return;
  r->counted = r->counted + bytes < bytes ? SIZE_MAX / 2 : r->counted + bytes;
  if (r->used + r->counted > r->trigger) ask_for_verdict(r);
  note_peak(r);
}

size_t lh_memory_cap(lh_runtime *r) { return r->soft; }

size_t lh_element_limit(lh_runtime *r) { return r->soft / 16; }

size_t lh_memory_used(const lh_runtime *r) { return r->used; }

size_t lh_memory_peak(const lh_runtime *r) { return r->peak; }
