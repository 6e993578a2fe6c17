// The string library: searching and repeating are Patron's own, bounded and polled; the rest is Lua's.
#include "lh_pattern.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>

/// MAY RAISE. A position counted from 1, or from the end below zero, as an offset; more than the length when beyond it.
static size_t offset_argument(lua_State *L, int index, size_t length) {
  const lua_Integer position = luaL_optinteger(L, index, 1);
  if (position > 0) return (size_t)position - 1;
  if (position == 0 || position < -(lua_Integer)length) return 0;
  return length + (size_t)position;
}

// MARK: find and match

static int search(lua_State *L, bool find) {
  size_t length, pattern_length;
  const char *const text = luaL_checklstring(L, 1, &length);
  const char *const pattern = luaL_checklstring(L, 2, &pattern_length);
  const size_t offset = offset_argument(L, 3, length);
  if (offset > length) {
    luaL_pushfail(L);
    return 1;
  }
  if (find && (lua_toboolean(L, 4) || lh_is_plain(pattern, pattern_length))) {
    const char *const found = lh_find_plain(L, text + offset, length - offset, pattern, pattern_length);
    if (found == NULL) {
      luaL_pushfail(L);
      return 1;
    }
    lua_pushinteger(L, found - text + 1);
    lua_pushinteger(L, found - text + (lua_Integer)pattern_length);
    return 2;
  }
  const bool anchored = pattern_length > 0 && *pattern == '^';
  lh_matcher m;
  lh_prepare(&m, L, text, length, pattern + anchored, pattern_length - anchored);
  const char *start = text + offset;
  const char *const end = lh_search(&m, &start, anchored);
  if (end == NULL) {
    luaL_pushfail(L);
    return 1;
  }
  if (!find) return lh_push_captures(&m, start, end);
  lua_pushinteger(L, start - text + 1);
  lua_pushinteger(L, end - text);
  return lh_push_captures(&m, NULL, NULL) + 2;
}

static int string_find(lua_State *L) { return search(L, true); }
static int string_match(lua_State *L) { return search(L, false); }

// MARK: gmatch

enum { SUBJECT = 1, PATTERN, OFFSET, LAST_END };

/// A step of a `gmatch`; its upvalues say where it stands.
static int gmatch_step(lua_State *L) {
  size_t length, pattern_length;
  const char *const text = lua_tolstring(L, lua_upvalueindex(SUBJECT), &length);
  const char *const pattern = lua_tolstring(L, lua_upvalueindex(PATTERN), &pattern_length);
  const lua_Integer offset = lua_tointeger(L, lua_upvalueindex(OFFSET));
  const lua_Integer last_end = lua_tointeger(L, lua_upvalueindex(LAST_END));
  if (offset > (lua_Integer)length) return 0;
  lh_matcher m;
  lh_prepare(&m, L, text, length, pattern, pattern_length);
  for (const char *start = text + offset; start <= m.subject_end; start++) {
    const char *const end = lh_search(&m, &start, false);
    if (end == NULL) break;
    if (end - text == last_end) continue;  // Empty, just after the match before.
    lua_pushinteger(L, end - text);
    lua_copy(L, -1, lua_upvalueindex(OFFSET));
    lua_replace(L, lua_upvalueindex(LAST_END));
    return lh_push_captures(&m, start, end);
  }
  return 0;
}

static int string_gmatch(lua_State *L) {
  size_t length;
  luaL_checklstring(L, 1, &length);
  luaL_checkstring(L, 2);
  const size_t offset = offset_argument(L, 3, length);
  lua_settop(L, 2);
  lua_pushinteger(L, offset > length ? (lua_Integer)length + 1 : (lua_Integer)offset);
  lua_pushinteger(L, -1);
  lua_pushcclosure(L, gmatch_step, LAST_END);
  return 1;
}

// MARK: gsub

/// MAY RAISE. Adds the replacement string, its `%0` … `%9` filled in.
static void add_replacement(lh_matcher *m, luaL_Buffer *buffer, const char *start, const char *end) {
  size_t length;
  const char *r = lua_tolstring(m->L, 3, &length);
  const char *const r_end = r + length;
  for (const char *percent; (percent = memchr(r, '%', (size_t)(r_end - r))) != NULL; r = percent + 2) {
    luaL_addlstring(buffer, r, (size_t)(percent - r));
    const char c = percent + 1 < r_end ? percent[1] : '\0';
    if (c == '%') {
      luaL_addchar(buffer, '%');
    } else if (c == '0') {
      luaL_addlstring(buffer, start, (size_t)(end - start));
    } else if (c >= '1' && c <= '9') {
      lh_push_capture(m, c - '1', start, end);
      luaL_addvalue(buffer);
    } else {
      luaL_error(m->L, "invalid use of '%%' in replacement string");
    }
  }
  luaL_addlstring(buffer, r, (size_t)(r_end - r));
}

/// MAY RAISE, runs scripts. Pushes what stands for the match in a table or from a function; whether there is such.
static bool push_replacement(lh_matcher *m, int type, const char *start, const char *end) {
  lua_State *const L = m->L;
  lh_poll(L);
  if (type == LUA_TFUNCTION) {
    lua_pushvalue(L, 3);
    lua_call(L, lh_push_captures(m, start, end), 1);
  } else {
    lh_push_capture(m, 0, start, end);
    lua_gettable(L, 3);
  }
  if (!lua_toboolean(L, -1)) {
    lua_pop(L, 1);
    return false;
  }
  if (!lua_isstring(L, -1)) luaL_error(L, "invalid replacement value (a %s)", luaL_typename(L, -1));
  return true;
}

