#include "value.h"

#include <sqlite3.h>

static int type_of(sqlite3_value *value, bool is_real) {
  int type = sqlite3_value_type(value);
  return is_real && type == SQLITE_INTEGER ? SQLITE_FLOAT : type;
}

/// Appends text or a blob. SQLite would copy a text to end it with a zero; read as a blob it stays where it is, in UTF-8,
/// which `recorder_track` has made sure of.
static bool put_content(byte_buffer *buffer, change_value_type type, sqlite3_value *value) {
  const void *bytes = sqlite3_value_blob(value);
  int length = sqlite3_value_bytes(value);
  if (length > 0 && !bytes) return false;
  if (!buffer_reserve(buffer, VARINT_MAX + (size_t)length)) return false;
  put_varint(buffer, (uint64_t)length << 3 | type);
  put_bytes(buffer, bytes, (size_t)length);
  return true;
}

bool value_put(byte_buffer *buffer, sqlite3_value *value, bool is_real) {
  if (!buffer_reserve(buffer, 1 + VARINT_MAX)) return false;
  switch (type_of(value, is_real)) {
    case SQLITE_INTEGER:
      put_byte(buffer, CHANGE_INTEGER);
      put_varint(buffer, zigzag(sqlite3_value_int64(value)));
      return true;
    case SQLITE_FLOAT: {
      double real = sqlite3_value_double(value) + 0.0;  // SQLite stores no negative zero.
      uint64_t bits;
      memcpy(&bits, &real, sizeof bits);
      put_byte(buffer, CHANGE_REAL);
      for (int shift = 0; shift < 64; shift += 8) put_byte(buffer, (uint8_t)(bits >> shift));
      return true;
    }
    case SQLITE_TEXT: return put_content(buffer, CHANGE_TEXT, value);
    case SQLITE_BLOB: return put_content(buffer, CHANGE_BLOB, value);
    default:
      put_byte(buffer, CHANGE_NULL);
      return true;
  }
}

bool value_equal(sqlite3_value *left, sqlite3_value *right, bool is_real) {
  int type = type_of(left, is_real);
  if (type != type_of(right, is_real)) return false;
  switch (type) {
    case SQLITE_INTEGER: return sqlite3_value_int64(left) == sqlite3_value_int64(right);
    case SQLITE_FLOAT: return sqlite3_value_double(left) == sqlite3_value_double(right);
    case SQLITE_TEXT:
    case SQLITE_BLOB: {
      const void *old = sqlite3_value_blob(left), *new = sqlite3_value_blob(right);
      int length = sqlite3_value_bytes(left);
      if (length != sqlite3_value_bytes(right)) return false;
      return length == 0 || (old && new && memcmp(old, new, (size_t)length) == 0);
    }
    default: return true;
  }
}

bool value_take(const uint8_t **at, const uint8_t *end, change_value *value) {
  uint64_t head;
  if (!take_varint(at, end, &head)) return false;
  *value = (change_value){0};
  uint64_t length = head >> 3;
  switch (head & 7) {
    case CHANGE_NULL:
      value->type = CHANGE_NULL;
      return length == 0;
    case CHANGE_INTEGER: {
      uint64_t number;
      if (length != 0 || !take_varint(at, end, &number)) return false;
      value->type = CHANGE_INTEGER;
      value->integer = unzigzag(number);
      return true;
    }
    case CHANGE_REAL: {
      if (length != 0 || end - *at < 8) return false;
      uint64_t bits = 0;
      for (int index = 0; index < 8; index++) bits |= (uint64_t)(*at)[index] << (8 * index);
      memcpy(&value->real, &bits, sizeof bits);
      value->type = CHANGE_REAL;
      *at += 8;
      return true;
    }
    case CHANGE_TEXT:
    case CHANGE_BLOB:
      if (length > (uint64_t)(end - *at)) return false;
      value->type = (head & 7) == CHANGE_TEXT ? CHANGE_TEXT : CHANGE_BLOB;
      value->bytes = *at;
      value->length = (size_t)length;
      *at += length;
      return true;
    default: return false;
  }
}
