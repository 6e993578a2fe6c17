// "Did you mean": the nearest key of what was really there.
#include "lh_internal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 48, MOST_KEYS = 10000 };

int32_t lh_suggest_start(size_t length) { return length < 2 ? 1 : length < 4 ? 2 : length < 7 ? 3 : 4; }

static int32_t least(int32_t a, int32_t b) { return a < b ? a : b; }

/// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment), in bytes.
static int32_t distance(const char *a, size_t n, const char *b, size_t m) {
  int32_t rows[3][LONGEST + 1];
  int32_t *before = rows[0], *above = rows[1], *row = rows[2];
  for (size_t j = 0; j <= m; j++) above[j] = (int32_t)j;
  for (size_t i = 1; i <= n; i++) {
    row[0] = (int32_t)i;
    for (size_t j = 1; j <= m; j++) {
      int32_t cost = above[j - 1] + (a[i - 1] != b[j - 1]);
      cost = least(cost, least(above[j], row[j - 1]) + 1);
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) cost = least(cost, before[j - 2] + 1);
      row[j] = cost;
    }
    int32_t *spare = before;
    before = above, above = row, row = spare;
  }
  return above[m];
}

bool lh_nearer(const char *name, size_t length, const char *candidate, size_t candidate_length, int32_t *best) {
  if (length > LONGEST || candidate_length > LONGEST) return false;
  int32_t found = distance(name, length, candidate, candidate_length);
  if (found == 0 || found >= *best) return false;
  *best = found;
  return true;
}

typedef struct wanted {
  const char *name;
  size_t length;
  int32_t best;
  int32_t keys_left;  ///< How many more keys are looked at: no deadline reaches this.
  char found[LONGEST + 1];
} wanted;

static void consider(wanted *w, const char *candidate, size_t length) {
  // Ties go to the first in alphabetical order, so that the answer does not depend on a table's order.
  if (length > LONGEST || *candidate == '(') return;
  int32_t best = *w->found ? w->best + 1 : w->best;
  if (!lh_nearer(w->name, w->length, candidate, length, &best)) return;
  if (*w->found && best == w->best && strcmp(candidate, w->found) >= 0) return;
  w->best = best;
  memcpy(w->found, candidate, length);
  w->found[length] = 0;
}

/// The keys of the table on top and of what it inherits from by `__index`.
static void consider_keys(lua_State *L, wanted *w) {
  int top = lua_gettop(L);
  lua_pushvalue(L, -1);
  for (int depth = 0; depth < 8 && lua_istable(L, -1); depth++) {
    for (lua_pushnil(L); w->keys_left > 0 && lua_next(L, -2); lua_pop(L, 1)) {
      w->keys_left--;
      size_t length;
      const char *key = lua_type(L, -2) == LUA_TSTRING ? lua_tolstring(L, -2, &length) : NULL;
      if (key) consider(w, key, length);
    }
    if (w->keys_left <= 0 || !lua_getmetatable(L, -1)) break;
    lua_pushliteral(L, "__index");
    lua_rawget(L, -2);
  }
  lua_settop(L, top);
}

