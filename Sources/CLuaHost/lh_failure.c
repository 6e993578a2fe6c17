// What went wrong, written down by the message handler while the stack still stands, and outside Lua's memory.
#include "lh_internal.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGE_CAP = 4096, FRAMES = 20 };

const lh_failure *lh_failure_of(const lh_runtime *r) { return &r->failure; }

void lh_forget_failure(lh_runtime *r) {
  lh_failure *failure = &r->failure;
  free(failure->message);
  free(failure->code);
  free(failure->chunk);
  free(failure->traceback);
  free(failure->suggestion);
  memset(failure, 0, sizeof *failure);
}

static char *copy(const char *bytes, size_t length) {
  char *result = malloc(length + 1);
  if (!result) return NULL;
  memcpy(result, bytes, length);
  result[length] = 0;
  return result;
}

static void set_message(lh_failure *failure, const char *bytes, size_t length) {
  if (length > MESSAGE_CAP) length = MESSAGE_CAP;
  free(failure->message);
  failure->message = copy(bytes, length);
  failure->message_length = failure->message ? length : 0;
}

static void set_chunk(lh_failure *failure, const char *name, int line) {
  free(failure->chunk);
  if (*name == '@' || *name == '=') name++;
  failure->chunk = copy(name, strlen(name));
  failure->line = line;
}

// MARK: Position

/// Takes "short name:line: " off the front, when that is how the text begins; the bytes taken.
static size_t take_position(lh_runtime *r, const char *text, size_t length) {
  for (size_t i = 0; i < length && i < LUA_IDSIZE; i++) {
    if (text[i] != ':' || i + 1 >= length || !isdigit((unsigned char)text[i + 1])) continue;
    size_t end = i + 1;
    int line = 0;
    while (end < length && isdigit((unsigned char)text[end]) && line < 100000000) line = line * 10 + (text[end++] - '0');
    if (end >= length || text[end] != ':') continue;
    const lh_source *source = lh_source_named(r, text, i);
    bool is_string = i > 2 && text[0] == '[' && text[i - 1] == ']';
    if (!source && !is_string) continue;
    char *name = source ? NULL : copy(text, i);
    if (source || name) set_chunk(&r->failure, source ? source->name : name, line);
    free(name);
    end++;
    return end < length && text[end] == ' ' ? end + 1 : end;
  }
  return 0;
}

static const char *chunk_name(const lua_Debug *record) {
  return *record->source == '@' || *record->source == '=' ? record->source + 1 : record->short_src;
}

static void append(char **text, size_t *length, const char *line) {
  size_t more = strlen(line);
  char *longer = realloc(*text, *length + more + 2);
  if (!longer) return;
  if (*length) longer[(*length)++] = '\n';
  memcpy(longer + *length, line, more + 1);
  *length += more;
  *text = longer;
}

static void set_traceback(lh_runtime *r, lua_State *L) {
  lua_Debug record;
  char line[512];
  size_t length = 0;
  int shown = 0;
  for (int level = 1; lua_getstack(L, level, &record); level++) {
    lua_getinfo(L, "Slnt", &record);
    if (record.currentline <= 0) continue;
    if (++shown > FRAMES) {
      append(&r->failure.traceback, &length, "…");
      break;
    }
    if (*record.what == 'm') {
      snprintf(line, sizeof line, "%s:%d: in main chunk", chunk_name(&record), record.currentline);
    } else if (record.istailcall || !record.name) {
      snprintf(line, sizeof line, "%s:%d: in function <%d>", chunk_name(&record), record.currentline, record.linedefined);
    } else {
      snprintf(line, sizeof line, "%s:%d: in %s '%s'", chunk_name(&record), record.currentline,
        *record.namewhat ? record.namewhat : "function", record.name);
    }
    append(&r->failure.traceback, &length, line);
    if (!r->failure.chunk) set_chunk(&r->failure, chunk_name(&record), record.currentline);
  }
}

// MARK: The error value

static void describe(lh_runtime *r, lua_State *L, int index) {
  lh_failure *failure = &r->failure;
  int top = lua_gettop(L);
  size_t length;
  if (lh_is_error(L, index)) {
    lua_getiuservalue(L, index, 3);  // its position
    const char *position = lua_tolstring(L, -1, &length);
    if (position) take_position(r, position, length);
    lh_push_error_parts(L, index);
    const char *code = lua_tolstring(L, -2, &length);
    failure->code = copy(code, length);
    failure->code_length = failure->code ? length : 0;
  } else if (lua_type(L, index) == LUA_TSTRING) {
    lua_pushvalue(L, index);
  } else {
    lua_pushcfunction(L, lh_error_text);
    lua_pushvalue(L, index);
    if (lua_pcall(L, 1, 1, 0) != LUA_OK || lua_type(L, -1) != LUA_TSTRING) {
      lua_pop(L, 1);
      lua_pushfstring(L, "(error value is a %s)", lh_type_name(L, index));
    }
  }
  const char *text = lua_tolstring(L, -1, &length);
  size_t taken = take_position(r, text, length);
  set_message(failure, text + taken, length - taken);
  lua_settop(L, top);
}

int lh_handler(lua_State *L) {
  lh_runtime *r = lh_of(L);
  lh_forget_failure(r);
  if (!lua_checkstack(L, 30)) return 1;
  if (r->stop) {
    set_traceback(r, L);
    return 1;
  }
  describe(r, L, 1);
  set_traceback(r, L);
  if (r->failure.message) r->failure.suggestion = lh_suggest(L, r->failure.message);
  return 1;
}

void lh_write_failure(lh_runtime *r, lua_State *L, int status) {
  // An error in the handler, or one of the compiler, which calls none.
  if (r->failure.message && status == LUA_ERRRUN) return;
  lua_checkstack(L, 30);
  describe(r, L, lua_gettop(L));
}
