// Compiling: text only, bounded, in pieces, so that a deadline reaches the parser too.
#include "lh_internal.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { SOURCE_CAP = 1 << 20, PIECE = 1024, LINK_LIMIT = 200, NESTING = 256 };

// MARK: Chains of links

static bool is_name_byte(unsigned char byte) { return isalnum(byte) || byte == '_' || byte >= 0x80; }

static bool is_keyword(const char *text, size_t length) {
  static const char *const keywords[] = {
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil", "not",
    "or", "repeat", "return", "then", "true", "until", "while"};
  for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++) {
    if (strlen(keywords[i]) == length && memcmp(keywords[i], text, length) == 0) return true;
  }
  return false;
}

/// The end of a long bracket that starts at `at`, or `at` when none starts there.
static size_t skip_long(const char *text, size_t length, size_t at) {
  size_t i = at + 1, level = 0;
  while (i < length && text[i] == '=') i++, level++;
  if (i >= length || text[i] != '[') return at;
  for (i++; i < length; i++) {
    if (text[i] != ']') continue;
    size_t j = i + 1, closing = 0;
    while (j < length && text[j] == '=') j++, closing++;
    if (closing == level && j < length && text[j] == ']') return j + 1;
    i = j - 1;
  }
  return length;
}

/// The line of the first expression with more than LINK_LIMIT fields, indexes and calls in a row, else 0: to name the
/// culprit of an error, this Lua recurses once a link.
static int long_chain(const char *text, size_t length) {
  int links[NESTING] = {0};
  int depth = 0, line = 1;
  bool suffixable = false;  // whether what came before can be indexed or called
  bool linked = false;      // whether it was '.' or ':'
  for (size_t i = 0; i < length;) {
    char c = text[i];
    size_t start = i;
    if (isspace((unsigned char)c)) {
      line += c == '\n';
      i++;
      continue;
    }
    if (c == '-' && i + 1 < length && text[i + 1] == '-') {
      i += 2;
      size_t end = i < length && text[i] == '[' ? skip_long(text, length, i) : i;
      if (end == i) {
        while (end < length && text[end] != '\n') end++;
      }
      for (; i < end; i++) line += text[i] == '\n';
      continue;
    }
    bool is_long = c == '[' && skip_long(text, length, i) != i;
    if (c == '"' || c == '\'' || is_long) {
      if (is_long) {
        i = skip_long(text, length, i);
      } else {
        for (i++; i < length && text[i] != c && text[i] != '\n'; i++) i += text[i] == '\\' && i + 1 < length;
        i += i < length && text[i] == c;
      }
      for (size_t j = start; j < i && j < length; j++) line += text[j] == '\n';
      links[depth] = suffixable ? links[depth] + 1 : 0;
      suffixable = true, linked = false;
    } else if (isdigit((unsigned char)c)) {
      while (i < length && (isalnum((unsigned char)text[i]) || text[i] == '.')) i++;
      suffixable = linked = false;
      links[depth] = 0;
    } else if (is_name_byte((unsigned char)c)) {
      while (i < length && is_name_byte((unsigned char)text[i])) i++;
      bool keyword = is_keyword(text + start, i - start);
      if (keyword || !linked) links[depth] = 0;
      suffixable = !keyword, linked = false;
    } else if ((c == '.' || c == ':') && !(i + 1 < length && text[i + 1] == c)) {
      links[depth]++;
      suffixable = false, linked = true;
      i++;
    } else if (c == '(' || c == '[' || c == '{') {
      links[depth] = suffixable ? links[depth] + 1 : 0;
      if (links[depth] > LINK_LIMIT) return line;
      if (++depth >= NESTING) return 0;  // the parser refuses this much nesting itself
      links[depth] = 0;
      suffixable = linked = false;
      i++;
    } else if (c == ')' || c == ']' || c == '}') {
      if (depth > 0) depth--;
      suffixable = true, linked = false;
      i++;
    } else {
      i += (c == '.' || c == ':') && i + 1 < length && text[i + 1] == c ? 2 : 1;
      links[depth] = 0;
      suffixable = linked = false;
    }
    if (links[depth] > LINK_LIMIT) return line;
  }
  return 0;
}

// MARK: Compiling

typedef struct feed {
  const char *text;
  size_t left;
} feed;

/// Runs inside lua_load, which catches what it raises.
static const char *read_piece(lua_State *L, void *data, size_t *size) {
  feed *source = data;
  lh_poll(L);
  *size = source->left < PIECE ? source->left : PIECE;
  const char *piece = source->text;
  source->text += *size;
  source->left -= *size;
  return *size ? piece : NULL;
}

static const char *read_nothing(lua_State *L, void *data, size_t *size) {
  (void)L, (void)data;
  *size = 0;
  return NULL;
}

int lh_load_text(lua_State *L, const char *text, size_t length, const char *name) {
  const char *shown = *name == '@' || *name == '=' ? name + 1 : "chunk";
  if (length > SOURCE_CAP) {
    lua_pushfstring(L, lh_say(L, "%s:1: source is %I bytes long; at most 1 MiB is compiled", "%s:1: 源码有 %I 字节，最多编译 1 MiB"),
      shown, (LUAI_UACINT)length);
    return LUA_ERRSYNTAX;
  }
  int line = long_chain(text, length);
  if (line) {
    lua_pushfstring(L,
      lh_say(L, "%s:%d: more than 200 fields, indexes and calls in a row; use a local variable between",
        "%s:%d: 字段、下标与调用连写超过 200 个，请用局部变量分开"),
      shown, line);
    return LUA_ERRSYNTAX;
  }
  feed source = {text, length};
  return lua_load(L, read_piece, &source, name, "t");
}

