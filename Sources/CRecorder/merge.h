// Joins sorted stretches of net events into one, so that each row comes once.
#ifndef RECORDER_MERGE_H
#define RECORDER_MERGE_H

#include "chunk.h"
#include "log.h"

/// Where stretches start in a log of sorted events.
typedef struct stretch_list {
  uint64_t *starts;
  size_t count;
  size_t capacity;
} stretch_list;

/// Notes where a stretch starts; false when memory ran out.
bool stretch_list_add(stretch_list *list, uint64_t start);

/// Hands the stretches' events on by table and key, netting those of one row; `memory` is for all of them together. The
/// log stands in its file, to its end.
recorder_status merge_stretches(change_log *log, const stretch_list *list, size_t memory, chunk_writer *writer);

#endif
