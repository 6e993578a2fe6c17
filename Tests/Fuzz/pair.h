// Patron's runtime and stock Lua side by side in one process: the same function of Lua is given the same values in both
// and must give the same text.
#ifndef FUZZ_PAIR_H
#define FUZZ_PAIR_H

#include "lh_internal.h"

/// Opens both, with the function that `chunk` returns; it takes the pushed values and returns one text.
void pair_open(const char *chunk);
/// Calls the function in Patron's runtime and, unless a limit stopped it there, in stock Lua, with what `push` pushes;
/// aborts when the texts differ. What takes too long here would take for ever there.
void pair_compare(int (*push)(lua_State *L, const uint8_t *data, size_t size), const uint8_t *data, size_t size);

#endif
