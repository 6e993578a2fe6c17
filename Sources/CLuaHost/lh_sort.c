#include "lh_sort.h"

#include "lh_table.h"

#include <limits.h>
#include <string.h>

const uint32_t *lh_sort(lua_State *L, uint32_t *room, size_t count, lh_before before, void *context) {
  uint32_t *from = room, *to = room + count;
  for (size_t i = 0; i < count; i++) from[i] = (uint32_t)i;
  for (size_t width = 1; width < count; width *= 2) {
    for (size_t low = 0; low < count; low += 2 * width) {
      const size_t middle = low + width < count ? low + width : count;
      const size_t high = middle + width < count ? middle + width : count;
      size_t left = low, right = middle, out = low;
      lh_poll(L);
      // Runs already in order, as in sorted input, cost one comparison.
      if (right < high && before(context, from[right], from[right - 1])) {
        while (left < middle && right < high) {
          lh_poll(L);
          to[out++] = before(context, from[right], from[left]) ? from[right++] : from[left++];
        }
      }
      memcpy(to + out, from + left, (middle - left) * sizeof *to);
      out += middle - left;
      memcpy(to + out, from + right, (high - right) * sizeof *to);
    }
    uint32_t *const sorted = to;
    to = from;
    from = sorted;
  }
  return from;
}

enum { TABLE = 1, ORDER, COPY };

/// Compares two elements of the copy as `<` or the script's function does.
static bool element_before(void *context, uint32_t a, uint32_t b) {
  lua_State *const L = context;
  const bool custom = !lua_isnil(L, ORDER);
  if (custom) lua_pushvalue(L, ORDER);
  lua_rawgeti(L, COPY, (lua_Integer)a + 1);
  lua_rawgeti(L, COPY, (lua_Integer)b + 1);
  if (custom) lua_call(L, 2, 1);
  const bool before = custom ? lua_toboolean(L, -1) : lua_compare(L, -2, -1, LUA_OPLT);
  lua_settop(L, COPY + 1);
  return before;
}

/// Sorts a copy and writes it back, so that an order function that raises or contradicts itself spoils nothing.
int lh_table_sort(lua_State *L) {
  const lua_Integer count = lh_check_table(L, TABLE, LH_READABLE | LH_WRITABLE | LH_COUNTED);
  if (count < 2) return 0;
  luaL_argcheck(L, count < INT_MAX, 1, "array too big");
  if (!lua_isnoneornil(L, ORDER)) luaL_checktype(L, ORDER, LUA_TFUNCTION);
  lh_check_elements(L, (lua_Unsigned)count);
  lua_settop(L, ORDER);
  lua_createtable(L, (int)count, 0);
  for (lua_Integer i = 1; i <= count; i++) {
    lh_poll(L);
    lua_geti(L, TABLE, i);
    lua_rawseti(L, COPY, i);
  }
  uint32_t *const room = lua_newuserdatauv(L, 2 * (size_t)count * sizeof *room, 0);
  const uint32_t *const sorted = lh_sort(L, room, (size_t)count, element_before, L);
  for (lua_Integer i = 1; i <= count; i++) {
    lh_poll(L);
    lua_rawgeti(L, COPY, (lua_Integer)sorted[i - 1] + 1);
    lua_seti(L, TABLE, i);
  }
  return 0;
}