/// Pushes the local variable, upvalue or global that `name` means in the function at `record`; one value always.
static void push_variable(lua_State *L, lua_Debug *record, const char *name, size_t length) {
  int found = 0;
  const char *candidate;
  for (int i = 1; (candidate = lua_getlocal(L, record, i)); i++) {
    if (strlen(candidate) == length && memcmp(candidate, name, length) == 0) found = i;
    lua_pop(L, 1);
  }
  if (found) {
    lua_getlocal(L, record, found);
    return;
  }
  lua_getinfo(L, "f", record);
  for (int i = 1; (candidate = lua_getupvalue(L, -1, i)); i++) {
    if (strlen(candidate) == length && memcmp(candidate, name, length) == 0) {
      lua_remove(L, -2);
      return;
    }
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  lua_pushglobaltable(L);
  lua_pushlstring(L, name, length);
  lua_rawget(L, -2);
  lua_remove(L, -2);
}

/// Replaces the table on top by its field, looking through `__index` tables.
static void push_member(lua_State *L, const char *name, size_t length) {
  for (int depth = 0; depth < 8 && lua_istable(L, -1); depth++) {
    lua_pushlstring(L, name, length);
    if (lua_rawget(L, -2) != LUA_TNIL || !lua_getmetatable(L, -2)) break;
    lua_remove(L, -2);
    lua_pushliteral(L, "__index");
    lua_rawget(L, -2);
    lua_replace(L, -3);
    lua_pop(L, 1);
  }
}

static bool is_name(char c) { return isalnum((unsigned char)c) || c == '_'; }

/// Pushes what stands before `.name` or `:name` on the line of source where the error is; false when it is not plain.
static bool push_indexed(lua_State *L, lua_Debug *record, const char *name, size_t length) {
  const lh_source *source = lh_source_named(lh_of(L), record->short_src, strlen(record->short_src));
  if (!source) return false;
  const char *line = source->text, *end = source->text + source->length;
  for (int at = 1; at < record->currentline; at++) {
    line = memchr(line, '\n', (size_t)(end - line));
    if (!line) return false;
    line++;
  }
  const char *stop = memchr(line, '\n', (size_t)(end - line));
  if (!stop) stop = end;
  for (const char *at = line + 1; at + length < stop + 1 && at + length <= stop; at++) {
    bool linked = at[-1] == '.' || at[-1] == ':';
    if (!linked || memcmp(at, name, length) != 0 || (at + length < stop && is_name(at[length]))) continue;
    const char *start = at - 1;
    while (start > line && (is_name(start[-1]) || start[-1] == '.')) start--;
    if (start == at - 1 || *start == '.' || isdigit((unsigned char)*start)) return false;
    const char *part = start;
    for (const char *i = start; i < at; i++) {
      if (i != at - 1 && *i != '.') continue;
      if (part == start) {
        push_variable(L, record, part, (size_t)(i - part));
      } else {
        push_member(L, part, (size_t)(i - part));
      }
      part = i + 1;
    }
    return true;
  }
  return false;
}

char *lh_suggest(lua_State *L, const char *message) {
  const char *clue = strstr(message, " a nil value (");
  if (!clue) return NULL;
  clue += strlen(" a nil value (");
  const char *quote = strchr(clue, '\'');
  const char *close = quote ? strrchr(quote + 1, '\'') : NULL;
  if (!close) return NULL;
  wanted w = {.name = quote + 1, .length = (size_t)(close - quote - 1)};
  w.best = lh_suggest_start(w.length);
  w.keys_left = MOST_KEYS;
  lua_Debug record;
  int level = 1;
  while (lua_getstack(L, level, &record)) {
    lua_getinfo(L, "Sl", &record);
    if (record.currentline > 0) break;
    level++;
  }
  if (!lua_getstack(L, level, &record)) return NULL;
  lua_getinfo(L, "Sl", &record);
  int top = lua_gettop(L);
  if (strncmp(clue, "global", 6) == 0) {
    lua_pushglobaltable(L);
    consider_keys(L, &w);
    const char *candidate;
    for (int i = 1; (candidate = lua_getlocal(L, &record, i)); i++) {
      consider(&w, candidate, strlen(candidate));
      lua_pop(L, 1);
    }
    lua_getinfo(L, "f", &record);
    for (int i = 1; (candidate = lua_getupvalue(L, -1, i)); i++) {
      if (strcmp(candidate, "_ENV") != 0) consider(&w, candidate, strlen(candidate));
      lua_pop(L, 1);
    }
  } else if (strncmp(clue, "field", 5) == 0 || strncmp(clue, "method", 6) == 0) {
    if (push_indexed(L, &record, w.name, w.length)) {
      if (lua_type(L, -1) == LUA_TSTRING && lua_getmetatable(L, -1)) {
        lua_pushliteral(L, "__index");
        lua_rawget(L, -2);
      }
      consider_keys(L, &w);
    }
  }
  lua_settop(L, top);
  // What the first of very many keys are depends on the table's order.
  return *w.found && w.keys_left > 0 ? strdup(w.found) : NULL;
}
