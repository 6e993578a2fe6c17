// `pairs` and `next` in one order, the same in every state: integers ascending, then other numbers ascending, strings
// byte by byte, false, true; keys without an order of their own (tables, functions, userdata, threads) come last, as
// they lie in the table. Fields may be assigned to, or cleared, on the way; new ones are not visited.
#include "lh_sort.h"

#include <string.h>

// MARK: Keys

typedef enum lh_rank { RANK_INTEGER, RANK_NUMBER, RANK_STRING, RANK_BOOLEAN, RANK_REFERENCE } lh_rank;

typedef struct lh_key {
  lh_rank rank;
  union {
    lua_Integer integer;
    lua_Number number;
    const char *bytes;
  };
  size_t length;
  uint64_t prefix;  ///< The first eight bytes of a string as a number: mostly enough to compare by.
} lh_key;

static uint64_t prefix_of(const char *bytes, size_t length) {
  uint64_t prefix = 0;
  for (size_t i = 0; i < 8; i++) prefix = prefix << 8 | (i < length ? (unsigned char)bytes[i] : 0);
  return prefix;
}

static lh_key key_at(lua_State *L, int index) {
  lh_key key = {.rank = RANK_REFERENCE};
  switch (lua_type(L, index)) {
    case LUA_TNUMBER:
      if (lua_isinteger(L, index)) {
        key.rank = RANK_INTEGER;
        key.integer = lua_tointeger(L, index);
      } else {
        key.rank = RANK_NUMBER;
        key.number = lua_tonumber(L, index);
      }
      break;
    case LUA_TSTRING:
      key.rank = RANK_STRING;
      key.bytes = lua_tolstring(L, index, &key.length);
      key.prefix = prefix_of(key.bytes, key.length);
      break;
    case LUA_TBOOLEAN:
      key.rank = RANK_BOOLEAN;
      key.integer = lua_toboolean(L, index);
      break;
    default: break;
  }
  return key;
}

static bool key_before(const lh_key *a, const lh_key *b) {
  if (a->rank != b->rank) return a->rank < b->rank;
  switch (a->rank) {
    case RANK_INTEGER:
    case RANK_BOOLEAN: return a->integer < b->integer;
    case RANK_NUMBER: return a->number < b->number;
    case RANK_STRING: {
      if (a->prefix != b->prefix) return a->prefix < b->prefix;
      const int difference = memcmp(a->bytes, b->bytes, a->length < b->length ? a->length : b->length);
      return difference != 0 ? difference < 0 : a->length < b->length;
    }
    case RANK_REFERENCE: return false;
  }
  return false;
}

// MARK: Ordered lists of keys

/// Up to so many keys are sorted without asking Lua for memory.
enum { FEW = 32 };

static bool listed_before(void *context, uint32_t a, uint32_t b) {
  const lh_key *const keys = context;
  return key_before(&keys[a], &keys[b]);
}

/// MAY RAISE. Sorts the `count` keys of the list on top, which all have an order.
static void sort_list(lua_State *L, size_t count) {
  lh_key few[FEW];
  uint32_t few_numbers[2 * FEW];
  lh_key *keys = few;
  uint32_t *numbers = few_numbers;
  const int list = lua_gettop(L);
  if (count > FEW) {
    keys = lua_newuserdatauv(L, count * sizeof *keys, 0);
    numbers = lua_newuserdatauv(L, 2 * count * sizeof *numbers, 0);
  }
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, list, (lua_Integer)i + 1);
    keys[i] = key_at(L, -1);  // Its bytes stay where they are: the list holds the string.
    lua_pop(L, 1);
  }
  const uint32_t *const sorted = lh_sort(L, numbers, count, listed_before, keys);
  lua_createtable(L, (int)count, 0);
  for (size_t i = 0; i < count; i++) {
    lua_rawgeti(L, list, (lua_Integer)sorted[i] + 1);
    lua_rawseti(L, -2, (lua_Integer)i + 1);
  }
  lua_replace(L, list);
  lua_settop(L, list);
}

/// MAY RAISE. Pushes a sorted list of those keys of the table that have an order and, if `after` is given, come after
/// it; how many there are. `expected` is a guess.
static size_t push_keys(lua_State *L, int table, const lh_key *after, size_t expected) {
  size_t count = 0;
  lua_createtable(L, (int)expected, 0);
  lua_pushnil(L);
  while (lua_next(L, table)) {
    lh_poll(L);
    lua_pop(L, 1);
    const lh_key key = key_at(L, -1);
    if (key.rank == RANK_REFERENCE || (after != NULL && !key_before(after, &key))) continue;
    lua_pushvalue(L, -1);
    lua_rawseti(L, -3, (lua_Integer)++count);
  }
  if (count > 1) sort_list(L, count);
  return count;
}

