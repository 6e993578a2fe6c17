// Rows as values: read-only, strict, read by column name. A snapshot holds a packed copy of its columns; a borrowed
// record reads the row in place while it is lent.
#include "lh_internal.h"

#include <stdlib.h>
#include <string.h>

enum { NOTHING, INTEGER, REAL, TEXT };

typedef struct cell {
  union {
    int64_t integer;
    double real;
    size_t offset;  ///< of a text, from the start of the record
  } value;
  int32_t length;
  uint8_t what;
} cell;

typedef struct record {
  const row_layout *layout;
  uint64_t loan;  ///< 0 for a snapshot
  uint32_t generation;
  cell cells[];
} record;

static char record_key;

/// How many records within a lent one it keeps: Lua counts what a userdata holds in 16 bits.
static inline int32_t kept_count(const row_layout *layout) {
  return layout->records < UINT16_MAX ? layout->records : UINT16_MAX - 1;
}

// MARK: Columns

static void push_money_cell(lua_State *L, int64_t minor, const char *currency, size_t length) {
  lh_money money = {.minor = minor};
  if (length > 3) length = 3;
  if (length) memcpy(money.currency, currency, length);
  lh_push_money(L, money);
}

static bool has_currency(const row_layout *layout, int32_t column) {
  int32_t currency = layout->columns[column].currency;
  return currency >= 0 && currency < layout->count;
}

static int push_packed(lua_State *L, const record *row, int32_t column) {
  const cell *c = &row->cells[column];
  uint8_t kind = row->layout->columns[column].kind;
  switch (c->what) {
  case INTEGER:
    if (kind == ROW_KIND_BOOLEAN) {
      lua_pushboolean(L, c->value.integer != 0);
    } else if (kind == ROW_KIND_MONEY && has_currency(row->layout, column)) {
      const cell *currency = &row->cells[row->layout->columns[column].currency];
      bool known = currency->what == TEXT;
      push_money_cell(L, c->value.integer, known ? (const char *)row + currency->value.offset : "",
        known ? (size_t)currency->length : 0);
    } else if (kind == ROW_KIND_REAL) {
      lua_pushnumber(L, (lua_Number)c->value.integer);
    } else {
      lua_pushinteger(L, c->value.integer);
    }
    break;
  case REAL:
    lua_pushnumber(L, c->value.real);
    break;
  case TEXT:
    lua_pushlstring(L, (const char *)row + c->value.offset, (size_t)c->length);
    break;
  default:
    lua_pushnil(L);
  }
  return lua_type(L, -1);
}

static size_t text_length(const row_value *value) {
  bool is_text = value->storage_class == ROW_CLASS_TEXT || value->storage_class == ROW_CLASS_BLOB;
  return is_text && value->text && value->length > 0 ? (size_t)value->length : 0;
}

/// A record within the lent record at `place` of the stack, which keeps it: it is the same each time.
static int push_inner(lua_State *L, int place, const row_layout *layout, int32_t index) {
  bool is_kept = index < kept_count(layout);
  if (is_kept && lua_getiuservalue(L, place, index + 1) == LUA_TUSERDATA) return LUA_TUSERDATA;
  if (is_kept) lua_pop(L, 1);
  lh_push_borrowed(L, layout->columns[index].record);
  if (is_kept) {
    lua_pushvalue(L, -1);
    lua_setiuservalue(L, place, index + 1);
  }
  return LUA_TUSERDATA;
}

/// A column of the lent record at `place` of the stack.
static int push_read(lua_State *L, int place, const row_layout *layout, const row_reader *row, int32_t index) {
  uint8_t kind = layout->columns[index].kind;
  if (kind == ROW_KIND_RECORD) return push_inner(L, place, layout, index);
  row_value value = row->read(row->source, layout->first + index);
  switch (value.storage_class) {
  case ROW_CLASS_INTEGER:
    if (kind == ROW_KIND_BOOLEAN) {
      lua_pushboolean(L, value.integer != 0);
    } else if (kind == ROW_KIND_MONEY && has_currency(layout, index)) {
      row_value code = row->read(row->source, layout->first + layout->columns[index].currency);
      push_money_cell(L, value.integer, (const char *)code.text, text_length(&code));
    } else if (kind == ROW_KIND_REAL) {
      lua_pushnumber(L, (lua_Number)value.integer);
    } else {
      lua_pushinteger(L, value.integer);
    }
    break;
  case ROW_CLASS_REAL:
    lua_pushnumber(L, value.real);
    break;
  case ROW_CLASS_TEXT:
  case ROW_CLASS_BLOB: {
    size_t length = text_length(&value);
    lua_pushlstring(L, length ? (const char *)value.text : "", length);
    break;
  }
  default:
    lua_pushnil(L);
  }
  return lua_type(L, -1);
}