// MARK: Sources, for errors

void lh_remember(lua_State *L, const char *text, size_t length, const char *name) {
  lh_runtime *r = lh_of(L);
  size_t name_length = strlen(name);
  for (lh_source *source = r->sources; source; source = source->next) {
    if (strcmp(source->name, name) == 0 && source->length == length && memcmp(source->text, text, length) == 0) return;
  }
  lh_source *source = malloc(sizeof *source + length + 1 + name_length + 1);
  if (!source) return;
  char *bytes = (char *)(source + 1);
  memcpy(bytes, text, length);
  bytes[length] = 0;
  memcpy(bytes + length + 1, name, name_length + 1);
  source->text = bytes;
  source->length = length;
  source->name = bytes + length + 1;
  source->short_name[0] = 0;
  // Lua shortens long names; ask it how.
  if (lua_load(L, read_nothing, NULL, name, "t") == LUA_OK) {
    lua_Debug record;
    lua_getinfo(L, ">S", &record);
    memcpy(source->short_name, record.short_src, sizeof source->short_name);
  } else {
    lua_pop(L, 1);
  }
  source->next = r->sources;
  r->sources = source;
}

void lh_forget_sources(lh_runtime *r) {
  while (r->sources) {
    lh_source *next = r->sources->next;
    free(r->sources);
    r->sources = next;
  }
}

const lh_source *lh_source_named(const lh_runtime *r, const char *short_name, size_t length) {
  for (const lh_source *source = r->sources; source; source = source->next) {
    if (strlen(source->short_name) == length && memcmp(source->short_name, short_name, length) == 0) return source;
  }
  return NULL;
}

const char *lh_source_of(const lh_runtime *r, const char *chunk, size_t *length) {
  for (const lh_source *source = r->sources; source; source = source->next) {
    const char *name = source->name;
    if (*name == '@' || *name == '=') name++;
    if (strcmp(name, chunk) != 0) continue;
    *length = source->length;
    return source->text;
  }
  *length = 0;
  return NULL;
}

int32_t lh_load(lua_State *L, const char *text, size_t length, const char *name) {
  lh_runtime *r = lh_of(L);
  lh_forget_failure(r);
  if (!text) text = "";
  if (length <= SOURCE_CAP) lh_remember(L, text, length, name);
  int base = lua_gettop(L);
  int32_t outside = r->in_host;
  r->in_host = 0;
  int status = r->stop ? LUA_ERRRUN : lh_load_text(L, text, length, name);
  r->in_host = outside;
  if (status == LUA_ERRMEM) r->stop |= LH_STOP_MEMORY;
  if (r->stop) {
    lua_settop(L, base);
    return LH_STOPPED;
  }
  if (status == LUA_OK) return LH_SUCCEEDED;
  lh_write_failure(r, L, status);
  lua_pop(L, 1);
  return LH_FAILED;
}

// MARK: load

/// Joins the pieces of the reader function, its argument.
static int join(lua_State *L) {
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  for (;;) {
    lua_pushvalue(L, 1);
    lua_call(L, 0, 1);
    if (lua_isnil(L, -1) || (lua_type(L, -1) == LUA_TSTRING && lua_rawlen(L, -1) == 0)) break;
    if (!lua_isstring(L, -1)) return luaL_error(L, "reader function must return a string");
    luaL_addvalue(&buffer);
    if (luaL_bufflen(&buffer) > SOURCE_CAP) {
      lua_pushliteral(L, "chunk is longer than 1 MiB");
      return lua_error(L);
    }
  }
  lua_pop(L, 1);
  luaL_pushresult(&buffer);
  return 1;
}

/// MAY RAISE the kill. What a refused chunk gives: nil and the message on top.
static int refuse(lua_State *L, int status) {
  if (status == LUA_ERRMEM) lh_of(L)->stop |= LH_STOP_MEMORY;
  lh_poll(L);
  lua_pushnil(L);
  lua_insert(L, -2);
  return 2;
}

static int load(lua_State *L) {
  const char *mode = luaL_optstring(L, 3, "t");
  bool has_environment = !lua_isnone(L, 4);
  if (!lua_isstring(L, 1)) luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_settop(L, 4);
  const char *name = NULL;
  if (lua_isstring(L, 1)) {
    name = luaL_optstring(L, 2, lua_tostring(L, 1));
    lua_pushvalue(L, 1);
  } else {
    name = luaL_optstring(L, 2, "=(load)");
    lua_pushcfunction(L, join);
    lua_pushvalue(L, 1);
    int status = lua_pcall(L, 1, 1, 0);
    if (status != LUA_OK) return refuse(L, status);
  }
  if (!strchr(mode, 't')) {
    lua_pushnil(L);
    lua_pushfstring(L, "attempt to load a text chunk (mode is '%s')", mode);
    return 2;
  }
  size_t length;
  const char *text = lua_tolstring(L, 5, &length);
  int status = lh_load_text(L, text, length, name);
  if (status != LUA_OK) return refuse(L, status);
  lh_poll(L);
  if (has_environment) {
    lua_pushvalue(L, 4);
    if (!lua_setupvalue(L, -2, 1)) lua_pop(L, 1);
  }
  return 1;
}

void lh_install_load(lua_State *L) {
  lua_pushcfunction(L, load);
  lua_setglobal(L, "load");
}