static int string_gsub(lua_State *L) {
  size_t length, pattern_length;
  const char *const text = luaL_checklstring(L, 1, &length);
  const char *const pattern = luaL_checklstring(L, 2, &pattern_length);
  const int type = lua_type(L, 3);
  const lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)length + 1);
  const bool literal = type == LUA_TSTRING || type == LUA_TNUMBER;
  if (!literal && type != LUA_TTABLE && type != LUA_TFUNCTION) luaL_typeerror(L, 3, "string/function/table");

  const bool anchored = pattern_length > 0 && *pattern == '^';
  lh_matcher m;
  lh_prepare(&m, L, text, length, pattern + anchored, pattern_length - anchored);
  lua_settop(L, 4);  // The fourth place holds a value while the text before it goes into the buffer.
  luaL_Buffer buffer;
  luaL_buffinit(L, &buffer);
  const char *copied = text;     // What stands before it is in the buffer.
  const char *last_end = NULL;   // An empty match is no match just after another.
  bool changed = false;
  lua_Integer count = 0;
  const char *start = text;
  while (count < most) {
    const char *const end = lh_search(&m, &start, anchored);
    if (end == NULL) break;
    if (end != last_end) {
      count++;
      if (literal || push_replacement(&m, type, start, end)) {
        if (literal) {
          luaL_addlstring(&buffer, copied, (size_t)(start - copied));
          add_replacement(&m, &buffer, start, end);
        } else {
          lua_replace(L, 4);
          luaL_addlstring(&buffer, copied, (size_t)(start - copied));
          lua_pushvalue(L, 4);
          luaL_addvalue(&buffer);
        }
        copied = end;
        changed = true;
      }
      start = last_end = end;
    } else {
      start++;
    }
    if (anchored || start > m.subject_end) break;
  }
  if (changed) {
    luaL_addlstring(&buffer, copied, (size_t)(m.subject_end - copied));
    luaL_pushresult(&buffer);
  } else {
    lua_pushvalue(L, 1);
  }
  lua_pushinteger(L, count);
  return 2;
}

// MARK: rep, format and the rest

static int string_rep(lua_State *L) {
  size_t length, separator_length;
  const char *const text = luaL_checklstring(L, 1, &length);
  const lua_Integer count = luaL_checkinteger(L, 2);
  const char *const separator = luaL_optlstring(L, 3, "", &separator_length);
  if (count <= 0 || length + separator_length == 0) {
    lua_pushliteral(L, "");
    return 1;
  }
  size_t total;
  const size_t unit = length + separator_length;
  if (__builtin_mul_overflow(unit, (size_t)count, &total)) total = SIZE_MAX;
  total -= total == SIZE_MAX ? 0 : separator_length;
  const size_t cap = lh_memory_cap(lh_of(L));
  if (total > cap || total > INT_MAX) return luaL_error(L, "resulting string too large");
  lh_poll(L);

  luaL_Buffer buffer;
  char *const bytes = luaL_buffinitsize(L, &buffer, total);
  memcpy(bytes, text, length);
  size_t done = length;
  if (count > 1) {
    memcpy(bytes + length, separator, separator_length);
    done = unit;
  }
  while (done < total) {
    const size_t part = done < total - done ? done : total - done;
    memcpy(bytes + done, bytes, part);
    done += part;
  }
  luaL_pushresultsize(&buffer, total);
  return 1;
}

/// Lua's own function, which is in upvalue 1, after a poll: what it does is linear in its arguments.
static int polled(lua_State *L) {
  lh_poll(L);
  return lua_tocfunction(L, lua_upvalueindex(1))(L);
}

/// `format` shows no address: `%s` goes by `tostring` of the sandbox, and there is no `%p`.
static int string_format(lua_State *L) {
  size_t length;
  const char *p = luaL_checklstring(L, 1, &length);
  const char *const end = p + length;
  const int top = lua_gettop(L);
  int argument = 1;
  while (p < end && (p = memchr(p, '%', (size_t)(end - p))) != NULL) {
    const char *const start = p++;
    if (p < end && *p == '%') {
      p++;
      continue;
    }
    argument++;
    while (p < end && *p != '\0' && strchr("-+ #0123456789.", *p) != NULL) p++;
    if (p >= end) break;
    if (*p == 'p')
      return luaL_error(L, "invalid conversion '%s' to 'format'", lua_pushlstring(L, start, (size_t)(p - start) + 1));
    if (*p == 's' && argument <= top && lua_type(L, argument) > LUA_TSTRING) {
      lh_tostring(L, argument, NULL);
      lua_replace(L, argument);
    }
    p++;
  }
  return polled(L);
}

static void replace_by_closure(lua_State *L, const char *name, lua_CFunction function) {
  lua_getfield(L, -1, name);
  lua_pushcclosure(L, function, 1);
  lua_setfield(L, -2, name);
}

void lh_install_string(lua_State *L) {
  static const luaL_Reg own[] = {
    {"find", string_find}, {"match", string_match}, {"gmatch", string_gmatch},
    {"gsub", string_gsub}, {"rep", string_rep},     {NULL, NULL},
  };
  static const char *const linear[] = {"lower", "upper", "reverse", "pack", "unpack", "packsize"};
  lua_pushcfunction(L, luaopen_string);
  lua_call(L, 0, 1);
  luaL_setfuncs(L, own, 0);
  for (size_t i = 0; i < sizeof linear / sizeof *linear; i++) replace_by_closure(L, linear[i], polled);
  replace_by_closure(L, "format", string_format);
  lua_pushnil(L);
  lua_setfield(L, -2, "dump");
  lua_setglobal(L, "string");

  lua_pushliteral(L, "");
  lua_getmetatable(L, -1);
  lua_pushboolean(L, false);
  lua_setfield(L, -2, "__metatable");
  lua_pop(L, 2);
}
