#include "chunk.h"

#include "value.h"

enum { CHUNK_FORM = 1 };

recorder_status chunk_writer_flush(chunk_writer *writer) {
  if (writer->chunk.entry_count == 0) return RECORDER_OK;
  writer->chunk.bytes = writer->buffer.bytes;
  writer->chunk.length = writer->buffer.length;
  int stop = writer->sink(writer->context, &writer->chunk);
  writer->chunk.entry_count = 0;
  writer->buffer.length = 0;
  return stop ? RECORDER_SINK : RECORDER_OK;
}

recorder_status chunk_writer_append(chunk_writer *writer, uint32_t table_id, int64_t key, uint64_t head,
                                    const uint8_t *columns, size_t length) {
  recorder_chunk *chunk = &writer->chunk;
  size_t longest = 3 * VARINT_MAX + length;
  if (chunk->entry_count > 0 && (table_id != chunk->table_id || longest > writer->limit ||
                                 writer->buffer.length > writer->limit - longest)) {
    recorder_status status = chunk_writer_flush(writer);
    if (status != RECORDER_OK) return status;
  }
  if (!buffer_reserve(&writer->buffer, 1 + longest)) return RECORDER_NO_MEMORY;
  uint64_t key_part = (uint64_t)key - (uint64_t)chunk->last_key;
  if (chunk->entry_count == 0) {
    put_byte(&writer->buffer, CHUNK_FORM);
    chunk->table_id = table_id;
    chunk->first_key = key;
    key_part = zigzag(key);
  }
  put_varint(&writer->buffer, varint_size(head) + varint_size(key_part) + length);
  put_varint(&writer->buffer, head);
  put_varint(&writer->buffer, key_part);
  put_bytes(&writer->buffer, columns, length);
  chunk->last_key = key;
  chunk->entry_count++;
  return RECORDER_OK;
}

bool entry_take_head(uint64_t head, change_entry *entry) {
  uint64_t column_count = head >> 2;
  if (column_count > UINT16_MAX) return false;
  entry->column_count = (uint32_t)column_count;
  switch (head & 3) {
    case CHANGE_INSERT: entry->operation = CHANGE_INSERT; return true;
    case CHANGE_UPDATE: entry->operation = CHANGE_UPDATE; return true;
    case CHANGE_DELETE: entry->operation = CHANGE_DELETE; return true;
    default: return false;
  }
}

bool chunk_reader_init(chunk_reader *reader, const uint8_t *bytes, size_t length) {
  *reader = (chunk_reader){0};
  if (!bytes || length == 0 || bytes[0] != CHUNK_FORM) return false;
  reader->at = bytes + 1;
  reader->end = bytes + length;
  return true;
}

chunk_status chunk_next(chunk_reader *reader, change_entry *entry) {
  *entry = (change_entry){.operation = CHANGE_INSERT};
  if (reader->at == reader->end) return CHUNK_END;
  const uint8_t *at = reader->at;
  uint64_t length, head, key;
  // A reader that met corruption stays where it was and meets it again.
  if (!take_varint(&at, reader->end, &length) || length > (uint64_t)(reader->end - at)) return CHUNK_CORRUPT;
  const uint8_t *end = at + length;
  if (!take_varint(&at, end, &head) || !take_varint(&at, end, &key)) return CHUNK_CORRUPT;
  if (!entry_take_head(head, entry)) return CHUNK_CORRUPT;
  if (reader->begun) {
    int64_t next = (int64_t)((uint64_t)reader->key + key);
    if (next <= reader->key) return CHUNK_CORRUPT;
    entry->key = next;
  } else {
    entry->key = unzigzag(key);
  }
  reader->key = entry->key;
  reader->begun = true;
  reader->at = end;
  entry->at = at;
  entry->end = end;
  return CHUNK_ITEM;
}

chunk_status change_next_column(change_entry *entry, change_column *column) {
  *column = (change_column){0};
  if (entry->column_count == 0) return entry->at == entry->end ? CHUNK_END : CHUNK_CORRUPT;
  const uint8_t *at = entry->at;
  uint64_t id;
  if (!take_varint(&at, entry->end, &id) || id == RECORDER_IGNORED || id > UINT16_MAX) return CHUNK_CORRUPT;
  if (entry->operation != CHANGE_INSERT && !value_take(&at, entry->end, &column->old_value)) return CHUNK_CORRUPT;
  if (entry->operation != CHANGE_DELETE && !value_take(&at, entry->end, &column->new_value)) return CHUNK_CORRUPT;
  column->id = (uint16_t)id;
  entry->at = at;
  entry->column_count--;
  return CHUNK_ITEM;
}

chunk_status chunk_find(const uint8_t *bytes, size_t length, int64_t key, change_entry *entry) {
  chunk_reader reader;
  if (!chunk_reader_init(&reader, bytes, length)) return CHUNK_CORRUPT;
  for (;;) {
    chunk_status status = chunk_next(&reader, entry);
    if (status != CHUNK_ITEM || entry->key == key) return status;
    if (entry->key > key) return CHUNK_END;
  }
}

bool chunk_tally(const uint8_t *bytes, size_t length, change_tally *tally) {
  chunk_reader reader;
  change_entry entry;
  if (!chunk_reader_init(&reader, bytes, length)) return false;
  chunk_status status;
  while ((status = chunk_next(&reader, &entry)) == CHUNK_ITEM) {
    if (entry.operation == CHANGE_INSERT) tally->inserted++;
    else if (entry.operation == CHANGE_DELETE) tally->deleted++;
    else tally->updated++;
    if (entry.operation != CHANGE_UPDATE && !tally->filled) continue;
    change_column column;
    while ((status = change_next_column(&entry, &column)) == CHUNK_ITEM) {
      if (column.id >= tally->column_count) return false;
      if (entry.operation == CHANGE_UPDATE) tally->changed[column.id]++;
      else if (column.old_value.type > CHANGE_NULL || column.new_value.type > CHANGE_NULL) tally->filled[column.id]++;
    }
    if (status != CHUNK_END) return false;
  }
  return status == CHUNK_END;
}
