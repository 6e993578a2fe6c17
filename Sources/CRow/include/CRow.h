// The bridge between whatever holds rows and whatever reads them. A store fills the readers; a script host calls
// them. Neither knows the other.
#ifndef C_ROW_H
#define C_ROW_H

#include <stdint.h>

/// Storage classes, numbered as SQLite numbers them.
enum { ROW_CLASS_INTEGER = 1, ROW_CLASS_REAL = 2, ROW_CLASS_TEXT = 3, ROW_CLASS_BLOB = 4, ROW_CLASS_NULL = 5 };

/// What a column holds.
typedef struct row_value {
  int32_t storage_class;
  /// How many bytes a text or a blob has.
  int32_t length;
  int64_t integer;
  double real;
  /// A text or a blob, which lives until the source moves on.
  const unsigned char *_Nullable text;
} row_value;

/// Reads the columns of one current row.
typedef struct row_reader {
  void *_Nullable source;
  row_value (*_Nonnull read)(void *_Nullable source, int32_t column);
} row_reader;

/// What a column means to a script.
enum { ROW_KIND_TEXT, ROW_KIND_INTEGER, ROW_KIND_REAL, ROW_KIND_BOOLEAN, ROW_KIND_MONEY, ROW_KIND_RECORD };

struct row_layout;

/// A column as scripts see it. The strings live as long as the layout.
typedef struct row_column {
  const char *_Nonnull name;
  uint8_t kind;
  /// For money: the column that holds the ISO 4217 code.
  int32_t currency;
  /// For a record within a lent row: its layout, over the same reader.
  const struct row_layout *_Nullable record;
} row_column;

/// The shape of a row: what it is called and what it holds.
typedef struct row_layout {
  const char *_Nonnull entity;
  int32_t count;
  const row_column *_Nonnull columns;
  /// The reader's column that holds the first of them.
  int32_t first;
  /// How many of the first columns may hold a record.
  int32_t records;
  /// A byte for each column that becomes 1 when a script reads it; null where nobody asks. It lives as long as the layout.
  uint8_t *_Nullable read;
} row_layout;

#endif
