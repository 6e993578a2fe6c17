// Runs a file of Lua in a state of Patron's: suite print|strict|open FILE. When it fails: the file, the line and the
// message, and status 1.
//
// The first is what scripts get. The others are for Lua's own test suite, whose output they drop: a strict state is the
// same but for `%p`, by which the suite sees which values are one; an open one has besides what the suite itself is written with, from the stock
// library: `debug`, `io`, `os`, `package`, `dofile`, `loadfile`, `warn`, `collectgarbage`, `string.dump`, the
// metatable of strings, and libraries that may be assigned to. Everything else stays Patron's.
#include "lh_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// Takes the named functions out of the stock base library, which fills whatever table holds the globals.
static void open_base(lua_State *L) {
  static const char *const names[] = {"dofile", "loadfile", "warn", "collectgarbage", NULL};
  lua_pushglobaltable(L);
  lua_newtable(L);
  lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
  lua_pushcfunction(L, luaopen_base);
  lua_call(L, 0, 1);
  for (const char *const *name = names; *name; name++) {
    lua_getfield(L, -1, *name);
    lua_setfield(L, -3, *name);
  }
  lua_pop(L, 1);
  lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
}

static int open(lua_State *L) {
  static const luaL_Reg stock[] = {
    {LUA_LOADLIBNAME, luaopen_package}, {LUA_DBLIBNAME, luaopen_debug}, {LUA_IOLIBNAME, luaopen_io},
    {LUA_OSLIBNAME, luaopen_os},        {NULL, NULL},
  };
  static const char *const own[] = {"coroutine", "math", "string", "table", "utf8", NULL};
  open_base(L);
  for (const luaL_Reg *library = stock; library->name; library++) {
    luaL_requiref(L, library->name, library->func, 1);
    lua_pop(L, 1);
  }
  lua_getfield(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
  lua_pushglobaltable(L);
  lua_setfield(L, -2, LUA_GNAME);
  for (const char *const *name = own; *name; name++) {
    lua_getglobal(L, *name);
    lh_push_behind(L, -1);
    lua_pushvalue(L, -1);
    lua_setglobal(L, *name);
    lua_setfield(L, 1, *name);
    lua_settop(L, 1);
  }

  // What stock `string` gives strings for a metatable is taken back.
  lua_pushliteral(L, "");
  lua_getmetatable(L, -1);
  lua_pushnil(L);
  lua_setfield(L, -2, "__metatable");
  lua_pushcfunction(L, luaopen_string);
  lua_call(L, 0, 1);
  lua_getfield(L, -1, "dump");
  lua_getglobal(L, "string");
  lua_insert(L, -2);
  lua_setfield(L, -2, "dump");
  lua_settop(L, 3);
  lua_setmetatable(L, 2);
  return 0;
}

/// Stock `format`, upvalue 1, where an address is asked for; else Patron's, upvalue 2, which finds the other in its own.
static int format(lua_State *L) {
  bool shows_address = false;
  for (const char *p = luaL_checkstring(L, 1); (p = strchr(p, '%')); p += *p != 0) {
    p += 1 + strspn(p + 1, "-+ #0123456789.");
    shows_address |= *p == 'p';
  }
  return lua_tocfunction(L, lua_upvalueindex(shows_address ? 1 : 2))(L);
}

/// Lets the suite see by `%p` which values are one.
static int show_addresses(lua_State *L) {
  lua_getglobal(L, "string");
  lh_push_behind(L, -1);
  lua_getfield(L, -1, "format");
  lua_getupvalue(L, -1, 1);
  lua_insert(L, -2);
  lua_pushcclosure(L, format, 2);
  lua_setfield(L, -2, "format");
  return 0;
}

/// `require` of a strict state: the libraries that are there already.
static int require_global(lua_State *L) {
  lua_getglobal(L, luaL_checkstring(L, 1));
  return 1;
}

static int open_require(lua_State *L) {
  lua_pushcfunction(L, require_global);
  lua_setglobal(L, "require");
  return 0;
}

static char *read_file(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  char *text = NULL;
  size_t room = 0;
  *length = 0;
  do {
    room += 1 << 16;
    char *longer = realloc(text, room);
    if (!longer) break;
    text = longer;
    *length += fread(text + *length, 1, room - *length, file);
  } while (*length == room);
  fclose(file);
  return text;
}

static void say_why(lh_runtime *r) {
  const lh_failure *failure = lh_failure_of(r);
  printf("%s:%d: %.*s", failure->chunk ? failure->chunk : "?", failure->line, (int)failure->message_length,
    failure->message ? failure->message : "");
  if (lh_stop_reasons(r)) printf("stopped by limit %d", lh_stop_reasons(r));
  printf("\n%s\n", failure->traceback ? failure->traceback : "");
}

static void print(void *context, const char *bytes, size_t length) {
  (void)context;
  fwrite(bytes, 1, length, stdout);
}

int main(int count, char **words) {
  const char *kind = count == 3 ? words[1] : "";
  bool prints = strcmp(kind, "print") == 0, is_open = strcmp(kind, "open") == 0;
  if (!prints && !is_open && strcmp(kind, "strict") != 0) {
    fprintf(stderr, "usage: suite print|strict|open FILE\n");
    return 2;
  }
  size_t length;
  char *text = read_file(words[2], &length);
  if (!text) {
    perror(words[2]);
    return 2;
  }
  lh_limits limits = {.memory = 256 << 20, .cpu_ns = 60 * (int64_t)1000000000};
  lh_runtime *r = lh_open(prints ? (lh_limits){0} : limits, (lh_events){.output = prints ? print : NULL}, 1, false);
  if (!r || !lh_enter(r)) return 2;
  lua_State *L = lh_state(r);
  if (!prints) {
    lua_pushcfunction(L, show_addresses);
    if (lh_run(L, 0, 0) != LH_SUCCEEDED) say_why(r);
    lua_pushcfunction(L, is_open ? open : open_require);
    if (lh_run(L, 0, 0) != LH_SUCCEEDED) say_why(r);
  }
  char name[256];
  const char *file = strrchr(words[2], '/');
  snprintf(name, sizeof name, "@%s", file ? file + 1 : words[2]);
  bool passed = lh_load(L, text, length, name) == LH_SUCCEEDED && lh_run(L, 0, 0) == LH_SUCCEEDED;
  if (!passed) say_why(r);
  lh_close(r);
  free(text);
  return passed ? 0 : 1;
}
