#include "lh_pattern.h"

#include <ctype.h>
#include <string.h>

enum { OPEN = -1, POSITION = -2 };
enum { STEPS_BETWEEN_POLLS = 1024 };

static const char *match(lh_matcher *m, const char *s, const char *p);

/// MAY RAISE the kill. Every loop below pays for its steps here.
static inline void spend(lh_matcher *m, size_t steps) {
  m->steps += steps;
  if (LH_UNLIKELY(m->steps >= STEPS_BETWEEN_POLLS)) {
    m->steps = 0;
    lh_poll(m->L);
  }
}

// MARK: Single characters

/// Whether `%letter` holds the character; an upper-case letter turns the class around.
static bool class_holds(unsigned char letter, unsigned char c) {
  int held;
  switch (tolower(letter)) {
    case 'a': held = isalpha(c); break;
    case 'c': held = iscntrl(c); break;
    case 'd': held = isdigit(c); break;
    case 'g': held = isgraph(c); break;
    case 'l': held = islower(c); break;
    case 'p': held = ispunct(c); break;
    case 's': held = isspace(c); break;
    case 'u': held = isupper(c); break;
    case 'w': held = isalnum(c); break;
    case 'x': held = isxdigit(c); break;
    case 'z': held = c == '\0'; break;  // Left from Lua 5.1, still there.
    default: return letter == c;
  }
  return (held != 0) != (isupper(letter) != 0);
}

/// Whether the set that begins at the `[` at `p` and whose `]` is the byte before `end` holds the character.
static bool set_holds(const char *p, const char *end, unsigned char c) {
  const char *const close = end - 1;
  bool held = true;
  p++;
  if (*p == '^') {
    held = false;
    p++;
  }
  while (p < close) {
    if (*p == '%') {
      if (class_holds((unsigned char)p[1], c)) return held;
      p += 2;
    } else if (p + 2 < close && p[1] == '-') {
      if ((unsigned char)p[0] <= c && c <= (unsigned char)p[2]) return held;
      p += 3;
    } else {
      if ((unsigned char)*p == c) return held;
      p++;
    }
  }
  return !held;
}

/// MAY RAISE. Where the single-character item at `p` ends; what may follow is its suffix.
static const char *item_end(lh_matcher *m, const char *p) {
  const char *const start = p;
  switch (*p++) {
    case '%':
      if (p == m->pattern_end) luaL_error(m->L, "malformed pattern (ends with '%%')");
      return p + 1;
    case '[':
      if (p < m->pattern_end && *p == '^') p++;
      // The first character belongs to the set even when it is a bracket.
      do {
        if (p >= m->pattern_end) luaL_error(m->L, "malformed pattern (missing ']')");
        p += *p == '%' ? 2 : 1;
      } while (p >= m->pattern_end || *p != ']');
      spend(m, (size_t)(p - start));
      return p + 1;
    default: return p;
  }
}

/// Whether the item from `p` to `end` holds the character at `s`.
static inline bool item_holds(lh_matcher *m, const char *s, const char *p, const char *end) {
  if (s >= m->subject_end) return false;
  const unsigned char c = (unsigned char)*s;
  switch (*p) {
    case '.': return true;
    case '%': return class_holds((unsigned char)p[1], c);
    case '[': spend(m, (size_t)(end - p)); return set_holds(p, end, c);
    default: return (unsigned char)*p == c;
  }
}

// MARK: Repetition

/// As many as there are, then fewer and fewer until the rest matches.
static const char *match_longest(lh_matcher *m, const char *s, const char *p, const char *end) {
  const char *last = s;
  while (item_holds(m, last, p, end)) {
    spend(m, 1);
    last++;
  }
  for (; last >= s; last--) {
    const char *const found = match(m, last, end + 1);
    if (found != NULL) return found;
  }
  return NULL;
}

/// As few as the rest allows.
static const char *match_shortest(lh_matcher *m, const char *s, const char *p, const char *end) {
  for (;;) {
    const char *const found = match(m, s, end + 1);
    if (found != NULL) return found;
    if (!item_holds(m, s, p, end)) return NULL;
    s++;
  }
}

// MARK: Captures and the other items

static const char *match_opened(lh_matcher *m, const char *s, const char *p) {
  if (m->count >= LH_MOST_CAPTURES) luaL_error(m->L, "too many captures");
  const bool position = p + 1 < m->pattern_end && p[1] == ')';
  m->captures[m->count++] = (lh_capture){s, position ? POSITION : OPEN};
  const char *const found = match(m, s, p + (position ? 2 : 1));
  if (found == NULL) m->count--;
  return found;
}

static const char *match_closed(lh_matcher *m, const char *s, const char *p) {
  int32_t index = m->count - 1;
  while (index >= 0 && m->captures[index].length != OPEN) index--;
  if (index < 0) luaL_error(m->L, "invalid pattern capture");
  m->captures[index].length = s - m->captures[index].start;
  const char *const found = match(m, s, p + 1);
  if (found == NULL) m->captures[index].length = OPEN;
  return found;
}

/// `%bxy`, from `x` at `p`.
static const char *match_balanced(lh_matcher *m, const char *s, const char *p) {
  if (m->pattern_end - p < 2) luaL_error(m->L, "malformed pattern (missing arguments to '%%b')");
  const char opening = p[0], closing = p[1];
  if (s >= m->subject_end || *s != opening) return NULL;
  size_t open = 1;
  for (s++; s < m->subject_end; s++) {
    spend(m, 1);
    if (*s == closing) {
      if (--open == 0) return s + 1;
    } else if (*s == opening) {
      open++;
    }
  }
  return NULL;
}

