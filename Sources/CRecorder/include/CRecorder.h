/// Records what a connection changes, row by row, in flat memory.
///
/// A recorder listens to SQLite's pre-update hook, keeps a log of the rows that statements insert, update and delete,
/// and at the end hands the log on as chunks: one net entry for each table and key, sorted, in a compact form that
/// `chunk_next` and `chunk_find` read back. Values go by column id, so that a chunk stays readable when its table grows.
#ifndef C_RECORDER_H
#define C_RECORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct sqlite3 sqlite3;

// MARK: - Recording

/// A recorder of one connection. It is used on that connection's thread only.
typedef struct change_recorder change_recorder;

/// How a call went. The first failure of a recording stays until `recorder_start`: a run that sees one must fail.
typedef enum recorder_status {
  RECORDER_OK = 0,
  /// Memory ran out.
  RECORDER_NO_MEMORY = 1,
  /// The temporary file could not be made, written or read; `recorder_system_error` says why.
  RECORDER_SPILL = 2,
  /// SQLite refused to describe or to read a table.
  RECORDER_DATABASE = 3,
  /// The table is missing, or it is no rowid table with an `INTEGER PRIMARY KEY` as its first column, or its id is
  /// taken, or a virtual generated column stands before a stored one, where SQLite confuses their values, or the
  /// database is not in UTF-8.
  RECORDER_TABLE = 4,
  /// The ids do not fit the table's columns: another number of them, or one id for two columns.
  RECORDER_COLUMNS = 5,
  /// A tracked table has another number of columns than when it was tracked: track it again after changing it.
  RECORDER_SCHEMA = 6,
  /// A tracked column was written with `sqlite3_blob_write`, which does not show its new value.
  RECORDER_BLOB_WRITE = 7,
  /// The log contradicts itself, such as two inserts of one row: something taken back was not truncated.
  RECORDER_DISORDER = 8,
  /// The sink asked to stop, or it changed a tracked table.
  RECORDER_SINK = 9,
  /// Not while the log is being drained.
  RECORDER_BUSY = 10,
} recorder_status;

/// The id of a column that is left out: bookkeeping, search text.
enum { RECORDER_IGNORED = 0 };

/// How a table is recorded.
enum {
  /// Rows are only ever added: an insert records its key alone. A row that is deleted or updated all the same is recorded
  /// in full, and so are inserts after a deletion.
  RECORDER_INSERT_KEY_ONLY = 1,
};

/// Makes a recorder for a connection; it records nothing before `recorder_start`.
///
/// - `memory_limit`: how many bytes of log stay in memory, 0 for 8 MiB. What is more goes to an unnamed temporary file.
/// - `spill_folder`: where that file is made; null for `$TMPDIR`, else `/tmp`.
///
/// Returns null when memory ran out. The connection has one pre-update hook, and a recording takes it: do not use the session
/// extension on the same connection.
change_recorder *recorder_open(sqlite3 *database, size_t memory_limit, const char *spill_folder);

/// Stops recording and frees everything. Call it before the connection is closed, and not from a sink.
void recorder_close(change_recorder *recorder);

/// Tracks a table of the main database, or tracks it anew after its columns changed.
///
/// - `column_ids`: one id for each column, in the table's order and generated columns included; `RECORDER_IGNORED` leaves
///   a column out. The key needs none, and generated columns are left out whatever their id: SQLite computes them.
/// - `flags`: 0 or `RECORDER_INSERT_KEY_ONLY`.
///
/// A failure leaves what was tracked before, and it is no failure of the recording.
recorder_status recorder_track(change_recorder *recorder, uint32_t table_id, const char *table, const uint16_t *column_ids,
                               size_t column_count, unsigned flags);

/// Tracks a table of the main database whose columns are read by its first change, which costs nothing where there is
/// none; expected anew after its columns changed, it reads them again.
///
/// - `table`: its name as the schema has it. There need not be such a table yet.
/// - `left_out`: the names of columns that are left out, between blanks. The id of any other is its place in the table.
/// - `flags`: 0 or `RECORDER_INSERT_KEY_ONLY`.
///
/// That a table cannot be tracked is a failure of the recording in which it changes.
recorder_status recorder_expect(change_recorder *recorder, uint32_t table_id, const char *table, const char *left_out,
                                unsigned flags);

/// Starts a new recording with an empty log.
recorder_status recorder_start(change_recorder *recorder);

/// Stops recording; the log stays.
void recorder_stop(change_recorder *recorder);

/// The first failure since the recording started.
recorder_status recorder_get_status(const change_recorder *recorder);

/// The `errno` behind `RECORDER_SPILL`, else 0.
int recorder_system_error(const change_recorder *recorder);

