// The one door between Swift and Lua. Swift never includes lua.h: every function here either cannot raise, or raises
// only for memory (which the allocator never refuses while Swift is innermost), or runs under lua_pcall and returns
// a status. Whatever may raise, yield or run a script stays in C, behind the trampoline.
#ifndef C_LUA_HOST_H
#define C_LUA_HOST_H

#include <CRow.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct lua_State lua_State;
typedef struct lh_runtime lh_runtime;

// MARK: Functions

/// Returned by a body in place of a count of results, and done once the Swift frame is gone.
enum {
  LH_ERROR = -1,  ///< The value on top of the stack is raised.
  LH_YIELD = -2,  ///< LH_YIELD - n: the n values on top of the stack are yielded.
};

/// A host function: reads arguments 1…n from the stack, pushes results, returns their count or a mark above.
typedef int32_t (*lh_body)(void *_Nullable context, lua_State *_Nonnull L);

/// A declared function. It lives as long as the runtime that it is installed in.
typedef struct lh_function {
  lh_body _Nonnull body;
  void *_Nullable context;
} lh_function;

/// Pushes a closure over `function` that goes through the trampoline.
void lh_push_function(lua_State *_Nonnull L, const lh_function *_Nonnull function);
/// The declared function that the value is, or null.
const lh_function *_Nullable lh_function_of(lua_State *_Nonnull L, int32_t index);

// MARK: Reading the stack (never raises)

// What every call does is inlined into Swift. Lua's own functions are declared within, where Swift does not see them.

enum {
  LH_NONE = -1, LH_NIL = 0, LH_BOOLEAN = 1, LH_LIGHT = 2, LH_NUMBER = 3, LH_STRING = 4, LH_TABLE = 5,
  LH_FUNCTION = 6, LH_USERDATA = 7, LH_THREAD = 8,
};

static inline int32_t lh_type(lua_State *_Nonnull L, int32_t index) {
  int lua_type(lua_State *_Nonnull L, int index);
  return lua_type(L, index);
}
/// The name a person would use for the value: "nil", "string", "money", "customers record", …; static or anchored.
const char *_Nonnull lh_type_name(lua_State *_Nonnull L, int32_t index);
static inline int32_t lh_top(lua_State *_Nonnull L) {
  int lua_gettop(lua_State *_Nonnull L);
  return lua_gettop(L);
}
int32_t lh_absolute(lua_State *_Nonnull L, int32_t index);
/// An integer that was read, or that there was none.
typedef struct lh_integer {
  int64_t value;
  bool is_there;
} lh_integer;
/// A number that was read, or that there was none.
typedef struct lh_number {
  double value;
  bool is_there;
} lh_number;
/// The bytes of a string, valid while it is on the stack; a null start where there was none.
typedef struct lh_bytes {
  const char *_Nullable start;
  size_t count;
} lh_bytes;

/// Whether the value is an integer subtype number.
static inline bool lh_is_integer(lua_State *_Nonnull L, int32_t index) {
  int lua_isinteger(lua_State *_Nonnull L, int index);
  return lua_isinteger(L, index);
}
/// The integer that `lh_is_integer` has found.
static inline int64_t lh_integer_value(lua_State *_Nonnull L, int32_t index) {
  long long lua_tointegerx(lua_State *_Nonnull L, int index, int *_Nullable exact);
  return lua_tointegerx(L, index, NULL);
}
/// Reads a float with an exact integer value.
lh_integer lh_read_integral(lua_State *_Nonnull L, int32_t index);
/// Reads a number; strings do not count.
static inline lh_number lh_read_number(lua_State *_Nonnull L, int32_t index) {
  double lua_tonumberx(lua_State *_Nonnull L, int index, int *_Nullable exact);
  if (lh_type(L, index) != LH_NUMBER) return (lh_number){0, false};
  return (lh_number){lua_tonumberx(L, index, NULL), true};
}
/// Reads a string; numbers do not count.
static inline lh_bytes lh_read_bytes(lua_State *_Nonnull L, int32_t index) {
  const char *_Nullable lua_tolstring(lua_State *_Nonnull L, int index, size_t *_Nullable length);
  lh_bytes bytes = {NULL, 0};
  if (lh_type(L, index) == LH_STRING) bytes.start = lua_tolstring(L, index, &bytes.count);
  return bytes;
}
static inline bool lh_equal_bytes(const void *_Nonnull first, const void *_Nonnull second, size_t count) {
  return __builtin_memcmp(first, second, count) == 0;
}
static inline bool lh_boolean(lua_State *_Nonnull L, int32_t index) {
  int lua_toboolean(lua_State *_Nonnull L, int index);
  return lua_toboolean(L, index);
}
const void *_Nullable lh_identity(lua_State *_Nonnull L, int32_t index);
int64_t lh_raw_length(lua_State *_Nonnull L, int32_t index);

// MARK: Writing the stack (raises for memory only)

