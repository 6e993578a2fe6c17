#include <sqlite3.h>

#include "event.h"
#include "net.h"
#include "table.h"
#include "value.h"

enum { DEFAULT_LIMIT = 8 << 20, GREATEST_LIMIT = 1 << 30 };

struct change_recorder {
  sqlite3 *database;
  change_log log;
  /// The columns of the event that is being put together.
  byte_buffer columns;
  /// Sorted by name.
  tracked_table *tables;
  size_t table_count;
  recorder_status status;
  bool is_recording;
  bool is_draining;
};

// MARK: - Events

/// One change of one row while its hook runs.
typedef struct observation {
  change_recorder *recorder;
  tracked_table *table;
  int64_t old_key;
  /// The row as a query sees it, once one was needed.
  bool has_older;
  sqlite3_value *older;
} observation;

static bool fail(change_recorder *recorder, recorder_status status) {
  if (recorder->status == RECORDER_OK) recorder->status = status;
  return false;
}

static void clear_observation(observation *observation) {
  sqlite3_value_free(observation->older);
  if (observation->has_older) sqlite3_reset(observation->table->older);
}

/// The value before the change, valid until the next call.
static sqlite3_value *old_value(observation *observation, const tracked_column *column) {
  sqlite3_value *value;
  if (sqlite3_preupdate_old(observation->recorder->database, column->index, &value) != SQLITE_OK) return NULL;
  if (sqlite3_value_type(value) != SQLITE_NULL || column->older_index < 0) return value;
  // The row may be older than the column. It has not changed yet, so a query still sees it, with the default.
  sqlite3_stmt *older = observation->table->older;
  if (!observation->has_older) {
    observation->has_older = true;
    if (sqlite3_bind_int64(older, 1, observation->old_key) != SQLITE_OK) return NULL;
    if (sqlite3_step(older) != SQLITE_ROW) return NULL;
  }
  sqlite3_value_free(observation->older);
  observation->older = sqlite3_value_dup(sqlite3_column_value(older, column->older_index));
  return observation->older;
}

static sqlite3_value *new_value(observation *observation, const tracked_column *column) {
  sqlite3_value *value;
  if (sqlite3_preupdate_new(observation->recorder->database, column->index, &value) != SQLITE_OK) return NULL;
  return value;
}

static bool put_column(byte_buffer *columns, const tracked_column *column, sqlite3_value *old, sqlite3_value *new) {
  if (!buffer_reserve(columns, VARINT_MAX)) return false;
  put_varint(columns, column->id);
  if (old && !value_put(columns, old, column->is_real)) return false;
  return !new || value_put(columns, new, column->is_real);
}

/// Puts an event's columns together; `count` is how many.
static bool put_columns(observation *observation, change_operation operation, size_t *count) {
  change_recorder *recorder = observation->recorder;
  const tracked_table *table = observation->table;
  recorder->columns.length = 0;
  *count = 0;
  for (size_t index = 0; index < table->tracked_count; index++) {
    const tracked_column *column = &table->columns[index];
    sqlite3_value *old = NULL, *new = NULL;
    if (operation != CHANGE_INSERT && !(old = old_value(observation, column))) return fail(recorder, RECORDER_DATABASE);
    if (operation != CHANGE_DELETE && !(new = new_value(observation, column))) return fail(recorder, RECORDER_DATABASE);
    if (operation == CHANGE_UPDATE && value_equal(old, new, column->is_real)) continue;
    if (!put_column(&recorder->columns, column, old, new)) return fail(recorder, RECORDER_NO_MEMORY);
    ++*count;
  }
  return true;
}

static bool record(observation *observation, change_operation operation, int64_t key) {
  change_recorder *recorder = observation->recorder;
  tracked_table *table = observation->table;
  size_t count = 0;
  recorder->columns.length = 0;
  bool is_key_only =
    operation == CHANGE_INSERT && (table->flags & RECORDER_INSERT_KEY_ONLY) && !table->has_deletions;
  if (!is_key_only && !put_columns(observation, operation, &count)) return false;
  if (operation == CHANGE_UPDATE && count == 0) return true;
  if (operation == CHANGE_DELETE) table->has_deletions = true;
  change_log *log = &recorder->log;
  if (!event_put(&log->tail, table->id, entry_head(operation, count), key, recorder->columns.bytes,
                 recorder->columns.length))
    return fail(recorder, RECORDER_NO_MEMORY);
  return change_log_settle(log) || fail(recorder, RECORDER_SPILL);
}

