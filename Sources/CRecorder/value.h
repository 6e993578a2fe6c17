// Values as they are written in the log and in chunks.
//
// A value is a number, then its content. The number's low three bits are the type; above them stands the length of a
// text or blob. An integer follows as a zigzag varint, a real as its eight bytes, low byte first.
// Equal values have equal bytes.
#ifndef RECORDER_VALUE_H
#define RECORDER_VALUE_H

#include "CRecorder.h"
#include "bytes.h"

typedef struct sqlite3_value sqlite3_value;

/// Appends a value; false when memory ran out. In a column of real affinity SQLite may show a whole number as an integer.
bool value_put(byte_buffer *buffer, sqlite3_value *value, bool is_real);

/// Whether both would be written alike.
bool value_equal(sqlite3_value *left, sqlite3_value *right, bool is_real);

/// Reads a value at `*at` and moves on; false, when it is not whole.
bool value_take(const uint8_t **at, const uint8_t *end, change_value *value);

#endif
