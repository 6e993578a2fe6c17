#include "net.h"

#include "merge.h"
#include "row.h"

/// Where net rows go: on as chunks, or into a log of sorted events.
typedef struct net_target {
  chunk_writer *writer;
  change_log *sorted;
} net_target;

static recorder_status target_send(net_target target, uint32_t table_id, int64_t key, uint64_t head,
                                   const uint8_t *columns, size_t length) {
  if (!target.sorted) return chunk_writer_append(target.writer, table_id, key, head, columns, length);
  if (!event_put(&target.sorted->tail, table_id, head, key, columns, length)) return RECORDER_NO_MEMORY;
  return change_log_settle(target.sorted) ? RECORDER_OK : RECORDER_SPILL;
}

// MARK: - A batch

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
                                      net_row *row, byte_buffer *columns, net_target target) {
  row->operation = NOTHING;
  for (size_t index = 0; index < count; index++) {
    event event;
    const uint8_t *at = bytes + places[index].offset;
    if (!event_take(&at, bytes + length, &event)) return RECORDER_DISORDER;
    if (count == 1) {
      const change_entry *entry = &event.entry;
      return target_send(target, event.table_id, entry->key, event.head, entry->at, (size_t)(entry->end - entry->at));
    }
    recorder_status status = net_row_absorb(row, event.entry);
    if (status != RECORDER_OK) return status;
  }
  if (row->operation == NOTHING) return RECORDER_OK;
  recorder_status status = net_row_write(row, columns);
  if (status != RECORDER_OK) return status;
  return target_send(target, places->table_id, places->key, entry_head(row->operation, row->columns.count),
                     columns->bytes, columns->length);
}

static recorder_status net_sorted(const uint8_t *bytes, size_t length, const event_place *places, size_t count,
                                  net_target target) {
  net_row row = {0};
  byte_buffer columns = {0};
  recorder_status status = RECORDER_OK;
  for (size_t first = 0, next; first < count && status == RECORDER_OK; first = next) {
    for (next = first + 1; next < count; next++)
      if (places[next].table_id != places[first].table_id || places[next].key != places[first].key) break;
    status = net_row_events(bytes, length, places + first, next - first, &row, &columns, target);
  }
  net_row_free(&row);
  buffer_free(&columns);
  return status == RECORDER_OK && target.writer ? chunk_writer_flush(target.writer) : status;
}

/// Nets whole events; their length is below 4 GiB, unless there is only one.
static recorder_status net_batch(const uint8_t *bytes, size_t length, size_t count, net_target target) {
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
  recorder_status status = net_sorted(bytes, length, places, count, target);
  free(places);
  return status;
}

// MARK: - A log in its file

/// Does something with a batch of whole events.
typedef recorder_status (*batch_visit)(void *context, const uint8_t *bytes, size_t length, size_t count);

/// Reads the file a batch at a time. The tail is in it by now: its memory serves as the window.
static recorder_status each_batch(change_log *log, batch_visit visit, void *context) {
  byte_buffer *window = &log->tail;
  const size_t usual = log->limit < 256 ? 256 : log->limit;
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
    recorder_status status = visit(context, window->bytes, whole, count);
    if (status != RECORDER_OK) return status;
    offset += whole;
    needed = usual;
  }
  return RECORDER_OK;
}

/// The greatest key of a table, in the batches before and in this one.
typedef struct table_reach {
  uint32_t table_id;
  int64_t before;
  int64_t now;
  bool has_before;
} table_reach;

/// Whether batches may go out one after the other: in each table, keys of a batch are above all of those before.
typedef struct ascent {
  table_reach *tables;
  size_t count;
  size_t capacity;
  /// The table of the event before.
  size_t last;
  bool is_broken;
} ascent;

