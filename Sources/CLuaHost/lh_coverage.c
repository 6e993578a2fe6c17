// Which lines of which chunks ran: counted by a line hook, for tests that ask for it. And which lines can run at all, read
// from what the compiler made of a text.
#include "lh_internal.h"

#include <stdlib.h>
#include <string.h>

typedef struct lh_chunk {
  struct lh_chunk *next;
  char *name;
  uint64_t *counts;
  int32_t capacity;
} lh_chunk;

struct lh_coverage {
  lh_coverage *outer;
  lh_chunk *chunks;  ///< The one that ran last is the first.
};

static _Thread_local lh_coverage *collecting = NULL;

lh_coverage *lh_collecting(void) { return collecting; }

lh_coverage *lh_coverage_open(void) {
  lh_coverage *coverage = calloc(1, sizeof *coverage);
  if (!coverage) return NULL;
  coverage->outer = collecting;
  collecting = coverage;
  return coverage;
}

void lh_coverage_close(lh_coverage *coverage) {
  if (collecting == coverage) collecting = coverage->outer;
  while (coverage->chunks) {
    lh_chunk *chunk = coverage->chunks;
    coverage->chunks = chunk->next;
    free(chunk->name);
    free(chunk->counts);
    free(chunk);
  }
  free(coverage);
}

void lh_coverage_visit(const lh_coverage *coverage, void *context, lh_line_visitor visit) {
  for (const lh_chunk *chunk = coverage->chunks; chunk; chunk = chunk->next) {
    for (int32_t line = 0; line < chunk->capacity; line++) {
      if (chunk->counts[line]) visit(context, chunk->name, line, chunk->counts[line]);
    }
  }
}

/// The chunk of that name, brought to the front; null when there is no memory.
static lh_chunk *chunk_named(lh_coverage *coverage, const char *name) {
  for (lh_chunk **link = &coverage->chunks; *link; link = &(*link)->next) {
    lh_chunk *chunk = *link;
    if (strcmp(chunk->name, name) != 0) continue;
    *link = chunk->next;
    chunk->next = coverage->chunks;
    return coverage->chunks = chunk;
  }
  lh_chunk *chunk = calloc(1, sizeof *chunk);
  if (!chunk || !(chunk->name = strdup(name))) {
    free(chunk);
    return NULL;
  }
  chunk->next = coverage->chunks;
  return coverage->chunks = chunk;
}

void lh_count_line(lh_coverage *coverage, lua_State *L, lua_Debug *record) {
  lua_getinfo(L, "S", record);
  const char *name = *record->source == '@' || *record->source == '=' ? record->source + 1 : record->source;
  lh_chunk *chunk = coverage->chunks;
  if (!chunk || strcmp(chunk->name, name) != 0) chunk = chunk_named(coverage, name);
  int32_t line = record->currentline;
  if (!chunk || line < 0) return;
  if (line >= chunk->capacity) {
    int32_t capacity = line < (1 << 29) ? 2 * line + 64 : line + 1;
    uint64_t *counts = realloc(chunk->counts, (size_t)capacity * sizeof *counts);
    if (!counts) return;
    memset(counts + chunk->capacity, 0, (size_t)(capacity - chunk->capacity) * sizeof *counts);
    chunk->counts = counts;
    chunk->capacity = capacity;
  }
  chunk->counts[line]++;
}

// MARK: Lines that can run

/// A dumped function of Lua 5.4, read forwards; `at` is null once something was not there.
typedef struct dump {
  const uint8_t *at, *end;
  void *context;
  lh_line_visitor visit;
} dump;

static void skip(dump *d, size_t count) {
  if (!d->at || (size_t)(d->end - d->at) < count) d->at = NULL;
  else d->at += count;
}

static uint8_t byte(dump *d) {
  const uint8_t *at = d->at;
  skip(d, 1);
  return d->at ? *at : 0;
}

static size_t number(dump *d) {
  size_t value = 0;
  uint8_t last;
  do {
    last = byte(d);
    value = value << 7 | (last & 0x7F);
  } while (d->at && !(last & 0x80));
  return value;
}

static void skip_string(dump *d) {
  size_t size = number(d);
  if (size) skip(d, size - 1);
}

static void skip_constants(dump *d) {
  for (size_t count = number(d); d->at && count; count--) {
    switch (byte(d)) {
    case 0x03: skip(d, sizeof(lua_Integer)); break;
    case 0x13: skip(d, sizeof(lua_Number)); break;
    case 0x04: case 0x14: skip_string(d); break;
    default: break;
    }
  }
}

/// The lines of a function and of those within it.
static void read_function(dump *d, int depth) {
  enum { ABSOLUTE = -0x80, DEEPEST = 250 };
  if (depth > DEEPEST) d->at = NULL;
  skip_string(d);
  int32_t line = (int32_t)number(d);
  number(d);
  byte(d);
  bool is_vararg = byte(d);
  byte(d);
  skip(d, 4 * number(d));
  skip_constants(d);
  skip(d, 3 * number(d));
  for (size_t count = number(d); d->at && count; count--) read_function(d, depth + 1);
  size_t instructions = number(d);
  const int8_t *steps = (const int8_t *)d->at;
  skip(d, instructions);
  dump absolute = *d;
  size_t marks = number(d);
  for (size_t i = 0; d->at && i < marks; i++) number(d), number(d);
  number(&absolute);
  for (size_t i = 0; d->at && i < instructions; i++) {
    if (steps[i] == ABSOLUTE) {
      number(&absolute);
      line = (int32_t)number(&absolute);
    } else {
      line += steps[i];
    }
    // The first instruction of a function of many arguments prepares them, and no hook sees it.
    if (i > 0 || !is_vararg) d->visit(d->context, "", line, 0);
  }
  for (size_t count = number(d); d->at && count; count--) skip_string(d), number(d), number(d);
  for (size_t count = number(d); d->at && count; count--) skip_string(d);
}

typedef struct written {
  uint8_t *bytes;
  size_t count, capacity;
} written;

static int write_piece(lua_State *L, const void *piece, size_t size, void *context) {
  (void)L;
  written *out = context;
  if (out->capacity - out->count < size) {
    size_t capacity = 2 * (out->count + size);
    uint8_t *bytes = realloc(out->bytes, capacity);
    if (!bytes) return 1;
    out->bytes = bytes;
    out->capacity = capacity;
  }
  memcpy(out->bytes + out->count, piece, size);
  out->count += size;
  return 0;
}

bool lh_visit_code(const char *text, size_t length, void *context, lh_line_visitor visit) {
  enum { HEADER = 4 + 1 + 1 + 6 + 3 + sizeof(lua_Integer) + sizeof(lua_Number) };
  lua_State *L = luaL_newstate();
  if (!L) return false;
  written out = {NULL, 0, 0};
  bool is_read = luaL_loadbufferx(L, text, length, "=text", "t") == LUA_OK && lua_dump(L, write_piece, &out, 0) == 0;
  if (is_read) {
    dump d = {out.bytes, out.bytes + out.count, context, visit};
    // How many upvalues the main function has stands behind the header.
    skip(&d, HEADER + 1);
    read_function(&d, 0);
    is_read = d.at != NULL;
  }
  free(out.bytes);
  lua_close(L);
  return is_read;
}
