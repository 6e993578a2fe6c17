// The net effect of what the log holds.
//
// An event in the log is the length of what follows, its table id, its head (as in a chunk), its key in zigzag and its
// columns (as in a chunk).
#ifndef RECORDER_NET_H
#define RECORDER_NET_H

#include "chunk.h"
#include "log.h"

/// Appends an event; false when memory ran out.
bool event_put(byte_buffer *buffer, uint32_t table_id, uint64_t head, int64_t key, const byte_buffer *columns);

/// Nets the log, as much at a time as its limit allows, and leaves it as it was.
recorder_status change_log_net(change_log *log, chunk_writer *writer);

#endif