/// The row that a borrowed record may still read, or null when its loan is over.
static inline const row_reader *lent_row(lua_State *L, const record *row) {
  lh_runtime *r = lh_of(L);
  return row->loan == r->loan ? r->lent : NULL;
}

// MARK: Metamethods

static int raise_expired(lua_State *L, const record *row) {
  char one[64];
  size_t length = strlen(row->layout->entity);
  if (length >= sizeof one) length = sizeof one - 1;
  memcpy(one, row->layout->entity, length);
  // "customers" holds customers, "deliveries" deliveries: one of them.
  if (length > 3 && memcmp(one + length - 3, "ies", 3) == 0) {
    length -= 2;
    one[length - 1] = 'y';
  } else if (length > 1 && one[length - 1] == 's') {
    length--;
  }
  one[length] = 0;
  return luaL_error(L, lh_say(L, "this %s is only lent to the formula: keep a copy with c:copy()",
    "这条 %s 记录只借给公式使用：请用 c:copy() 保留副本"), one);
}

static int copy(lua_State *L);

/// A key that is no column: the method, or an error that names the nearest column.
static int miss(lua_State *L, const record *row) {
  size_t length = 0;
  const char *name = lua_type(L, 2) == LUA_TSTRING ? lua_tolstring(L, 2, &length) : NULL;
  if (name && strcmp(name, "copy") == 0) {
    lua_pushcfunction(L, copy);
    return 1;
  }
  const char *entity = row->layout->entity, *meant = NULL;
  if (!name) {
    return luaL_error(L, lh_say(L, "%s record has no field %s", "%s 记录没有字段 %s"), entity, lh_tostring(L, 2, NULL));
  }
  int32_t best = lh_suggest_start(length);
  for (int32_t i = 0; i < row->layout->count; i++) {
    const char *candidate = row->layout->columns[i].name;
    if (lh_nearer(name, length, candidate, strlen(candidate), &best)) meant = candidate;
  }
  if (!meant) return luaL_error(L, lh_say(L, "%s record has no field '%s'", "%s 记录没有字段“%s”"), entity, name);
  return luaL_error(L, lh_say(L, "%s record has no field '%s' (did you mean '%s'?)", "%s 记录没有字段“%s”（是否想写“%s”？）"),
    entity, name, meant);
}

/// Only the interpreter calls it, with a record first: a script cannot reach the metatable.
static int get_field(lua_State *L) {
  const record *row = lua_touserdata(L, 1);
  const row_reader *lent = NULL;
  if (row->loan && !(lent = lent_row(L, row))) return raise_expired(L, row);
  lua_pushvalue(L, 2);
  if (LH_UNLIKELY(lua_rawget(L, lua_upvalueindex(1)) != LUA_TNUMBER)) return miss(L, row);
  int32_t column = (int32_t)lua_tointeger(L, -1);
  if (LH_UNLIKELY(row->layout->read != NULL)) row->layout->read[column] = 1;
  lent ? push_read(L, 1, row->layout, lent, column) : push_packed(L, row, column);
  return 1;
}

/// Whether there is a module of that name with `update`.
static bool can_update(lua_State *L, const char *module) {
  int top = lua_gettop(L);
  lua_getglobal(L, module);
  bool can = lh_push_behind(L, -1) || lua_type(L, -1) == LUA_TTABLE;
  if (can) {
    lua_pushliteral(L, "update");
    can = lua_rawget(L, -2) == LUA_TFUNCTION;
  }
  lua_settop(L, top);
  return can;
}

static int refuse_assignment(lua_State *L) {
  const record *row = lua_touserdata(L, 1);
  if (!can_update(L, row->layout->entity)) {
    return luaL_error(L, lh_say(L, "'%s' is read-only: keep what you work out in a local", "“%s”是只读的：请用 local 变量保存计算结果"),
      row->layout->entity);
  }
  return luaL_error(L, lh_say(L, "%s records are read-only: use %s.update", "%s 记录是只读的：请用 %s.update"),
    row->layout->entity, row->layout->entity);
}