/// MAY RAISE. From `*position` on, the first key of the list that is still in the table: pushes it with its value and
/// moves `*position` to it. False, with nothing pushed, when there is none.
static bool push_listed(lua_State *L, int table, int list, lua_Integer *position) {
  for (;; ++*position) {
    lh_poll(L);
    if (lua_rawgeti(L, list, *position) == LUA_TNIL) break;
    lua_pushvalue(L, -1);
    if (lua_rawget(L, table) != LUA_TNIL) return true;
    lua_pop(L, 2);
  }
  lua_pop(L, 1);
  return false;
}

/// MAY RAISE. Replaces the key on top, nil or a key without an order, by the next such key and its value; false, with
/// nothing pushed, when there is none.
static bool push_reference(lua_State *L, int table) {
  while (lua_next(L, table)) {
    lh_poll(L);
    if (key_at(L, -2).rank == RANK_REFERENCE) return true;
    lua_pop(L, 1);
  }
  return false;
}

/// MAY RAISE. The results of an iterator that has gone through the ordered keys, after the key at index 2.
static int finish_with_references(lua_State *L) {
  if (lua_isnil(L, 2) || key_at(L, 2).rank != RANK_REFERENCE)
    lua_pushnil(L);
  else
    lua_pushvalue(L, 2);
  if (push_reference(L, 1)) return 2;
  lua_pushnil(L);
  return 1;
}

// MARK: pairs

/// The iterator of a table that has the keys 1 … n, its upvalue, and no others.
static int step_through_sequence(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  const lua_Integer length = lua_tointeger(L, lua_upvalueindex(1));
  for (lua_Integer i = lua_tointeger(L, 2) + 1; i <= length; i++) {
    lh_poll(L);
    lua_pushinteger(L, i);
    if (lua_rawgeti(L, 1, i) != LUA_TNIL) return 2;
    lua_pop(L, 2);
  }
  lua_pushnil(L);
  return 1;
}

/// The iterator of a table with few keys: they follow in order its first upvalue, which says where it stands.
static int step_through_few(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  int place = (int)lua_tointeger(L, lua_upvalueindex(1));
  for (; lua_type(L, lua_upvalueindex(place)) != LUA_TNONE; place++) {
    lua_pushvalue(L, lua_upvalueindex(place));
    lua_pushvalue(L, -1);
    if (lua_rawget(L, 1) != LUA_TNIL) {
      lua_pushinteger(L, place + 1);
      lua_replace(L, lua_upvalueindex(1));
      return 2;
    }
    lua_pop(L, 2);
  }
  lua_pushinteger(L, place);
  lua_replace(L, lua_upvalueindex(1));
  return finish_with_references(L);
}

/// MAY RAISE. Pushes that iterator for the table at index 1, the only value there is.
static void push_few(lua_State *L) {
  lh_key keys[FEW];
  uint32_t numbers[2 * FEW];
  size_t count = 0;
  luaL_checkstack(L, 2 * FEW + 4, NULL);
  lua_pushnil(L);
  while (lua_next(L, 1)) {
    lua_pop(L, 1);
    const lh_key key = key_at(L, -1);
    if (key.rank == RANK_REFERENCE) continue;
    keys[count++] = key;
    lua_pushvalue(L, -1);  // One stays, and one is what lua_next goes on from.
  }
  const uint32_t *const sorted = lh_sort(L, numbers, count, listed_before, keys);
  lua_pushinteger(L, 2);
  for (size_t i = 0; i < count; i++) lua_pushvalue(L, (int)sorted[i] + 2);
  lua_pushcclosure(L, step_through_few, (int)count + 1);
  lua_insert(L, 2);
  lua_settop(L, 2);
}

enum { LIST = 1, PLACE };

/// The iterator of any other table: a list of sorted keys, and the place in it.
static int step_through_list(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  lua_Integer place = lua_tointeger(L, lua_upvalueindex(PLACE));
  if (place > 0) {
    const bool found = push_listed(L, 1, lua_upvalueindex(LIST), &place);
    lua_pushinteger(L, found ? place + 1 : 0);
    lua_replace(L, lua_upvalueindex(PLACE));
    if (found) return 2;
  }
  return finish_with_references(L);
}

