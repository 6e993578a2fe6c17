// Runs any text as a script, in a sandbox with small limits and functions of the host's: whatever it does, the runtime
// keeps its limits, says how it ended, and gives back what it took.
#include "lh_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEMORY = 4 << 20, STEPS = 40 * 1000, OUTPUT = 1 << 16, SECOND = 1000 * 1000 * 1000 };

static void require(bool holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "does not hold: %s\n", what);
  abort();
}

// MARK: Functions of the host's

static int32_t refuse(void *context, lua_State *L) {
  (void)context;
  lh_push_error(L, "refused", 7, "no", 2);
  return LH_ERROR;
}

/// Calls its argument twice and gives the results of the second call.
static int32_t visit(void *context, lua_State *L) {
  (void)context;
  if (lh_type(L, 1) != LH_FUNCTION || !lh_reserve(L, 8)) return 0;
  for (int32_t time = 0; time < 2; time++) {
    lh_push_copy(L, 1);
    lh_push_integer(L, time);
    if (lh_call(L, 1, 2) != 0) return LH_ERROR;
  }
  return 2;
}

static int32_t yield(void *context, lua_State *L) {
  (void)context;
  lh_push_integer(L, 7);
  return LH_YIELD - 1;
}

static int32_t make_money(void *context, lua_State *L) {
  (void)context;
  lh_push_money(L, (lh_money){lh_integer_value(L, 1), "CNY"});
  return 1;
}

/// A turn of `rows`: counts down.
static int32_t turn(void *left, lua_State *L) {
  if (--*(int64_t *)left < 0) return 0;
  lh_push_integer(L, *(int64_t *)left);
  return 1;
}

static int32_t rows(void *context, lua_State *L) {
  (void)context;
  int64_t *left = malloc(sizeof *left);
  if (!left) return 0;
  *left = 3;
  lh_push_owned_function(L, (lh_function){turn, left}, free);
  lh_push_nil(L);
  lh_push_nil(L);
  lh_push_closer(L, -3);
  return 4;
}

// MARK: A row

static row_value read_column(void *source, int32_t column) {
  (void)source;
  switch (column) {
  case 0: return (row_value){.storage_class = ROW_CLASS_TEXT, .length = 5, .text = (const unsigned char *)"C0042"};
  case 1: return (row_value){.storage_class = ROW_CLASS_INTEGER, .integer = 1250};
  case 2: return (row_value){.storage_class = ROW_CLASS_TEXT, .length = 3, .text = (const unsigned char *)"EUR"};
  case 3: return (row_value){.storage_class = ROW_CLASS_REAL, .real = 0.5};
  default: return (row_value){.storage_class = ROW_CLASS_NULL};
  }
}

static const row_reader reader = {NULL, read_column};
static const row_column columns[] = {
  {.name = "code", .kind = ROW_KIND_TEXT, .currency = -1},
  {.name = "limit", .kind = ROW_KIND_MONEY, .currency = 2},
  {.name = "currency", .kind = ROW_KIND_TEXT, .currency = -1},
  {.name = "share", .kind = ROW_KIND_REAL, .currency = -1},
  {.name = "owner", .kind = ROW_KIND_TEXT, .currency = -1},
};
static const row_layout layout = {.entity = "customers", .columns = columns, .count = 5, .first = 0};

static int32_t record(void *context, lua_State *L) {
  (void)context;
  lh_push_record(L, &layout, &reader);
  return 1;
}

/// A module for `require`: the name itself is its source.
static int32_t find_module(void *context, lua_State *L) {
  (void)context;
  lh_push_bytes(L, "return ...", 10);
  lh_push_bytes(L, "@module.lua", 11);
  return 2;
}

// MARK: The run

static void install(lua_State *L) {
  static const struct {
    const char *name;
    lh_function function;
  } functions[] = {
    {"refuse", {refuse, NULL}}, {"visit", {visit, NULL}}, {"yield", {yield, NULL}},   {"cny", {make_money, NULL}},
    {"rows", {rows, NULL}},     {"record", {record, NULL}},
  };
  static const lh_function loader = {find_module, NULL};
  lh_set_loader(L, &loader);
  lh_reserve(L, 8);
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    lh_push_function(L, &functions[i].function);
    lh_set_global(L, functions[i].name);
  }
  lh_push_null(L);
  lh_set_global(L, "null");
  lh_push_borrowed(L, &layout);
  lh_set_global(L, "lent");
}

static void count_output(void *written, const char *bytes, size_t size) {
  (void)bytes;
  *(size_t *)written += size;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  size_t written = 0;
  lh_limits limits = {.memory = MEMORY, .cpu_ns = SECOND / 5, .steps = STEPS, .output = OUTPUT};
  lh_events events = {.output = count_output, .output_context = &written};
  lh_runtime *r = lh_open(limits, events, 1, size % 2);
  if (!r) return 0;
  lua_State *L = lh_state(r);
  lh_lend(r, &reader);
  install(L);
  require(lh_enter(r), "a runtime that is not in use can be entered");
  int32_t status = lh_load(L, (const char *)data, size, "@fuzz.lua");
  if (status == LH_SUCCEEDED) {
    require(lh_top(L) == 1, "a chunk is one function");
    status = lh_run(L, 0, -1);
    int32_t results = lh_top(L);
    for (int32_t i = 1; status == LH_SUCCEEDED && i <= results && lh_reserve(L, 8); i++) lh_push_text(L, i);
  }
  require(status == LH_SUCCEEDED || lh_top(L) == 0, "a failure leaves nothing on the stack");
  require(status != LH_STOPPED || lh_stop_reasons(r), "what is stopped is stopped for a reason");
  require(status != LH_FAILED || lh_failure_of(r)->message, "a failure has a message");
  require(lh_failure_of(r)->message_length <= 4096, "a message is at most 4 KiB long");
  require(lh_cpu_used(r) <= SECOND / 5 + SECOND / 2, "processor time stays within half a second of the limit");
  require(lh_memory_peak(r) <= 4 * (size_t)MEMORY + (64 << 20), "memory stays below four times the limit and 64 MiB");
  require(written <= OUTPUT, "output stays within the limit");
  lh_leave(r);
  lh_close(r);
  return 0;
}