static table_reach *ascent_table(ascent *ascent, uint32_t table_id) {
  if (ascent->last < ascent->count && ascent->tables[ascent->last].table_id == table_id)
    return &ascent->tables[ascent->last];
  for (size_t index = 0; index < ascent->count; index++)
    if (ascent->tables[index].table_id == table_id) return &ascent->tables[ascent->last = index];
  if (ascent->count == ascent->capacity) {
    size_t capacity = ascent->capacity ? 2 * ascent->capacity : 16;
    table_reach *tables = realloc(ascent->tables, capacity * sizeof *tables);
    if (!tables) return NULL;
    ascent->tables = tables;
    ascent->capacity = capacity;
  }
  ascent->last = ascent->count++;
  ascent->tables[ascent->last] = (table_reach){.table_id = table_id, .now = INT64_MIN};
  return &ascent->tables[ascent->last];
}

static recorder_status check_ascent(void *context, const uint8_t *bytes, size_t length, size_t count) {
  ascent *ascent = context;
  const uint8_t *at = bytes;
  event event;
  for (size_t index = 0; index < count && !ascent->is_broken; index++) {
    if (!event_take(&at, bytes + length, &event)) return RECORDER_DISORDER;
    table_reach *table = ascent_table(ascent, event.table_id);
    if (!table) return RECORDER_NO_MEMORY;
    if (table->has_before && event.entry.key <= table->before) ascent->is_broken = true;
    if (event.entry.key > table->now) table->now = event.entry.key;
  }
  for (size_t index = 0; index < ascent->count; index++) {
    ascent->tables[index].before = ascent->tables[index].now;
    ascent->tables[index].has_before = true;
  }
  return RECORDER_OK;
}

static recorder_status send_batch(void *context, const uint8_t *bytes, size_t length, size_t count) {
  return net_batch(bytes, length, count, (net_target){.writer = context});
}

/// Batches, each sorted and netted, one behind the other.
typedef struct sorted_log {
  change_log log;
  stretch_list stretches;
} sorted_log;

static recorder_status sort_batch(void *context, const uint8_t *bytes, size_t length, size_t count) {
  sorted_log *sorted = context;
  if (!stretch_list_add(&sorted->stretches, change_log_length(&sorted->log))) return RECORDER_NO_MEMORY;
  return net_batch(bytes, length, count, (net_target){.sorted = &sorted->log});
}

/// Nets a log in which a row may come in several batches.
static recorder_status net_by_merging(change_log *log, chunk_writer *writer) {
  enum { PIECE = 256 << 10 };
  sorted_log sorted = {0};
  recorder_status status = RECORDER_NO_MEMORY;
  if (change_log_init(&sorted.log, log->limit < PIECE ? log->limit : PIECE, log->folder)) {
    status = each_batch(log, sort_batch, &sorted);
    buffer_free(&log->tail);
    if (status == RECORDER_OK && !change_log_spill(&sorted.log)) status = RECORDER_SPILL;
    if (status == RECORDER_OK) status = merge_stretches(&sorted.log, &sorted.stretches, log->limit, writer);
    if (status == RECORDER_SPILL && sorted.log.system_error) log->system_error = sorted.log.system_error;
  }
  free(sorted.stretches.starts);
  change_log_free(&sorted.log);
  return status;
}

static recorder_status net_file(change_log *log, chunk_writer *writer) {
  ascent ascent = {0};
  recorder_status status = each_batch(log, check_ascent, &ascent);
  free(ascent.tables);
  if (status != RECORDER_OK) return status;
  return ascent.is_broken ? net_by_merging(log, writer) : each_batch(log, send_batch, writer);
}

recorder_status change_log_net(change_log *log, chunk_writer *writer) {
  if (log->spilled > 0) return change_log_spill(log) ? net_file(log, writer) : RECORDER_SPILL;
  size_t count;
  uint64_t first;
  size_t whole = whole_events(log->tail.bytes, log->tail.length, &count, &first);
  if (whole != log->tail.length) return RECORDER_DISORDER;
  return net_batch(log->tail.bytes, whole, count, (net_target){.writer = writer});
}