/// Whether the keys of the table at index 1 are 1 … n and lie in that order, as Lua keeps an array; how many there are.
static bool is_sequence(lua_State *L, size_t *count) {
  bool sequence = true;
  size_t seen = 0;
  lua_pushnil(L);
  while (lua_next(L, 1)) {
    lh_poll(L);
    lua_pop(L, 1);
    seen++;
    sequence = sequence && lua_isinteger(L, -1) && lua_tointeger(L, -1) == (lua_Integer)seen;
  }
  *count = seen;
  return sequence;
}

static int three_results(lua_State *L, int status, lua_KContext context) {
  (void)L, (void)status, (void)context;
  return 3;
}

static int ordered_pairs(lua_State *L) {
  luaL_checkany(L, 1);
  if (luaL_getmetafield(L, 1, "__pairs") != LUA_TNIL) {
    lua_pushvalue(L, 1);
    lua_callk(L, 1, 3, 0, three_results);
    return 3;
  }
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  size_t count;
  if (is_sequence(L, &count)) {
    lua_pushinteger(L, (lua_Integer)count);
    lua_pushcclosure(L, step_through_sequence, 1);
  } else if (count <= FEW) {
    push_few(L);
  } else {
    push_keys(L, 1, NULL, count);
    lua_pushinteger(L, 1);
    lua_pushcclosure(L, step_through_list, PLACE);
  }
  lua_pushvalue(L, 1);
  lua_pushnil(L);
  return 3;
}

// MARK: next

// A traversal by `next` keeps its sorted keys in a weak table, upvalue 1: from the table to the list of keys, whose
// element 0 is the place of the key returned last. Starting again, or coming to the end, forgets it.

static void remember(lua_State *L, int list) {
  lua_pushvalue(L, 1);
  if (list == 0)
    lua_pushnil(L);
  else
    lua_pushvalue(L, list);
  lua_rawset(L, lua_upvalueindex(1));
}

/// Pushes the list of the traversal of the table at index 1, or nil.
static bool recall(lua_State *L) {
  lua_pushvalue(L, 1);
  return lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL;
}

/// The first key and its value: one walk, no memory.
static int first_pair(lua_State *L) {
  if (recall(L)) remember(L, 0);
  lua_settop(L, 3);  // The best key so far is the third value.
  lh_key best = {.rank = RANK_REFERENCE};
  lua_pushnil(L);
  while (lua_next(L, 1)) {
    lh_poll(L);
    lua_pop(L, 1);
    const lh_key key = key_at(L, -1);
    if (!key_before(&key, &best)) continue;
    best = key;
    lua_copy(L, -1, 3);
  }
  if (best.rank == RANK_REFERENCE) return finish_with_references(L);
  lua_pushvalue(L, 3);
  lua_rawget(L, 1);
  return 2;
}

static int ordered_next(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 2);
  if (lua_isnil(L, 2)) return first_pair(L);
  const lh_key key = key_at(L, 2);
  if (key.rank == RANK_REFERENCE) return finish_with_references(L);
  if (key.rank == RANK_NUMBER && key.number != key.number) {
    lua_pushliteral(L, "invalid key to 'next'");
    return lua_error(L);
  }
  if (key.rank == RANK_INTEGER && key.integer < LUA_MAXINTEGER) {
    // Nothing comes between an integer and its successor.
    lua_pushinteger(L, key.integer + 1);
    if (lua_rawgeti(L, 1, key.integer + 1) != LUA_TNIL) return 2;
    lua_settop(L, 2);
  }

  lua_Integer place = 0;
  if (recall(L)) {
    lua_rawgeti(L, 3, 0);
    place = lua_tointeger(L, -1);
    lua_rawgeti(L, 3, place);
    if (!lua_rawequal(L, -1, 2)) place = 0;
  }
  if (place == 0) {
    lua_settop(L, 2);
    if (push_keys(L, 1, &key, 0) > 1) remember(L, 3);
  }
  lua_settop(L, 3);
  place++;
  if (push_listed(L, 1, 3, &place)) {
    lua_pushinteger(L, place);
    lua_rawseti(L, 3, 0);
    return 2;
  }
  remember(L, 0);
  return finish_with_references(L);
}

void lh_install_pairs(lua_State *L) {
  lua_pushcfunction(L, ordered_pairs);
  lua_setglobal(L, "pairs");
  lua_createtable(L, 0, 0);
  lua_createtable(L, 0, 1);
  lua_pushliteral(L, "k");
  lua_setfield(L, -2, "__mode");
  lua_setmetatable(L, -2);
  lua_pushcclosure(L, ordered_next, 1);
  lua_setglobal(L, "next");
}
