#include "merge.h"

#include "row.h"

/// A stretch on its way through the merge.
typedef struct stretch {
  /// What of it is not read yet, in the log.
  uint64_t offset;
  uint64_t end;
  /// What was read, and where in it the next event is.
  byte_buffer window;
  const uint8_t *at;
  /// The event that comes next; its bytes are in the window.
  event event;
  bool is_over;
} stretch;

bool stretch_list_add(stretch_list *list, uint64_t start) {
  if (list->count == list->capacity) {
    size_t capacity = list->capacity ? 2 * list->capacity : 16;
    uint64_t *starts = realloc(list->starts, capacity * sizeof *starts);
    if (!starts) return false;
    list->starts = starts;
    list->capacity = capacity;
  }
  list->starts[list->count++] = start;
  return true;
}

/// Moves what is left to the front of the window and reads on behind it.
static recorder_status stretch_read(stretch *stretch, change_log *log, size_t usual) {
  byte_buffer *window = &stretch->window;
  size_t left = window->length ? (size_t)(window->bytes + window->length - stretch->at) : 0;
  if (left) memmove(window->bytes, stretch->at, left);
  window->length = left;
  size_t extra = left < usual ? usual - left : left;
  if (extra > stretch->end - stretch->offset) extra = (size_t)(stretch->end - stretch->offset);
  if (!buffer_reserve(window, extra)) return RECORDER_NO_MEMORY;
  if (!change_log_read(log, stretch->offset, window->bytes + left, extra)) return RECORDER_SPILL;
  window->length += extra;
  stretch->offset += extra;
  stretch->at = window->bytes;
  return RECORDER_OK;
}

/// Takes the next event.
static recorder_status stretch_advance(stretch *stretch, change_log *log, size_t usual) {
  while (stretch->window.length == 0 ||
         !event_take(&stretch->at, stretch->window.bytes + stretch->window.length, &stretch->event)) {
    if (stretch->offset == stretch->end) {
      stretch->is_over = true;
      bool is_whole = stretch->window.length == 0 || stretch->at == stretch->window.bytes + stretch->window.length;
      return is_whole ? RECORDER_OK : RECORDER_DISORDER;
    }
    recorder_status status = stretch_read(stretch, log, usual);
    if (status != RECORDER_OK) return status;
  }
  return RECORDER_OK;
}

// MARK: - A heap of stretches, the one with the least event first

static bool is_same_row(const stretch *left, const stretch *right) {
  return left->event.table_id == right->event.table_id && left->event.entry.key == right->event.entry.key;
}

/// Stretches lie in memory by age: of one row, what happened first comes first.
static bool comes_before(const stretch *left, const stretch *right) {
  if (left->event.table_id != right->event.table_id) return left->event.table_id < right->event.table_id;
  if (left->event.entry.key != right->event.entry.key) return left->event.entry.key < right->event.entry.key;
  return left < right;
}

static void sink_down(stretch **heap, size_t count, size_t place) {
  stretch *moved = heap[place];
  for (size_t child = 2 * place + 1; child < count; child = 2 * place + 1) {
    if (child + 1 < count && comes_before(heap[child + 1], heap[child])) child++;
    if (!comes_before(heap[child], moved)) break;
    heap[place] = heap[child];
    place = child;
  }
  heap[place] = moved;
}

static void rise(stretch **heap, size_t place) {
  stretch *moved = heap[place];
  for (; place > 0 && comes_before(moved, heap[(place - 1) / 2]); place = (place - 1) / 2)
    heap[place] = heap[(place - 1) / 2];
  heap[place] = moved;
}

// MARK: - The merge

typedef struct merge {
  change_log *log;
  size_t usual;
  stretch **heap;
  size_t count;
  net_row row;
  byte_buffer columns;
} merge;

/// Sends a row that one stretch alone has.
static recorder_status merge_one(merge *merge, chunk_writer *writer) {
  stretch *first = merge->heap[0];
  const event *event = &first->event;
  recorder_status status = chunk_writer_append(writer, event->table_id, event->entry.key, event->head, event->entry.at,
                                               (size_t)(event->entry.end - event->entry.at));
  if (status == RECORDER_OK) status = stretch_advance(first, merge->log, merge->usual);
  if (first->is_over) merge->heap[0] = merge->heap[--merge->count];
  if (merge->count > 0) sink_down(merge->heap, merge->count, 0);
  return status;
}

/// Sends a row that several stretches have.
static recorder_status merge_several(merge *merge, chunk_writer *writer) {
  stretch **heap = merge->heap;
  net_row *row = &merge->row;
  recorder_status status = RECORDER_OK;
  row->operation = NOTHING;
  // Those that have it go behind the heap, and stay where they are until the row was sent.
  size_t end = merge->count;
  do {
    stretch *next = heap[0];
    heap[0] = heap[--merge->count];
    heap[merge->count] = next;
    if (merge->count > 0) sink_down(heap, merge->count, 0);
    status = net_row_absorb(row, next->event.entry);
  } while (status == RECORDER_OK && merge->count > 0 && is_same_row(heap[0], heap[end - 1]));
  const event *event = &heap[end - 1]->event;
  if (status == RECORDER_OK && row->operation != NOTHING) status = net_row_write(row, &merge->columns);
  if (status == RECORDER_OK && row->operation != NOTHING)
    status = chunk_writer_append(writer, event->table_id, event->entry.key,
                                 entry_head(row->operation, row->columns.count), merge->columns.bytes,
                                 merge->columns.length);
  for (size_t place = merge->count; place < end && status == RECORDER_OK; place++) {
    stretch *next = heap[place];
    status = stretch_advance(next, merge->log, merge->usual);
    if (next->is_over) continue;
    heap[merge->count] = next;
    rise(heap, merge->count++);
  }
  return status;
}

static recorder_status merge_all(merge *merge, chunk_writer *writer) {
  recorder_status status = RECORDER_OK;
  while (status == RECORDER_OK && merge->count > 0) {
    stretch **heap = merge->heap;
    bool is_shared = (merge->count > 1 && is_same_row(heap[0], heap[1])) ||
                     (merge->count > 2 && is_same_row(heap[0], heap[2]));
    status = is_shared ? merge_several(merge, writer) : merge_one(merge, writer);
  }
  return status == RECORDER_OK ? chunk_writer_flush(writer) : status;
}

recorder_status merge_stretches(change_log *log, const stretch_list *list, size_t memory, chunk_writer *writer) {
  if (list->count == 0) return RECORDER_OK;
  stretch *stretches = calloc(list->count, sizeof *stretches);
  merge merge = {.log = log, .usual = memory / list->count, .heap = calloc(list->count, sizeof *merge.heap)};
  if (merge.usual < 64) merge.usual = 64;
  recorder_status status = stretches && merge.heap ? RECORDER_OK : RECORDER_NO_MEMORY;
  for (size_t index = 0; index < list->count && status == RECORDER_OK; index++) {
    stretch *next = &stretches[index];
    next->offset = list->starts[index];
    next->end = index + 1 < list->count ? list->starts[index + 1] : change_log_length(log);
    status = stretch_advance(next, log, merge.usual);
    if (next->is_over) continue;
    merge.heap[merge.count] = next;
    rise(merge.heap, merge.count++);
  }
  if (status == RECORDER_OK) status = merge_all(&merge, writer);
  for (size_t index = 0; stretches && index < list->count; index++) buffer_free(&stretches[index].window);
  net_row_free(&merge.row);
  buffer_free(&merge.columns);
  free(merge.heap);
  free(stretches);
  return status;
}
