// What the table functions ask of their arguments.
#ifndef LH_TABLE_H
#define LH_TABLE_H

#include "lh_internal.h"

enum { LH_READABLE = 1, LH_WRITABLE = 2, LH_COUNTED = 4 };

/// MAY RAISE. Refuses what is neither a table nor has the metamethods needed; its length when that is one of them.
lua_Integer lh_check_table(lua_State *L, int index, int needs);
/// MAY RAISE. Refuses to walk more elements than a table within the memory limit could have.
void lh_check_elements(lua_State *L, lua_Unsigned count);

#endif