static bool is_tracked_index(const tracked_table *table, int index) {
  for (size_t column = 0; column < table->tracked_count; column++)
    if (table->columns[column].index == index) return true;
  return false;
}

static int compare_names(const void *name, const void *table) {
  return strcmp(name, ((const tracked_table *)table)->name);
}

static tracked_table *find_table(const change_recorder *recorder, const char *name) {
  if (recorder->table_count == 0) return NULL;
  return bsearch(name, recorder->tables, recorder->table_count, sizeof *recorder->tables, compare_names);
}

static void observe(void *context, sqlite3 *database, int operation, const char *schema, const char *name,
                    sqlite3_int64 old_key, sqlite3_int64 new_key) {
  change_recorder *recorder = context;
  if (recorder->status != RECORDER_OK || strcmp(schema, "main") != 0) return;
  tracked_table *table = find_table(recorder, name);
  if (!table) return;
  if (recorder->is_draining) {
    fail(recorder, RECORDER_SINK);
    return;
  }
  table->is_touched = true;
  // A query inside the hook is allowed, as SQLite's own session extension shows, which reads tables' columns here too.
  if (!table->is_described) {
    recorder_status status = tracked_table_describe(table, database);
    if (status != RECORDER_OK) {
      fail(recorder, status);
      return;
    }
  }
  if (sqlite3_preupdate_count(database) != table->column_count) {
    fail(recorder, RECORDER_SCHEMA);
    return;
  }
  int written = sqlite3_preupdate_blobwrite(database);
  if (written >= 0) {
    // SQLite shows an incremental write as a deletion, before the new bytes are there.
    if (is_tracked_index(table, written)) fail(recorder, RECORDER_BLOB_WRITE);
    return;
  }
  observation observation = {.recorder = recorder, .table = table, .old_key = old_key};
  if (operation == SQLITE_INSERT) {
    record(&observation, CHANGE_INSERT, new_key);
  } else if (operation == SQLITE_DELETE) {
    record(&observation, CHANGE_DELETE, old_key);
  } else if (old_key == new_key) {
    record(&observation, CHANGE_UPDATE, old_key);
  } else if (record(&observation, CHANGE_DELETE, old_key)) {
    record(&observation, CHANGE_INSERT, new_key);
  }
  clear_observation(&observation);
}

// MARK: - The recorder

change_recorder *recorder_open(sqlite3 *database, size_t memory_limit, const char *spill_folder) {
  change_recorder *recorder = calloc(1, sizeof *recorder);
  if (!recorder) return NULL;
  recorder->database = database;
  if (memory_limit == 0) memory_limit = DEFAULT_LIMIT;
  if (memory_limit > GREATEST_LIMIT) memory_limit = GREATEST_LIMIT;
  if (!change_log_init(&recorder->log, memory_limit, spill_folder)) {
    free(recorder);
    return NULL;
  }
  return recorder;
}

void recorder_close(change_recorder *recorder) {
  if (!recorder) return;
  recorder_stop(recorder);
  for (size_t index = 0; index < recorder->table_count; index++) tracked_table_free(&recorder->tables[index]);
  free(recorder->tables);
  buffer_free(&recorder->columns);
  change_log_free(&recorder->log);
  free(recorder);
}

/// Puts a table in its place by name, or in that of its older shape.
static recorder_status keep_table(change_recorder *recorder, tracked_table table) {
  tracked_table *same = find_table(recorder, table.name);
  if (same) {
    table.is_touched = same->is_touched;
    table.has_deletions = same->has_deletions;
    tracked_table_free(same);
    *same = table;
    return RECORDER_OK;
  }
  size_t count = recorder->table_count;
  tracked_table *tables = realloc(recorder->tables, (count + 1) * sizeof *tables);
  if (!tables) return RECORDER_NO_MEMORY;
  recorder->tables = tables;
  size_t place = 0;
  while (place < count && strcmp(tables[place].name, table.name) < 0) place++;
  memmove(tables + place + 1, tables + place, (count - place) * sizeof *tables);
  tables[place] = table;
  recorder->table_count++;
  return RECORDER_OK;
}