/// Whether a row of a tracked table was changed since the recording started, also where that was taken back.
bool recorder_has_touched(const change_recorder *recorder, uint32_t table_id);

/// The place the log has reached: take it before a statement and at each savepoint.
uint64_t recorder_mark(const change_recorder *recorder);

/// Forgets what was recorded since a mark, once SQLite has taken it back: after `ROLLBACK TO`, or a failed statement.
///
/// A failed statement is not always taken back, and SQLite does not show which: `OR FAIL` keeps what was done, and so does
/// SQLite 3.40 when a wrong type in a STRICT table ends a statement that nothing else could have ended. A statement that
/// changes several rows therefore belongs in a savepoint: roll back to it, then truncate.
recorder_status recorder_truncate(change_recorder *recorder, uint64_t mark);

/// A part of one table's net changes.
typedef struct recorder_chunk {
  uint32_t table_id;
  int64_t first_key;
  int64_t last_key;
  uint64_t entry_count;
  /// What `chunk_reader_init` reads. Valid until the sink returns.
  const uint8_t *bytes;
  size_t length;
} recorder_chunk;

/// Takes a chunk; anything but 0 stops the drain. It may write to the database, but not to a tracked table.
typedef int (*recorder_sink)(void *context, const recorder_chunk *chunk);

/// Hands the log to a sink as net changes and empties it.
///
/// Each table and key has one entry, however long the log is: the change from what the row was to what it is. Within a
/// chunk keys ascend. Chunks come by table id, then key, except that a log longer than memory (`memory_limit`) in which
/// keys only ever rise comes a part at a time.
///
/// - `chunk_limit`: how many bytes a chunk may have at most, unless a single entry is longer.
///
/// After a failure the log is as it was.
recorder_status recorder_drain(change_recorder *recorder, size_t chunk_limit, recorder_sink sink, void *context);

// MARK: - Reading

/// What happened to a row.
typedef enum change_operation {
  CHANGE_INSERT = 1,
  CHANGE_UPDATE = 2,
  CHANGE_DELETE = 3,
} change_operation;

/// What a value is.
typedef enum change_value_type {
  /// There is none: the old value of an insert, the new value of a deletion.
  CHANGE_ABSENT = 0,
  CHANGE_NULL = 1,
  CHANGE_INTEGER = 2,
  CHANGE_REAL = 3,
  CHANGE_TEXT = 4,
  CHANGE_BLOB = 5,
} change_value_type;

/// A value inside a chunk; text and blobs live as long as the chunk's bytes.
typedef struct change_value {
  change_value_type type;
  int64_t integer;
  double real;
  /// Text (as stored, without a final zero) or blob; may be null when `length` is 0.
  const uint8_t *bytes;
  size_t length;
} change_value;

/// The net change of a row. An insert without columns is one of which only the key was recorded.
typedef struct change_entry {
  change_operation operation;
  int64_t key;
  /// How many columns `change_next_column` still gives.
  uint32_t column_count;
  const uint8_t *at;
  const uint8_t *end;
} change_entry;

/// A column of an entry, with what it was and what it became.
typedef struct change_column {
  uint16_t id;
  change_value old_value;
  change_value new_value;
} change_column;

/// A place in a chunk.
typedef struct chunk_reader {
  const uint8_t *at;
  const uint8_t *end;
  int64_t key;
  bool begun;
} chunk_reader;

/// What a reader found.
typedef enum chunk_status {
  CHUNK_ITEM = 0,
  CHUNK_END = 1,
  /// The bytes are no chunk, or not whole. Nothing outside of them was read.
  CHUNK_CORRUPT = 2,
} chunk_status;

/// Starts reading a chunk; false when it is none, or written by a newer form.
bool chunk_reader_init(chunk_reader *reader, const uint8_t *bytes, size_t length);

/// Reads the next entry; keys ascend.
chunk_status chunk_next(chunk_reader *reader, change_entry *entry);

/// Reads the next column of an entry; ids ascend.
chunk_status change_next_column(change_entry *entry, change_column *column);

/// Finds the entry of a key; `CHUNK_END` when the chunk has none.
chunk_status chunk_find(const uint8_t *bytes, size_t length, int64_t key, change_entry *entry);

/// How often rows and columns were changed.
typedef struct change_tally {
  uint64_t inserted;
  uint64_t updated;
  uint64_t deleted;
  /// For each column id below `column_count`, how many updates changed it.
  uint64_t *changed;
  /// The same for how many inserts and deletions had a value in it; null where nobody asks.
  uint64_t *filled;
  size_t column_count;
} change_tally;

/// Adds what a chunk holds to a tally; false when the bytes are no chunk, or one with a column that the tally has no place
/// for.
bool chunk_tally(const uint8_t *bytes, size_t length, change_tally *tally);

#endif