static int next_column(lua_State *L) {
  const record *row = lua_touserdata(L, lua_upvalueindex(1));
  const row_reader *lent = NULL;
  if (row->loan && !(lent = lent_row(L, row))) return raise_expired(L, row);
  int32_t column = (int32_t)lua_tointeger(L, lua_upvalueindex(2));
  for (; column < row->layout->count; column++) {
    lua_settop(L, 0);
    lua_pushstring(L, row->layout->columns[column].name);
    if (row->layout->read) row->layout->read[column] = 1;
    int place = lua_upvalueindex(1);
    if ((lent ? push_read(L, place, row->layout, lent, column) : push_packed(L, row, column)) == LUA_TNIL) continue;
    lua_pushinteger(L, column + 1);
    lua_replace(L, lua_upvalueindex(2));
    return 2;
  }
  lua_pushnil(L);
  return 1;
}

static int record_pairs(lua_State *L) {
  lua_settop(L, 1);
  lua_pushinteger(L, 0);
  lua_pushcclosure(L, next_column, 2);
  return 1;
}

static int to_text(lua_State *L) {
  const record *row = lua_touserdata(L, 1);
  const row_reader *lent = NULL;
  if (row->loan && !(lent = lent_row(L, row))) return raise_expired(L, row);
  lua_pushfstring(L, "%s record", row->layout->entity);
  for (int32_t i = 0; i < row->layout->count; i++) {
    if (strcmp(row->layout->columns[i].name, "code") != 0) continue;
    int type = lent ? push_read(L, 1, row->layout, lent, i) : push_packed(L, row, i);
    if (type != LUA_TSTRING && type != LUA_TNUMBER) break;
    lua_pushliteral(L, " ");
    lua_insert(L, -2);
    lua_concat(L, 3);
    break;
  }
  lua_settop(L, 2);
  return 1;
}

/// Pushes the layout's metatable, made when it is first needed.
static void push_metatable(lua_State *L, const row_layout *layout) {
  if (LH_LIKELY(lua_rawgetp(L, LUA_REGISTRYINDEX, layout) == LUA_TTABLE)) return;
  lua_pop(L, 1);
  lua_createtable(L, 0, 8);
  int meta = lua_gettop(L);
  lua_createtable(L, 0, layout->count);
  for (int32_t i = 0; i < layout->count; i++) {
    lua_pushinteger(L, i);
    lh_set_field(L, -2, layout->columns[i].name, strlen(layout->columns[i].name));
  }
  lua_pushcclosure(L, get_field, 1);
  lh_set_field(L, meta, "__index", 7);
  lua_pushcfunction(L, refuse_assignment);
  lh_set_field(L, meta, "__newindex", 10);
  lua_pushcfunction(L, record_pairs);
  lh_set_field(L, meta, "__pairs", 7);
  lua_pushcfunction(L, to_text);
  lh_set_field(L, meta, "__tostring", 10);
  lua_pushboolean(L, 0);
  lh_set_field(L, meta, "__metatable", 11);
  lua_pushstring(L, layout->entity);
  lua_pushliteral(L, " record");
  lua_concat(L, 2);
  lh_set_field(L, meta, "__name", 6);
  lua_pushboolean(L, 1);
  lua_rawsetp(L, meta, &record_key);
  lua_pushvalue(L, meta);
  lua_rawsetp(L, LUA_REGISTRYINDEX, layout);
}

static record *record_at(lua_State *L, int index) {
  if (lua_type(L, index) != LUA_TUSERDATA || !lua_getmetatable(L, index)) return NULL;
  bool found = lua_rawgetp(L, -1, &record_key) != LUA_TNIL;
  lua_pop(L, 2);
  return found ? lua_touserdata(L, index) : NULL;
}

// MARK: Making records

