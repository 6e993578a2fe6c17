#include "row.h"

#include "value.h"

void net_row_free(net_row *row) {
  free(row->columns.items);
  free(row->event.items);
  free(row->joined.items);
}

static bool columns_reserve(net_columns *columns, size_t capacity) {
  if (capacity <= columns->capacity) return true;
  net_column *items = realloc(columns->items, capacity * sizeof *items);
  if (!items) return false;
  columns->items = items;
  columns->capacity = capacity;
  return true;
}

static void columns_swap(net_columns *left, net_columns *right) {
  net_columns other = *left;
  *left = *right;
  *right = other;
}

static bool take_slice(const uint8_t **at, const uint8_t *end, slice *slice) {
  change_value value;
  slice->bytes = *at;
  if (!value_take(at, end, &value)) return false;
  slice->length = (size_t)(*at - slice->bytes);
  return true;
}

static recorder_status take_columns(change_entry entry, net_columns *columns) {
  columns->count = 0;
  if (!columns_reserve(columns, entry.column_count)) return RECORDER_NO_MEMORY;
  for (; columns->count < entry.column_count; columns->count++) {
    net_column *column = &columns->items[columns->count];
    *column = (net_column){0};
    uint64_t id;
    if (!take_varint(&entry.at, entry.end, &id) || id > UINT16_MAX) return RECORDER_DISORDER;
    column->id = (uint16_t)id;
    if (entry.operation != CHANGE_INSERT && !take_slice(&entry.at, entry.end, &column->old)) return RECORDER_DISORDER;
    if (entry.operation != CHANGE_DELETE && !take_slice(&entry.at, entry.end, &column->new)) return RECORDER_DISORDER;
  }
  return entry.at == entry.end ? RECORDER_OK : RECORDER_DISORDER;
}

enum { IMPOSSIBLE = 4 };

/// What a row's changes and the event after them come to.
static const uint8_t outcomes[4][4] = {
  [NOTHING] = {[CHANGE_INSERT] = CHANGE_INSERT, [CHANGE_UPDATE] = CHANGE_UPDATE, [CHANGE_DELETE] = CHANGE_DELETE},
  [CHANGE_INSERT] = {[CHANGE_INSERT] = IMPOSSIBLE, [CHANGE_UPDATE] = CHANGE_INSERT, [CHANGE_DELETE] = NOTHING},
  [CHANGE_UPDATE] = {[CHANGE_INSERT] = IMPOSSIBLE, [CHANGE_UPDATE] = CHANGE_UPDATE, [CHANGE_DELETE] = CHANGE_DELETE},
  [CHANGE_DELETE] = {[CHANGE_INSERT] = CHANGE_UPDATE, [CHANGE_UPDATE] = IMPOSSIBLE, [CHANGE_DELETE] = IMPOSSIBLE},
};

/// Joins the event's columns to the row's, by id: what was first is old, what came last is new. An update keeps those that differ.
static bool join_columns(net_row *row, bool is_update) {
  static const uint8_t null_value[] = {CHANGE_NULL};
  const slice null_slice = {null_value, sizeof null_value};
  if (!columns_reserve(&row->joined, row->columns.count + row->event.count)) return false;
  size_t count = 0;
  const net_column *left = row->columns.items, *left_end = left + row->columns.count;
  const net_column *right = row->event.items, *right_end = right + row->event.count;
  while (left < left_end || right < right_end) {
    const net_column *before = left < left_end && (right == right_end || left->id <= right->id) ? left : NULL;
    const net_column *after = right < right_end && (left == left_end || right->id <= left->id) ? right : NULL;
    net_column *column = &row->joined.items[count];
    column->id = before ? before->id : after->id;
    column->old = before ? before->old : after->old;
    column->new = after ? after->new : before->new;
    if (before) left++;
    if (after) right++;
    if (is_update) {
      // A column that one side lacks was added or dropped between a deletion and an insert.
      if (!column->old.bytes) column->old = null_slice;
      if (!column->new.bytes) column->new = null_slice;
      if (column->old.length == column->new.length && !memcmp(column->old.bytes, column->new.bytes, column->old.length))
        continue;
    }
    count++;
  }
  row->joined.count = count;
  columns_swap(&row->columns, &row->joined);
  return true;
}

recorder_status net_row_absorb(net_row *row, change_entry entry) {
  recorder_status status = take_columns(entry, &row->event);
  if (status != RECORDER_OK) return status;
  unsigned outcome = outcomes[row->operation][entry.operation];
  if (outcome == IMPOSSIBLE) return RECORDER_DISORDER;
  bool is_key_only = row->operation == CHANGE_INSERT && row->columns.count == 0;
  if (row->operation == NOTHING) {
    columns_swap(&row->columns, &row->event);
  } else if (outcome != NOTHING && !is_key_only) {
    if (!join_columns(row, outcome == CHANGE_UPDATE)) return RECORDER_NO_MEMORY;
    if (outcome == CHANGE_UPDATE && row->columns.count == 0) outcome = NOTHING;
  }
  row->operation = outcome;
  return RECORDER_OK;
}

recorder_status net_row_write(net_row *row, byte_buffer *bytes) {
  bytes->length = 0;
  for (size_t index = 0; index < row->columns.count; index++) {
    const net_column *column = &row->columns.items[index];
    if (!buffer_reserve(bytes, VARINT_MAX + column->old.length + column->new.length)) return RECORDER_NO_MEMORY;
    put_varint(bytes, column->id);
    if (row->operation != CHANGE_INSERT) put_bytes(bytes, column->old.bytes, column->old.length);
    if (row->operation != CHANGE_DELETE) put_bytes(bytes, column->new.bytes, column->new.length);
  }
  return RECORDER_OK;
}