/// `%f[set]`, from the set at `p`; its end in `*after`.
static bool at_frontier(lh_matcher *m, const char *s, const char *p, const char **after) {
  if (p >= m->pattern_end || *p != '[') luaL_error(m->L, "missing '[' after '%%f' in pattern");
  *after = item_end(m, p);
  const unsigned char before = s == m->subject ? 0 : (unsigned char)s[-1];
  const unsigned char here = s == m->subject_end ? 0 : (unsigned char)*s;
  return !set_holds(p, *after, before) && set_holds(p, *after, here);
}

/// `%1` … `%9`: the same bytes again.
static const char *match_again(lh_matcher *m, const char *s, char digit) {
  const int32_t index = digit - '1';
  if (index < 0 || index >= m->count || m->captures[index].length == OPEN)
    luaL_error(m->L, "invalid capture index %%%d", (int)index + 1);
  const lh_capture capture = m->captures[index];
  if (capture.length < 0 || m->subject_end - s < capture.length) return NULL;
  spend(m, (size_t)capture.length / 32);
  return memcmp(s, capture.start, (size_t)capture.length) == 0 ? s + capture.length : NULL;
}

/// The end of a match of the pattern from `p` at `s`, or null. Calls itself for each choice that it may take back.
static const char *match(lh_matcher *m, const char *s, const char *p) {
  if (m->depth-- == 0) luaL_error(m->L, "pattern too complex");
  while (s != NULL && p != m->pattern_end) {
    spend(m, 1);
    if (*p == '(') {
      s = match_opened(m, s, p);
      break;
    }
    if (*p == ')') {
      s = match_closed(m, s, p);
      break;
    }
    if (*p == '$' && p + 1 == m->pattern_end) {
      if (s != m->subject_end) s = NULL;
      break;
    }
    if (*p == '%' && p + 1 < m->pattern_end) {
      if (p[1] == 'b') {
        s = match_balanced(m, s, p + 2);
        p += 4;
        continue;
      }
      if (p[1] == 'f') {
        if (!at_frontier(m, s, p + 2, &p)) s = NULL;
        continue;
      }
      if (isdigit((unsigned char)p[1])) {
        s = match_again(m, s, p[1]);
        p += 2;
        continue;
      }
    }

    const char *const end = item_end(m, p);
    const char suffix = end < m->pattern_end ? *end : '\0';
    const bool held = item_holds(m, s, p, end);
    if (suffix == '*' || suffix == '-' || suffix == '?') {
      if (!held) {
        p = end + 1;
      } else if (suffix == '?') {
        const char *const found = match(m, s + 1, end + 1);
        if (found != NULL) {
          s = found;
          break;
        }
        p = end + 1;
      } else {
        s = suffix == '*' ? match_longest(m, s, p, end) : match_shortest(m, s, p, end);
        break;
      }
    } else if (!held) {
      s = NULL;
    } else if (suffix == '+') {
      s = match_longest(m, s + 1, p, end);
      break;
    } else {
      s++;
      p = end;
    }
  }
  m->depth++;
  return s;
}

// MARK: The whole

void lh_prepare(lh_matcher *m, lua_State *L, const char *subject, size_t length, const char *pattern,
                size_t pattern_length) {
  // The captures stay as they are: `count` says how many mean anything.
  m->L = L;
  m->subject = subject;
  m->subject_end = subject + length;
  m->pattern = pattern;
  m->pattern_end = pattern + pattern_length;
  m->steps = 0;
}

const char *lh_match(lh_matcher *m, const char *start) {
  m->depth = LH_MATCH_DEPTH;
  m->count = 0;
  spend(m, 1);
  return match(m, start, m->pattern);
}

const char *lh_search(lh_matcher *m, const char **start, bool anchored) {
  for (;; (*start)++) {
    const char *const end = lh_match(m, *start);
    if (end != NULL || anchored || *start >= m->subject_end) return end;
  }
}

void lh_push_capture(lh_matcher *m, int32_t index, const char *start, const char *end) {
  if (index >= m->count) {
    if (index > 0) luaL_error(m->L, "invalid capture index %%%d", (int)index + 1);
    lua_pushlstring(m->L, start, (size_t)(end - start));
    return;
  }
  const lh_capture capture = m->captures[index];
  if (capture.length == OPEN) luaL_error(m->L, "unfinished capture");
  if (capture.length == POSITION)
    lua_pushinteger(m->L, capture.start - m->subject + 1);
  else
    lua_pushlstring(m->L, capture.start, (size_t)capture.length);
}

int lh_push_captures(lh_matcher *m, const char *start, const char *end) {
  const int32_t count = m->count == 0 && start != NULL ? 1 : m->count;
  luaL_checkstack(m->L, count, "too many captures");
  for (int32_t index = 0; index < count; index++) lh_push_capture(m, index, start, end);
  return count;
}

bool lh_is_plain(const char *pattern, size_t length) {
  for (size_t i = 0; i < length; i++)
    if (pattern[i] != '\0' && strchr("^$*+?.([%-", pattern[i]) != NULL) return false;
  return true;
}

const char *lh_find_plain(lua_State *L, const char *text, size_t length, const char *needle, size_t needle_length) {
  // memmem is linear but for needles up to 256 bytes, where a step may cost as much as the needle: windows, polled.
  const size_t least = 1 << 16;
  const size_t window = needle_length < least / 4 ? least : 4 * needle_length;
  while (length >= needle_length) {
    lh_poll(L);
    const size_t part = length < window ? length : window;
    const char *const found = memmem(text, part, needle, needle_length);
    if (found != NULL || part == length) return found;
    const size_t passed = part - needle_length + 1;
    text += passed;
    length -= passed;
  }
  return NULL;
}
