// The same work in plain C, to compare with.
#ifndef C_REFERENCE_H
#define C_REFERENCE_H

typedef struct lua_State lua_State;

/// Makes `reference_add(a, b)`, `reference_length(s)`, `reference_echo(s)` and `reference_nothing()` globals.
void reference_install(lua_State *_Nonnull L);

#endif
