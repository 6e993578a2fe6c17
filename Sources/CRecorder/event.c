#include "event.h"

bool event_put(byte_buffer *buffer, uint32_t table_id, uint64_t head, int64_t key, const uint8_t *columns,
               size_t column_length) {
  if (!buffer_reserve(buffer, 4 * VARINT_MAX + column_length)) return false;
  size_t length = varint_size(table_id) + varint_size(head) + varint_size(zigzag(key)) + column_length;
  put_varint(buffer, length);
  put_varint(buffer, table_id);
  put_varint(buffer, head);
  put_varint(buffer, zigzag(key));
  put_bytes(buffer, columns, column_length);
  return true;
}

bool event_take(const uint8_t **at, const uint8_t *end, event *event) {
  const uint8_t *next = *at;
  uint64_t length, table_id, key;
  if (!take_varint(&next, end, &length) || length > (uint64_t)(end - next)) return false;
  end = next + length;
  if (!take_varint(&next, end, &table_id) || table_id > UINT32_MAX) return false;
  if (!take_varint(&next, end, &event->head) || !entry_take_head(event->head, &event->entry)) return false;
  if (!take_varint(&next, end, &key)) return false;
  event->table_id = (uint32_t)table_id;
  event->entry.key = unzigzag(key);
  event->entry.at = next;
  event->entry.end = end;
  *at = end;
  return true;
}

size_t whole_events(const uint8_t *bytes, size_t length, size_t *count, uint64_t *first) {
  const uint8_t *at = bytes, *end = bytes + length;
  uint64_t size;
  *count = 0;
  *first = 0;
  for (const uint8_t *next = at; take_varint(&next, end, &size); at = next, ++*count) {
    if (size > (uint64_t)(end - next)) {
      if (at == bytes) *first = (uint64_t)(next - at) + size;
      break;
    }
    next += size;
  }
  return (size_t)(at - bytes);
}
