// A log that keeps its newest bytes in memory and the rest in an unnamed temporary file.
#ifndef RECORDER_LOG_H
#define RECORDER_LOG_H

#include "CRecorder.h"
#include "bytes.h"

typedef struct change_log {
  /// The newest bytes. Appended to in place; afterwards call `change_log_settle`.
  byte_buffer tail;
  /// How many bytes stand in the file before them.
  uint64_t spilled;
  size_t limit;
  char *folder;
  int file;
  int system_error;
} change_log;

/// Makes an empty log; false when memory ran out.
bool change_log_init(change_log *log, size_t limit, const char *folder);
void change_log_free(change_log *log);

static inline uint64_t change_log_length(const change_log *log) { return log->spilled + log->tail.length; }

/// Forgets what stands at and after `length`.
void change_log_truncate(change_log *log, uint64_t length);

/// Moves the tail to the file; false when that fails, and then `system_error` says why.
bool change_log_spill(change_log *log);

/// Spills when the tail has reached its limit.
static inline bool change_log_settle(change_log *log) {
  return log->tail.length < log->limit || change_log_spill(log);
}

/// Reads spilled bytes; false when that fails.
bool change_log_read(change_log *log, uint64_t offset, uint8_t *bytes, size_t length);

#endif
