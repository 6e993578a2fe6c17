// A chunk: the net changes of some rows of one table, sorted by key.
//
// It is a byte for its form, then the entries. An entry is the length of what follows, its head (the number of columns,
// above two bits for the operation), its key (the first one in zigzag, each other as its distance from the one before)
// and its columns by ascending id: the id, then the old value, the new value, or both.
#ifndef RECORDER_CHUNK_H
#define RECORDER_CHUNK_H

#include "CRecorder.h"
#include "bytes.h"

/// Gathers entries of ascending tables and keys and gives them to a sink, a chunk at a time.
typedef struct chunk_writer {
  byte_buffer buffer;
  recorder_chunk chunk;
  size_t limit;
  recorder_sink sink;
  void *context;
} chunk_writer;

/// Appends an entry, after its columns were written; sends the chunk on before, when it is full or of another table.
recorder_status chunk_writer_append(chunk_writer *writer, uint32_t table_id, int64_t key, uint64_t head,
                                    const uint8_t *columns, size_t length);

/// Sends on what was gathered.
recorder_status chunk_writer_flush(chunk_writer *writer);

static inline uint64_t entry_head(change_operation operation, size_t column_count) {
  return (uint64_t)column_count << 2 | operation;
}

/// Takes a head apart; false when it is none.
bool entry_take_head(uint64_t head, change_entry *entry);

#endif