void lh_push_record(lua_State *L, const row_layout *layout, const row_reader *row) {
  size_t head = sizeof(record) + (size_t)layout->count * sizeof(cell), size = head;
  for (int32_t i = 0; i < layout->count; i++) {
    row_value value = row->read(row->source, layout->first + i);
    size += text_length(&value);
  }
  record *made = lua_newuserdatauv(L, size, 0);
  made->layout = layout;
  made->loan = 0;
  made->generation = lh_of(L)->generation;
  size_t offset = head;
  for (int32_t i = 0; i < layout->count; i++) {
    cell *c = &made->cells[i];
    row_value value = row->read(row->source, layout->first + i);
    size_t length = text_length(&value);
    c->length = 0;
    switch (value.storage_class) {
    case ROW_CLASS_INTEGER:
      c->what = INTEGER;
      c->value.integer = value.integer;
      break;
    case ROW_CLASS_REAL:
      c->what = REAL;
      c->value.real = value.real;
      break;
    case ROW_CLASS_TEXT:
    case ROW_CLASS_BLOB:
      c->what = TEXT;
      c->value.offset = offset;
      if (!length || length > size - offset) break;
      c->length = value.length;
      memcpy((char *)made + offset, value.text, length);
      offset += length;
      break;
    default:
      c->what = NOTHING;
    }
  }
  push_metatable(L, layout);
  lua_setmetatable(L, -2);
}

void lh_push_borrowed(lua_State *L, const row_layout *layout) {
  record *made = lua_newuserdatauv(L, sizeof *made, kept_count(layout));
  made->layout = layout;
  made->loan = lh_of(L)->loan;
  made->generation = lh_of(L)->generation;
  push_metatable(L, layout);
  lua_setmetatable(L, -2);
}

void lh_lend(lh_runtime *r, const row_reader *row) {
  r->loan++;
  r->lent = row;
}

void lh_end_loan(lh_runtime *r) {
  r->loan++;
  r->lent = NULL;
}

/// A method, so a script may call it with anything.
static int copy(lua_State *L) {
  const record *row = record_at(L, 1);
  luaL_argexpected(L, row, 1, "record");
  lua_settop(L, 1);
  if (!row->loan) return 1;
  const row_reader *lent = lent_row(L, row);
  if (!lent) return raise_expired(L, row);
  for (int32_t i = 0; i < row->layout->count; i++) {
    if (row->layout->columns[i].kind != ROW_KIND_RECORD) continue;
    const char *name = row->layout->columns[i].name;
    return luaL_error(L, lh_say(L, "copy what you keep of it, one record at a time: i.%s:copy()",
      "请逐条复制需要保留的记录：i.%s:copy()"), name);
  }
  lh_push_record(L, row->layout, lent);
  return 1;
}

// MARK: Generations

uint32_t lh_begin_generation(lh_runtime *r) {
  if (r->generation < UINT32_MAX) r->generation++;
  return r->generation;
}

void lh_drop_generations(lh_runtime *r, uint32_t first) {
  size_t place = r->generation / 8;
  if (place >= r->dropped_size) {
    uint8_t *more = realloc(r->dropped, place + 64);
    if (!more) return;
    memset(more + r->dropped_size, 0, place + 64 - r->dropped_size);
    r->dropped = more;
    r->dropped_size = place + 64;
  }
  for (uint32_t gone = first; gone <= r->generation && gone >= first; gone++) {
    r->dropped[gone / 8] |= (uint8_t)(1u << gone % 8);
  }
  lh_begin_generation(r);
}

bool lh_is_dropped(lua_State *L, int32_t index) {
  const lh_runtime *r = lh_of(L);
  const record *row = r->dropped_size ? record_at(L, index) : NULL;
  return row && row->generation / 8 < r->dropped_size && r->dropped[row->generation / 8] >> row->generation % 8 & 1;
}

// MARK: Reading records

bool lh_is_expired(lua_State *L, int index) {
  const record *row = record_at(L, index);
  return row && row->loan && !lent_row(L, row);
}

const row_layout *lh_record_layout(lua_State *L, int32_t index) {
  const record *row = record_at(L, index);
  return row && !(row->loan && !lent_row(L, row)) ? row->layout : NULL;
}

int32_t lh_record_place(lua_State *L, int32_t index, const char *name) {
  const row_layout *layout = lh_record_layout(L, index);
  for (int32_t column = 0; layout && column < layout->count; column++) {
    if (strcmp(layout->columns[column].name, name) == 0) return column;
  }
  return -1;
}

int32_t lh_push_record_column(lua_State *L, int32_t index, int32_t column) {
  const record *row = record_at(L, index);
  if (!row || column < 0 || column >= row->layout->count) {
    lua_pushnil(L);
    return LUA_TNIL;
  }
  if (!row->loan) return push_packed(L, row, column);
  const row_reader *lent = lent_row(L, row);
  if (lent) return push_read(L, lua_absindex(L, index), row->layout, lent, column);
  lua_pushnil(L);
  return LUA_TNIL;
}
