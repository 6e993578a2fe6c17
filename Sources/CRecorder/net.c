#include "net.h"

#include "value.h"

// MARK: - Events

typedef struct event {
  uint32_t table_id;
  uint64_t head;
  change_entry entry;
} event;

bool event_put(byte_buffer *buffer, uint32_t table_id, uint64_t head, int64_t key, const byte_buffer *columns) {
  if (!buffer_reserve(buffer, 4 * VARINT_MAX + columns->length)) return false;
  size_t length = varint_size(table_id) + varint_size(head) + varint_size(zigzag(key)) + columns->length;
  put_varint(buffer, length);
  put_varint(buffer, table_id);
  put_varint(buffer, head);
  put_varint(buffer, zigzag(key));
  put_bytes(buffer, columns->bytes, columns->length);
  return true;
}

/// Reads the event at `*at` and moves on.
static bool event_take(const uint8_t **at, const uint8_t *end, event *event) {
  uint64_t length, table_id, key;
  if (!take_varint(at, end, &length) || length > (uint64_t)(end - *at)) return false;
  end = *at + length;
  if (!take_varint(at, end, &table_id) || table_id > UINT32_MAX) return false;
  if (!take_varint(at, end, &event->head) || !entry_take_head(event->head, &event->entry)) return false;
  if (!take_varint(at, end, &key)) return false;
  event->table_id = (uint32_t)table_id;
  event->entry.key = unzigzag(key);
  event->entry.at = *at;
  event->entry.end = end;
  *at = end;
  return true;
}

