// The bridge between whatever holds rows and whatever reads them. A store fills the readers; a script host calls
// them. Neither knows the other.
#ifndef C_ROW_H
#define C_ROW_H

#include <stdint.h>

/// Storage classes, numbered as SQLite numbers them.
enum { ROW_CLASS_INTEGER = 1, ROW_CLASS_REAL = 2, ROW_CLASS_TEXT = 3, ROW_CLASS_BLOB = 4, ROW_CLASS_NULL = 5 };

/// Column readers over one current row. A pointer returned by `text` lives until the source moves on.
typedef struct row_reader {
  void *_Nullable source;
  int32_t (*_Nonnull storage_class)(void *_Nullable source, int32_t column);
  int64_t (*_Nonnull integer)(void *_Nullable source, int32_t column);
  double (*_Nonnull real)(void *_Nullable source, int32_t column);
  const unsigned char *_Nullable (*_Nonnull text)(void *_Nullable source, int32_t column);
  int32_t (*_Nonnull length)(void *_Nullable source, int32_t column);
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
  /// A byte for each column that becomes 1 when a script reads it; null where nobody asks. It lives as long as the layout.
  uint8_t *_Nullable read;
} row_layout;

#endif