/// Whether there is room for `slots` more values.
bool lh_reserve(lua_State *_Nonnull L, int32_t slots);
static inline void lh_push_nil(lua_State *_Nonnull L) {
  void lua_pushnil(lua_State *_Nonnull L);
  lua_pushnil(L);
}
/// Pushes `null`: what stands for no value where nil would leave nothing.
void lh_push_null(lua_State *_Nonnull L);
static inline void lh_push_boolean(lua_State *_Nonnull L, bool value) {
  void lua_pushboolean(lua_State *_Nonnull L, int value);
  lua_pushboolean(L, value);
}
static inline void lh_push_integer(lua_State *_Nonnull L, int64_t value) {
  void lua_pushinteger(lua_State *_Nonnull L, long long value);
  lua_pushinteger(L, value);
}
static inline void lh_push_number(lua_State *_Nonnull L, double value) {
  void lua_pushnumber(lua_State *_Nonnull L, double value);
  lua_pushnumber(L, value);
}
static inline void lh_push_bytes(lua_State *_Nonnull L, const void *_Nullable bytes, size_t length) {
  const char *_Nullable lua_pushlstring(lua_State *_Nonnull L, const char *_Nonnull bytes, size_t length);
  lua_pushlstring(L, bytes ? (const char *)bytes : "", length);
}
void lh_push_copy(lua_State *_Nonnull L, int32_t index);
void lh_pop(lua_State *_Nonnull L, int32_t count);
void lh_replace(lua_State *_Nonnull L, int32_t index);
void lh_insert(lua_State *_Nonnull L, int32_t index);
void lh_new_table(lua_State *_Nonnull L, int32_t array, int32_t hash);
/// Gives the table on top the names that it may be asked for: any other is an error, never a silent nil. `shape` holds what
/// the table is called, then each name on a line of its own; `number` is that shape's alone. It needs room for seven values.
void lh_set_shape(lua_State *_Nonnull L, int64_t number, const char *_Nonnull shape, size_t length);
/// The shape that the table at that index was given, valid while it is on the stack; a null start for none.
lh_bytes lh_shape_of(lua_State *_Nonnull L, int32_t index);
/// `table[key] = top`, raw; pops the value. The key may not be NaN; it is a string here.
void lh_set_field(lua_State *_Nonnull L, int32_t table, const void *_Nonnull key, size_t length);
/// `table[position] = top`, raw; pops the value.
void lh_set_index(lua_State *_Nonnull L, int32_t table, int64_t position);
/// `table[position]`, raw, pushed; its type.
int32_t lh_get_index(lua_State *_Nonnull L, int32_t table, int64_t position);
/// `table[key]`, raw, pushed; its type.
int32_t lh_get_field(lua_State *_Nonnull L, int32_t table, const void *_Nonnull key, size_t length);
/// Replaces the key on top by the next key and its value; false, with nothing pushed, at the end. Order is the
/// table's own: sort what a person will see.
bool lh_next(lua_State *_Nonnull L, int32_t table);
/// A field of a table: a name, which lives as long as it is a key of the table, and its number.
typedef struct lh_named_number {
  lh_bytes name;
  double value;
} lh_named_number;
/// Reads a table that has nothing but numbers under names, in its own order: how many. -1 for anything else, and where
/// there are more than `most`.
int32_t lh_read_numbers(lua_State *_Nonnull L, int32_t index, lh_named_number *_Nonnull fields, int32_t most);
/// Anchors the value on top (and pops it) under a number; `lh_push_anchored` pushes it again.
int32_t lh_anchor(lua_State *_Nonnull L);
void lh_push_anchored(lua_State *_Nonnull L, int32_t anchor);
void lh_release_anchor(lua_State *_Nonnull L, int32_t anchor);

// MARK: Calling back into Lua from a host function (protected)

/// Calls the function below `arguments` values. 0 and `results` values, or another status and one error value.
/// A limit that was hit inside stays hit: return LH_ERROR at once.
int32_t lh_call(lua_State *_Nonnull L, int32_t arguments, int32_t results);
/// Pushes what the definition of that name returns, loaded once a run apart from what scripts require; status and failure
/// as of lh_call.
int32_t lh_define(lua_State *_Nonnull L, const void *_Nullable name, size_t length);

// MARK: Values of Patron's own

/// An exact amount: minor units and an ISO 4217 code.
typedef struct lh_money {
  int64_t minor;
  char currency[4];
} lh_money;
void lh_push_money(lua_State *_Nonnull L, lh_money value);
bool lh_read_money(lua_State *_Nonnull L, int32_t index, lh_money *_Nonnull out);
/// Pushes the metatable that all money values share, so that its operators can be installed once.
void lh_push_money_metatable(lua_State *_Nonnull L);

/// Pushes a read-only snapshot of the current row: a packed copy, read by name. The layout must outlive the runtime.
void lh_push_record(lua_State *_Nonnull L, const row_layout *_Nonnull layout, const row_reader *_Nonnull row);
/// Begins another generation of snapshots, and gives its number.
uint32_t lh_begin_generation(lh_runtime *_Nonnull runtime);
/// Declares the generations of snapshots gone that began with one of that number, and begins another.
void lh_drop_generations(lh_runtime *_Nonnull runtime, uint32_t first);
/// Whether the value at an index is a snapshot of a generation that is gone.
bool lh_is_dropped(lua_State *_Nonnull L, int32_t index);
/// The layout of a record, or null when the value is none.
const row_layout *_Nullable lh_record_layout(lua_State *_Nonnull L, int32_t index);
/// The place of a column in a record; -1 when it has none of that name, or the value is no record.
int32_t lh_record_place(lua_State *_Nonnull L, int32_t index, const char *_Nonnull name);
/// Pushes a column of a record; its type. The column must be within the layout.
int32_t lh_push_record_column(lua_State *_Nonnull L, int32_t index, int32_t column);

#include "lh_runtime.h"

#endif