/// How many of the bytes are whole events, and how many these are; when there is none, how long the first one is.
static size_t whole_events(const uint8_t *bytes, size_t length, size_t *count, uint64_t *first) {
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

// MARK: - Rows

/// A written value; null bytes when there is none.
typedef struct slice {
  const uint8_t *bytes;
  size_t length;
} slice;

typedef struct net_column {
  uint16_t id;
  slice old;
  slice new;
} net_column;

typedef struct net_columns {
  net_column *items;
  size_t count;
  size_t capacity;
} net_columns;

/// A row's changes so far; `operation` is 0 when there are none.
typedef struct net_row {
  unsigned operation;
  net_columns columns;
  net_columns event;
  net_columns joined;
  byte_buffer bytes;
} net_row;

static void net_row_free(net_row *row) {
  free(row->columns.items);
  free(row->event.items);
  free(row->joined.items);
  buffer_free(&row->bytes);
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

enum { NOTHING = 0, IMPOSSIBLE = 4 };

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

static recorder_status absorb(net_row *row, change_entry entry) {
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

static recorder_status send_row(net_row *row, chunk_writer *writer, uint32_t table_id, int64_t key) {
  row->bytes.length = 0;
  for (size_t index = 0; index < row->columns.count; index++) {
    const net_column *column = &row->columns.items[index];
    if (!buffer_reserve(&row->bytes, VARINT_MAX + column->old.length + column->new.length)) return RECORDER_NO_MEMORY;
    put_varint(&row->bytes, column->id);
    if (row->operation != CHANGE_INSERT) put_bytes(&row->bytes, column->old.bytes, column->old.length);
    if (row->operation != CHANGE_DELETE) put_bytes(&row->bytes, column->new.bytes, column->new.length);
  }
  uint64_t head = (uint64_t)row->columns.count << 2 | row->operation;
  return chunk_writer_append(writer, table_id, key, head, row->bytes.bytes, row->bytes.length);
}

// MARK: - Batches

/// Where in a batch an event stands, and what it is sorted by.
typedef struct event_place {
  int64_t key;
  uint32_t table_id;
  uint32_t offset;
} event_place;

static int compare_places(const void *left_place, const void *right_place) {
  const event_place *left = left_place, *right = right_place;
  if (left->table_id != right->table_id) return left->table_id < right->table_id ? -1 : 1;
  if (left->key != right->key) return left->key < right->key ? -1 : 1;
  return left->offset < right->offset ? -1 : left->offset > right->offset;
}

static recorder_status net_row_events(const uint8_t *bytes, size_t length, const event_place *places, size_t count,
                                      net_row *row, chunk_writer *writer) {
  row->operation = NOTHING;
  for (size_t index = 0; index < count; index++) {
    event event;
    const uint8_t *at = bytes + places[index].offset;
    if (!event_take(&at, bytes + length, &event)) return RECORDER_DISORDER;
    if (count == 1) {
      const change_entry *entry = &event.entry;
      return chunk_writer_append(writer, event.table_id, entry->key, event.head, entry->at,
                                 (size_t)(entry->end - entry->at));
    }
    recorder_status status = absorb(row, event.entry);
    if (status != RECORDER_OK) return status;
  }
  return row->operation == NOTHING ? RECORDER_OK : send_row(row, writer, places->table_id, places->key);
}

static recorder_status net_sorted(const uint8_t *bytes, size_t length, const event_place *places, size_t count,
                                  chunk_writer *writer) {
  net_row row = {0};
  recorder_status status = RECORDER_OK;
  for (size_t first = 0, next; first < count && status == RECORDER_OK; first = next) {
    for (next = first + 1; next < count; next++)
      if (places[next].table_id != places[first].table_id || places[next].key != places[first].key) break;
    status = net_row_events(bytes, length, places + first, next - first, &row, writer);
  }
  net_row_free(&row);
  return status == RECORDER_OK ? chunk_writer_flush(writer) : status;
}

/// Nets whole events; their length is below 4 GiB, unless there is only one.
static recorder_status net_batch(const uint8_t *bytes, size_t length, size_t count, chunk_writer *writer) {
  if (count == 0) return RECORDER_OK;
  event_place *places = calloc(count, sizeof *places);
  if (!places) return RECORDER_NO_MEMORY;
  bool is_sorted = true;
  const uint8_t *at = bytes;
  for (size_t index = 0; index < count; index++) {
    event event;
    uint32_t offset = (uint32_t)(at - bytes);
    if (!event_take(&at, bytes + length, &event)) {
      free(places);
      return RECORDER_DISORDER;
    }
    places[index] = (event_place){event.entry.key, event.table_id, offset};
    if (index > 0 && compare_places(&places[index - 1], &places[index]) > 0) is_sorted = false;
  }
  if (!is_sorted) qsort(places, count, sizeof *places, compare_places);
  recorder_status status = net_sorted(bytes, length, places, count, writer);
  free(places);
  return status;
}

static recorder_status net_file(change_log *log, chunk_writer *writer) {
  // The tail is in the file by now: its memory serves as the window.
  byte_buffer *window = &log->tail;
  const size_t usual = log->limit < 4096 ? 4096 : log->limit;
  uint64_t offset = 0, needed = usual;
  while (offset < log->spilled) {
    uint64_t left = log->spilled - offset, first;
    if (needed > SIZE_MAX || !buffer_reserve(window, (size_t)needed)) return RECORDER_NO_MEMORY;
    size_t length = (size_t)(needed < left ? needed : left), count;
    if (!change_log_read(log, offset, window->bytes, length)) return RECORDER_SPILL;
    size_t whole = whole_events(window->bytes, length, &count, &first);
    if (whole == 0) {
      // An event longer than the window is read again by itself.
      if (first <= length || first > left) return RECORDER_DISORDER;
      needed = first;
      continue;
    }
    recorder_status status = net_batch(window->bytes, whole, count, writer);
    if (status != RECORDER_OK) return status;
    offset += whole;
    needed = usual;
  }
  return RECORDER_OK;
}

recorder_status change_log_net(change_log *log, chunk_writer *writer) {
  if (log->spilled > 0) return change_log_spill(log) ? net_file(log, writer) : RECORDER_SPILL;
  size_t count;
  uint64_t first;
  size_t whole = whole_events(log->tail.bytes, log->tail.length, &count, &first);
  if (whole != log->tail.length) return RECORDER_DISORDER;
  return net_batch(log->tail.bytes, whole, count, writer);
}
