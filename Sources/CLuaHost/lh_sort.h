// One stable merge sort for whatever is ordered: the elements of a table, the keys of a traversal.
#ifndef LH_SORT_H
#define LH_SORT_H

#include "lh_internal.h"

/// Whether the item numbered `a` comes before the one numbered `b`. MAY RAISE, may run scripts.
typedef bool (*lh_before)(void *context, uint32_t a, uint32_t b);

/// MAY RAISE what `before` raises, or the kill. Sorts the numbers 0 … count - 1; `room` has place for twice as many.
/// The sorted numbers, which lie within `room`. Ends after count × log2(count) comparisons whatever they answer.
const uint32_t *lh_sort(lua_State *L, uint32_t *room, size_t count, lh_before before, void *context);

/// `table.sort`
int lh_table_sort(lua_State *L);

#endif
