// Lua patterns (Lua 5.4 reference manual, §6.4.1), matched by backtracking that polls as it goes.
#ifndef LH_PATTERN_H
#define LH_PATTERN_H

#include "lh_internal.h"

enum {
  LH_MOST_CAPTURES = 32,
  LH_MATCH_DEPTH = 200,  ///< Nested attempts, as stock Lua allows them.
};

typedef struct lh_capture {
  const char *start;
  ptrdiff_t length;  ///< Or a mark below zero: still open, or a position.
} lh_capture;

/// A pattern being matched against a subject. Both must stay on the Lua stack, or be anchored otherwise.
typedef struct lh_matcher {
  lua_State *L;
  const char *subject, *subject_end;
  const char *pattern, *pattern_end;
  int32_t depth;
  size_t steps;  ///< Since the last poll.
  int32_t count;
  lh_capture captures[LH_MOST_CAPTURES];
} lh_matcher;

void lh_prepare(lh_matcher *m, lua_State *L, const char *subject, size_t length, const char *pattern,
                size_t pattern_length);
/// MAY RAISE. The end of the match that begins exactly at `start`, or null.
const char *lh_match(lh_matcher *m, const char *start);
/// MAY RAISE. The first match at or after `*start`, which then holds its beginning; its end, or null.
const char *lh_search(lh_matcher *m, const char **start, bool anchored);

/// MAY RAISE. Pushes capture `index`, from 0; capture 0 of a pattern without any is the whole match.
void lh_push_capture(lh_matcher *m, int32_t index, const char *start, const char *end);
/// MAY RAISE. Pushes all captures, or the whole match when there are none and `start` is not null; how many.
int lh_push_captures(lh_matcher *m, const char *start, const char *end);

/// Whether the pattern means only itself.
bool lh_is_plain(const char *pattern, size_t length);
/// MAY RAISE the kill. The first place of `needle` in the text, or null; in time linear in the text.
const char *lh_find_plain(lua_State *L, const char *text, size_t length, const char *needle, size_t needle_length);

#endif
