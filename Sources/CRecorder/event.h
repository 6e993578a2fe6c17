// An event: one change of one row, as the log holds it.
//
// It is the length of what follows, the table id, the head (as in a chunk), the key in zigzag and the columns (as in a
// chunk).
#ifndef RECORDER_EVENT_H
#define RECORDER_EVENT_H

#include "bytes.h"
#include "chunk.h"

typedef struct event {
  uint32_t table_id;
  uint64_t head;
  change_entry entry;
} event;

/// Appends an event; false when memory ran out.
bool event_put(byte_buffer *buffer, uint32_t table_id, uint64_t head, int64_t key, const uint8_t *columns,
               size_t column_length);

/// Reads the event at `*at` and moves on; false, and nothing moves, when it is not whole.
bool event_take(const uint8_t **at, const uint8_t *end, event *event);

/// How many of the bytes are whole events, and how many these are; when there is none, how long the first one is.
size_t whole_events(const uint8_t *bytes, size_t length, size_t *count, uint64_t *first);

#endif