/// Keeps a table under an id, or frees it where that cannot be.
static recorder_status add_table(change_recorder *recorder, tracked_table table, uint32_t table_id, unsigned flags) {
  recorder_status status = RECORDER_OK;
  table.id = table_id;
  table.flags = flags;
  for (size_t index = 0; index < recorder->table_count; index++) {
    const tracked_table *other = &recorder->tables[index];
    if ((other->id == table_id) != (strcmp(other->name, table.name) == 0)) status = RECORDER_TABLE;
  }
  if (status == RECORDER_OK) status = keep_table(recorder, table);
  if (status != RECORDER_OK) tracked_table_free(&table);
  return status;
}

recorder_status recorder_track(change_recorder *recorder, uint32_t table_id, const char *name,
                               const uint16_t *column_ids, size_t column_count, unsigned flags) {
  if (recorder->is_draining) return RECORDER_BUSY;
  tracked_table table;
  recorder_status status = tracked_table_init(&table, recorder->database, name, column_ids, column_count);
  return status == RECORDER_OK ? add_table(recorder, table, table_id, flags) : status;
}

recorder_status recorder_expect(change_recorder *recorder, uint32_t table_id, const char *name, const char *left_out,
                                unsigned flags) {
  if (recorder->is_draining) return RECORDER_BUSY;
  tracked_table table;
  recorder_status status = tracked_table_expect(&table, name, left_out);
  return status == RECORDER_OK ? add_table(recorder, table, table_id, flags) : status;
}

recorder_status recorder_start(change_recorder *recorder) {
  if (recorder->is_draining) return RECORDER_BUSY;
  change_log_truncate(&recorder->log, 0);
  recorder->log.system_error = 0;
  recorder->status = RECORDER_OK;
  for (size_t index = 0; index < recorder->table_count; index++) {
    recorder->tables[index].has_deletions = false;
    recorder->tables[index].is_touched = false;
  }
  sqlite3_preupdate_hook(recorder->database, observe, recorder);
  recorder->is_recording = true;
  return RECORDER_OK;
}

void recorder_stop(change_recorder *recorder) {
  if (recorder->is_recording) sqlite3_preupdate_hook(recorder->database, NULL, NULL);
  recorder->is_recording = false;
}

recorder_status recorder_get_status(const change_recorder *recorder) { return recorder->status; }

int recorder_system_error(const change_recorder *recorder) { return recorder->log.system_error; }

bool recorder_has_touched(const change_recorder *recorder, uint32_t table_id) {
  for (size_t index = 0; index < recorder->table_count; index++)
    if (recorder->tables[index].id == table_id) return recorder->tables[index].is_touched;
  return false;
}

uint64_t recorder_mark(const change_recorder *recorder) { return change_log_length(&recorder->log); }

recorder_status recorder_truncate(change_recorder *recorder, uint64_t mark) {
  if (recorder->is_draining) return RECORDER_BUSY;
  if (mark > change_log_length(&recorder->log)) return RECORDER_DISORDER;
  change_log_truncate(&recorder->log, mark);
  return RECORDER_OK;
}

recorder_status recorder_drain(change_recorder *recorder, size_t chunk_limit, recorder_sink sink, void *context) {
  if (recorder->is_draining) return RECORDER_BUSY;
  if (recorder->status != RECORDER_OK) return recorder->status;
  chunk_writer writer = {.limit = chunk_limit, .sink = sink, .context = context};
  recorder->is_draining = true;
  recorder_status status = change_log_net(&recorder->log, &writer);
  recorder->is_draining = false;
  buffer_free(&writer.buffer);
  if (status == RECORDER_OK) status = recorder->status;
  if (status != RECORDER_OK) return status;
  change_log_truncate(&recorder->log, 0);
  for (size_t index = 0; index < recorder->table_count; index++) recorder->tables[index].has_deletions = false;
  return RECORDER_OK;
}
