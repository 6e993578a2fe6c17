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

/// Whether a name is one of those in a list, between blanks.
static bool is_listed(const char *list, const char *name) {
  size_t length = strlen(name);
  for (const char *at = list; (at = strstr(at, name)); at++)
    if ((at == list || at[-1] == ' ') && (at[length] == ' ' || at[length] == 0)) return length > 0;
  return false;
}

static bool add_column(tracked_table *table, tracked_column column) {
  tracked_column *columns = realloc(table->columns, (table->tracked_count + 1) * sizeof *columns);
  if (!columns) return false;
  table->columns = columns;
  columns[table->tracked_count++] = column;
  return true;
}

/// The id of a column: as it was given, else its place.
static int column_id(const tracked_table *table, int index, const char *name, const uint16_t *column_ids) {
  if (column_ids) return column_ids[index];
  return index > UINT16_MAX || is_listed(table->left_out, name) ? RECORDER_IGNORED : index;
}

/// Reads the columns into the table, and those with a default into `defaults`. Without ids a column's place is its id.
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
      if (!table->name) table->name = strdup(text_at(row, TABLE_NAME));
      if (!table->name) return RECORDER_NO_MEMORY;
    }
    if (column_ids && (size_t)index >= column_count) return RECORDER_COLUMNS;
    table->column_count = index + 1;
    if (hidden == IS_VIRTUAL) is_after_virtual = true;
    else if (is_after_virtual) return RECORDER_TABLE;
    int id = column_id(table, index, text_at(row, COLUMN_NAME), column_ids);
    if (index == 0 || hidden != IS_ORDINARY || id == RECORDER_IGNORED) continue;
    bool has_default = sqlite3_column_int(row, HAS_DEFAULT);
    if (has_default) sqlite3_str_appendf(defaults, "%s\"%w\"", default_count ? ", " : "", text_at(row, COLUMN_NAME));
    tracked_column column = {
      .id = (uint16_t)id,
      .is_real = is_real_type(text_at(row, COLUMN_TYPE)),
      .index = index,
      .older_index = has_default ? default_count++ : -1,
    };
    if (!add_column(table, column)) return RECORDER_NO_MEMORY;
  }
  if (step != SQLITE_DONE) return RECORDER_DATABASE;
  if (table->column_count == 0) return RECORDER_TABLE;
  if (column_ids && (size_t)table->column_count != column_count) return RECORDER_COLUMNS;
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

static recorder_status describe_table(tracked_table *table, sqlite3 *database, const char *name,
                                      const uint16_t *column_ids, size_t column_count) {
  sqlite3_stmt *row = NULL;
  sqlite3_str *defaults = sqlite3_str_new(database);
  recorder_status status = RECORDER_DATABASE;
  if (sqlite3_prepare_v2(database, describe, -1, &row, NULL) == SQLITE_OK &&
      sqlite3_bind_text(row, 1, name, -1, SQLITE_STATIC) == SQLITE_OK)
    status = read_columns(table, row, defaults, column_ids, column_count);
  if (status == RECORDER_OK) status = prepare_older(table, database, defaults);
  sqlite3_finalize(row);
  sqlite3_free(sqlite3_str_finish(defaults));
  table->is_described = status == RECORDER_OK;
  if (status != RECORDER_OK) {
    // The next change tries again, from the start.
    free(table->columns);
    table->columns = NULL;
    table->tracked_count = 0;
    table->column_count = 0;
  }
  return status;
}

recorder_status tracked_table_init(tracked_table *table, sqlite3 *database, const char *name, const uint16_t *column_ids,
                                   size_t column_count) {
  *table = (tracked_table){0};
  recorder_status status = describe_table(table, database, name, column_ids, column_count);
  if (status != RECORDER_OK) tracked_table_free(table);
  return status;
}

recorder_status tracked_table_expect(tracked_table *table, const char *name, const char *left_out) {
  *table = (tracked_table){.name = strdup(name), .left_out = strdup(left_out)};
  if (table->name && table->left_out) return RECORDER_OK;
  tracked_table_free(table);
  return RECORDER_NO_MEMORY;
}

recorder_status tracked_table_describe(tracked_table *table, sqlite3 *database) {
  return describe_table(table, database, table->name, NULL, 0);
}

void tracked_table_free(tracked_table *table) {
  sqlite3_finalize(table->older);
  free(table->columns);
  free(table->left_out);
  free(table->name);
  *table = (tracked_table){0};
}
