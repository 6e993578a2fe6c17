#define _GNU_SOURCE
#include "table.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static const char describe[] =
  "SELECT s.name, x.name, x.type, x.dflt_value IS NOT NULL, x.pk, x.hidden, "
  "  EXISTS (SELECT 1 FROM pragma_index_list(s.name, 'main') WHERE origin = 'pk'), "
  "  (SELECT encoding = 'UTF-8' FROM pragma_encoding) "
  "FROM main.sqlite_schema AS s JOIN pragma_table_xinfo(s.name, 'main') AS x "
  "WHERE s.type = 'table' AND s.rootpage > 0 AND s.name = ?1 COLLATE NOCASE ORDER BY x.cid";

enum { TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, HAS_DEFAULT, IS_KEY, HIDDEN, HAS_KEY_INDEX, IS_UTF8 };
enum { IS_ORDINARY = 0, IS_VIRTUAL = 2 };

/// Whether a declared type gives real affinity (SQLite, "Datatypes", 3.1).
static bool is_real_type(const char *type) {
  static const char *const others[] = {"INT", "CHAR", "CLOB", "TEXT", "BLOB"};
  for (size_t index = 0; index < sizeof others / sizeof *others; index++)
    if (strcasestr(type, others[index])) return false;
  return strcasestr(type, "REAL") || strcasestr(type, "FLOA") || strcasestr(type, "DOUB");
}

static const char *text_at(sqlite3_stmt *row, int index) {
  const void *text = sqlite3_column_text(row, index);
  return text ? text : "";
}

static int compare_columns(const void *left, const void *right) {
  return (int)((const tracked_column *)left)->id - (int)((const tracked_column *)right)->id;
}

/// Reads the columns into the table, and those with a default into `defaults`.
static recorder_status read_columns(tracked_table *table, sqlite3_stmt *row, sqlite3_str *defaults,
                                    const uint16_t *column_ids, size_t column_count) {
  int step, default_count = 0;
  bool is_after_virtual = false;
  for (int index = 0; (step = sqlite3_step(row)) == SQLITE_ROW; index++) {
    int hidden = sqlite3_column_int(row, HIDDEN);
    if (index == 0) {
      // A primary key that is the rowid has no index of its own.
      if (!sqlite3_column_int(row, IS_KEY) || sqlite3_column_int(row, HAS_KEY_INDEX)) return RECORDER_TABLE;
      if (!sqlite3_column_int(row, IS_UTF8)) return RECORDER_TABLE;
      table->name = strdup(text_at(row, TABLE_NAME));
      if (!table->name) return RECORDER_NO_MEMORY;
    }
    if ((size_t)index >= column_count) return RECORDER_COLUMNS;
    table->column_count = index + 1;
    if (hidden == IS_VIRTUAL) is_after_virtual = true;
    else if (is_after_virtual) return RECORDER_TABLE;
    if (index == 0 || hidden != IS_ORDINARY || column_ids[index] == RECORDER_IGNORED) continue;
    bool has_default = sqlite3_column_int(row, HAS_DEFAULT);
    if (has_default) sqlite3_str_appendf(defaults, "%s\"%w\"", default_count ? ", " : "", text_at(row, COLUMN_NAME));
    table->columns[table->tracked_count++] = (tracked_column){
      .id = column_ids[index],
      .is_real = is_real_type(text_at(row, COLUMN_TYPE)),
      .index = index,
      .older_index = has_default ? default_count++ : -1,
    };
  }
  if (step != SQLITE_DONE) return RECORDER_DATABASE;
  if (table->column_count == 0) return RECORDER_TABLE;
  if ((size_t)table->column_count != column_count) return RECORDER_COLUMNS;
  qsort(table->columns, table->tracked_count, sizeof *table->columns, compare_columns);
  for (size_t index = 1; index < table->tracked_count; index++)
    if (table->columns[index - 1].id == table->columns[index].id) return RECORDER_COLUMNS;
  return RECORDER_OK;
}

static recorder_status prepare_older(tracked_table *table, sqlite3 *database, sqlite3_str *defaults) {
  if (sqlite3_str_errcode(defaults) != SQLITE_OK) return RECORDER_NO_MEMORY;
  if (sqlite3_str_length(defaults) == 0) return RECORDER_OK;
  char *sql = sqlite3_mprintf("SELECT %s FROM main.\"%w\" WHERE rowid = ?1", sqlite3_str_value(defaults), table->name);
  if (!sql) return RECORDER_NO_MEMORY;
  int result = sqlite3_prepare_v3(database, sql, -1, SQLITE_PREPARE_PERSISTENT, &table->older, NULL);
  sqlite3_free(sql);
  return result == SQLITE_OK ? RECORDER_OK : RECORDER_DATABASE;
}

recorder_status tracked_table_init(tracked_table *table, sqlite3 *database, const char *name, const uint16_t *column_ids,
                                   size_t column_count) {
  *table = (tracked_table){.columns = calloc(column_count ? column_count : 1, sizeof *table->columns)};
  if (!table->columns) return RECORDER_NO_MEMORY;
  sqlite3_stmt *row = NULL;
  sqlite3_str *defaults = sqlite3_str_new(database);
  recorder_status status = RECORDER_DATABASE;
  if (sqlite3_prepare_v2(database, describe, -1, &row, NULL) == SQLITE_OK &&
      sqlite3_bind_text(row, 1, name, -1, SQLITE_STATIC) == SQLITE_OK)
    status = read_columns(table, row, defaults, column_ids, column_count);
  if (status == RECORDER_OK) status = prepare_older(table, database, defaults);
  sqlite3_finalize(row);
  sqlite3_free(sqlite3_str_finish(defaults));
  if (status != RECORDER_OK) tracked_table_free(table);
  return status;
}

void tracked_table_free(tracked_table *table) {
  sqlite3_finalize(table->older);
  free(table->columns);
  free(table->name);
  *table = (tracked_table){0};
}
