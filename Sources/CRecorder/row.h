// A row's changes, one event after the other, and what they come to.
#ifndef RECORDER_ROW_H
#define RECORDER_ROW_H

#include "event.h"

enum { NOTHING = 0 };

/// A written value; null bytes when there is none.
typedef struct slice {
  const uint8_t *bytes;
  size_t length;
} slice;

typedef struct net_column {
  uint16_t id;
  slice old;
  slice new;
} net_column;

typedef struct net_columns {
  net_column *items;
  size_t count;
  size_t capacity;
} net_columns;

/// A row's changes so far; `operation` is `NOTHING` when there are none.
typedef struct net_row {
  unsigned operation;
  net_columns columns;
  net_columns event;
  net_columns joined;
} net_row;

void net_row_free(net_row *row);

/// Adds what happened next. The entry's bytes must stay in place until the row was written.
recorder_status net_row_absorb(net_row *row, change_entry entry);

/// Writes the row's columns as a chunk has them.
recorder_status net_row_write(net_row *row, byte_buffer *bytes);

#endif
