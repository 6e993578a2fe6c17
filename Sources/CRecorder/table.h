// A tracked table: which of its columns are recorded, and under which ids.
#ifndef RECORDER_TABLE_H
#define RECORDER_TABLE_H

#include "CRecorder.h"

typedef struct sqlite3_stmt sqlite3_stmt;

typedef struct tracked_column {
  uint16_t id;
  bool is_real;
  int index;
  /// Where `older` has the column, or -1 when it has no default.
  int older_index;
} tracked_column;

typedef struct tracked_table {
  uint32_t id;
  unsigned flags;
  char *name;
  /// The columns that are left out, by name; null where they were given by ids.
  char *left_out;
  /// Whether its columns are known: they are read when it is tracked, or by its first change.
  bool is_described;
  int column_count;
  /// The recorded columns, by ascending id.
  tracked_column *columns;
  size_t tracked_count;
  /// Reads the columns that have a default: where a row is older than a column, the hook shows null.
  sqlite3_stmt *older;
  /// Whether a row was changed, perhaps only for a time, since the table was tracked.
  bool is_touched;
  /// Whether a row was deleted in this recording.
  bool has_deletions;
} tracked_table;

/// Reads a table's shape; on failure nothing is left to free.
recorder_status tracked_table_init(tracked_table *table, sqlite3 *database, const char *name, const uint16_t *column_ids,
                                   size_t column_count);

/// Notes a table whose columns are read later; on failure nothing is left to free.
recorder_status tracked_table_expect(tracked_table *table, const char *name, const char *left_out);

/// Reads the shape of a table that is expected.
recorder_status tracked_table_describe(tracked_table *table, sqlite3 *database);

void tracked_table_free(tracked_table *table);

#endif
