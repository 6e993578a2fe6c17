// Growing bytes, and the whole numbers written in them.
#ifndef RECORDER_BYTES_H
#define RECORDER_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct byte_buffer {
  uint8_t *bytes;
  size_t length;
  size_t capacity;
} byte_buffer;

enum { VARINT_MAX = 10 };

/// Makes room for `extra` more bytes; false when there is none.
static inline bool buffer_reserve(byte_buffer *buffer, size_t extra) {
  if (extra <= buffer->capacity - buffer->length) return true;
  if (extra > SIZE_MAX / 4 - buffer->length) return false;
  size_t needed = buffer->length + extra;
  size_t capacity = buffer->capacity < 256 ? 256 : buffer->capacity;
  while (capacity < needed) capacity += capacity / 2;
  uint8_t *bytes = realloc(buffer->bytes, capacity);
  if (!bytes) return false;
  buffer->bytes = bytes;
  buffer->capacity = capacity;
  return true;
}

static inline void buffer_free(byte_buffer *buffer) {
  free(buffer->bytes);
  *buffer = (byte_buffer){0};
}

// The `put` functions write into room that was reserved.

static inline void put_byte(byte_buffer *buffer, uint8_t byte) { buffer->bytes[buffer->length++] = byte; }

static inline void put_bytes(byte_buffer *buffer, const void *bytes, size_t length) {
  if (length == 0) return;
  memcpy(buffer->bytes + buffer->length, bytes, length);
  buffer->length += length;
}

static inline void put_varint(byte_buffer *buffer, uint64_t number) {
  for (; number >= 0x80; number >>= 7) put_byte(buffer, (uint8_t)(number | 0x80));
  put_byte(buffer, (uint8_t)number);
}

/// Reads a number at `*at` and moves on; false, and nothing moves, when it does not end before `end` or is above 64 bits.
static inline bool take_varint(const uint8_t **at, const uint8_t *end, uint64_t *number) {
  const uint8_t *next = *at;
  uint64_t result = 0;
  for (unsigned shift = 0; shift < 64 && next < end; shift += 7) {
    uint8_t byte = *next++;
    if (shift == 63 && byte > 1) return false;
    result |= (uint64_t)(byte & 0x7f) << shift;
    if (byte < 0x80) {
      *at = next;
      *number = result;
      return true;
    }
  }
  return false;
}

static inline size_t varint_size(uint64_t number) {
  size_t size = 1;
  for (; number >= 0x80; number >>= 7) size++;
  return size;
}

// Signed numbers alternate around zero, so that small ones stay short.

static inline uint64_t zigzag(int64_t number) { return ((uint64_t)number << 1) ^ (number < 0 ? UINT64_MAX : 0); }

static inline int64_t unzigzag(uint64_t number) {
  uint64_t bits = (number >> 1) ^ (number & 1 ? UINT64_MAX : 0);
  int64_t result;
  memcpy(&result, &bits, sizeof result);
  return result;
}

#endif
