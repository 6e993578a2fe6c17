// A runtime: one Lua state with its limits. It belongs to one thread at a time.
#ifndef LH_RUNTIME_H
#define LH_RUNTIME_H

#include "CLuaHost.h"

// MARK: Limits

/// Why a run was stopped. Bits: several may be set.
enum {
  LH_STOP_MEMORY = 1,
  LH_STOP_CPU = 2,
  LH_STOP_WALL = 4,
  LH_STOP_STEPS = 8,
  LH_STOP_OUTPUT = 16,
  LH_STOP_CANCELLED = 32,
  LH_STOP_ROWS = 64,      ///< Set by the host through lh_stop.
  LH_STOP_MESSAGES = 128, ///< Set by the host through lh_stop.
};

/// Budgets of one run; 0 means no limit.
typedef struct lh_limits {
  size_t memory;      ///< Bytes that a script may hold after a full collection.
  int64_t cpu_ns;     ///< Processor time of the run's thread.
  int64_t wall_ns;    ///< Time since the run was entered.
  int64_t steps;      ///< Instructions, counted by the thousand. Counting halves the speed.
  size_t output;      ///< Bytes printed.
} lh_limits;

/// Where a runtime reports to. The contexts must outlive it.
typedef struct lh_events {
  void *_Nullable output_context;
  /// Receives what `print` writes.
  void (*_Nullable output)(void *_Nullable context, const char *_Nonnull bytes, size_t length);
  void *_Nullable interrupt_context;
  /// Called from the timer's signal handler when a deadline has passed or the run is cancelled: only what is safe there
  /// (sqlite3_interrupt is).
  void (*_Nullable interrupt)(void *_Nullable context);
} lh_events;

// MARK: Life

/// Opens a runtime with the sandboxed libraries; null when there is no memory. `seed` fixes `math.random`.
lh_runtime *_Nullable lh_open(lh_limits limits, lh_events events, uint64_t seed, bool chinese);
/// Closes it; every anchored value and owned function is released.
void lh_close(lh_runtime *_Nonnull runtime);
/// Starts the stream of `math.random` anew, wherever the script has brought it.
void lh_reseed(lh_runtime *_Nonnull runtime, uint64_t seed);
/// The main coroutine's state.
lua_State *_Nonnull lh_state(lh_runtime *_Nonnull runtime);
lh_runtime *_Nonnull lh_runtime_of(lua_State *_Nonnull L);
/// Keeps what the host finds texts in that it has read before; null until it is set.
void lh_set_texts(lh_runtime *_Nonnull runtime, void *_Nullable texts);
void *_Nullable lh_texts(lua_State *_Nonnull L);
/// Whether messages are to be in Chinese.
bool lh_speaks_chinese(lua_State *_Nonnull L);

/// Binds the runtime to this thread, starts its budgets and timers and forgets earlier stops; false when it is bound
/// already. The timer's signal must not be blocked on this thread: see lh_unblock_timer.
bool lh_enter(lh_runtime *_Nonnull runtime);
void lh_leave(lh_runtime *_Nonnull runtime);
/// Lets the timer's signal through on this thread.
void lh_unblock_timer(void);

// MARK: Running

enum { LH_SUCCEEDED = 0, LH_FAILED = 1, LH_STOPPED = 2 };

/// Compiles a chunk (text, at most 1 MiB) and pushes it as a function. On failure nothing is pushed and lh_failure_of
/// tells why. `name` as in Lua: "@file.lua", "=(repl)".
int32_t lh_load(lua_State *_Nonnull L, const char *_Nullable text, size_t length, const char *_Nonnull name);
/// Calls the function below `arguments` values; `results` may be -1 for all. On failure nothing is left on the stack
/// and lh_failure_of tells why. For the host's outermost calls; inside a host function use lh_call.
int32_t lh_run(lua_State *_Nonnull L, int32_t arguments, int32_t results);

/// What went wrong in the last lh_load or lh_run; texts live until the next. Lengths in bytes; null texts are empty.
typedef struct lh_failure {
  char *_Nullable message;     ///< Without position, at most 4 KiB.
  size_t message_length;
  char *_Nullable code;        ///< Of a host error.
  size_t code_length;
  char *_Nullable chunk;       ///< The chunk's name as it was given, without its mark.
  int32_t line;                ///< 0 when unknown.
  char *_Nullable traceback;   ///< Lua frames only, innermost first, one a line.
  char *_Nullable suggestion;  ///< The key that was probably meant.
} lh_failure;
const lh_failure *_Nonnull lh_failure_of(const lh_runtime *_Nonnull runtime);
/// The text that was loaded under that chunk name (without its mark) last, by the host or by `require`; or null.
const char *_Nullable lh_source_of(
  const lh_runtime *_Nonnull runtime, const char *_Nonnull chunk, size_t *_Nonnull length);

/// Sets `require`'s way to find a module: called with its name it returns source and chunk name, or nil. The globals that
/// there are now are those that definitions see, whatever a script makes of them.
void lh_set_loader(lua_State *_Nonnull L, const lh_function *_Nonnull loader);

// MARK: Stopping

/// Gives later runs other limits; not while one is under way.
void lh_set_limits(lh_runtime *_Nonnull runtime, lh_limits limits);

/// Stops the run from any thread or a signal handler, within about 10 ms of its processor time.
void lh_cancel(lh_runtime *_Nonnull runtime);
/// Sets a stop bit from a host function (rows, messages); the trampoline raises it on the way out.
void lh_stop(lh_runtime *_Nonnull runtime, int32_t reason);
/// The stop bits so far.
int32_t lh_stop_reasons(const lh_runtime *_Nonnull runtime);
/// The stop bits so far, and those that the clocks and the canceller call for now.
int32_t lh_stop_due(const lh_runtime *_Nonnull runtime);
/// Whether a deadline has passed or the run is cancelled: for a progress handler of SQLite.
bool lh_should_stop(const lh_runtime *_Nonnull runtime);
/// The same of the innermost run that this thread has entered; false where there is none. For long work in a host
/// function.
bool lh_must_stop(void);
/// Whether `lh_must_stop` has to judge what memory is held: more was taken than is allowed.
bool lh_must_judge(void);
/// Counts bytes that the host function under way takes beside what Lua holds, until it returns: they are the script's.
/// Too many stop the run at the next `lh_must_stop`.
void lh_count(size_t bytes);
/// Processor time used since lh_enter, up to lh_leave.
int64_t lh_cpu_used(const lh_runtime *_Nonnull runtime);
int64_t lh_steps_used(const lh_runtime *_Nonnull runtime);
size_t lh_memory_used(const lh_runtime *_Nonnull runtime);
size_t lh_memory_peak(const lh_runtime *_Nonnull runtime);

/// For tests of what happens when memory runs out: refuses the allocation with that number from now, counting those of
/// scripts alone, and all after it unless `once`; 0 refuses none. What was left to count of the call before.
int64_t lh_refuse_allocation(lh_runtime *_Nonnull runtime, int64_t number, bool once);

// MARK: Functions and values of the host

/// Pushes a function that owns its context: `release` is called once, when the script drops it, closes it, or the
/// runtime ends.
void lh_push_owned_function(
  lua_State *_Nonnull L, lh_function function, void (*_Nonnull release)(void *_Nullable context));
/// Pushes the value to give as a generic `for` loop's fourth: leaving the loop releases the owned function at `index`.
void lh_push_closer(lua_State *_Nonnull L, int32_t index);

/// Pushes a read-only view of the table on top, and removes the table: assigning to it raises, naming `name`.
void lh_seal(lua_State *_Nonnull L, const char *_Nonnull name);
/// The name of the read-only view at `index`, or null.
const char *_Nullable lh_seal_name(lua_State *_Nonnull L, int32_t index);
/// Whether the value at `index` is a read-only view; if so pushes the table behind it.
bool lh_push_behind(lua_State *_Nonnull L, int32_t index);
/// Lets scripts call the read-only view at `index` like the function.
void lh_set_call(lua_State *_Nonnull L, int32_t index, const lh_function *_Nonnull function);
/// `_G[name] = top`; pops the value.
void lh_set_global(lua_State *_Nonnull L, const char *_Nonnull name);
/// Pushes the table of globals.
void lh_push_globals(lua_State *_Nonnull L);
/// `_G[name]`, raw, pushed; its type.
int32_t lh_get_global(lua_State *_Nonnull L, const char *_Nonnull name);

/// Pushes an error value: `err.code`, `err.message`; `tostring(err)` adds the position, taken where it is raised.
void lh_push_error(
  lua_State *_Nonnull L, const void *_Nullable code, size_t code_length, const void *_Nullable message,
  size_t message_length);
/// Pushes the text of a value as `tostring` gives it, at most 4 KiB of it, within the run's limits; false, pushing
/// nothing, when that fails.
bool lh_push_text(lua_State *_Nonnull L, int32_t index);
/// The same of an error value: of a plain table it is what is in it.
bool lh_push_error_text(lua_State *_Nonnull L, int32_t index);
/// Pushes the code and the message of an error value; false, pushing nothing, for anything else.
bool lh_push_error_parts(lua_State *_Nonnull L, int32_t index);

/// Lends the reader's current row: borrowed records pushed from now on read it, all earlier ones expire.
void lh_lend(lh_runtime *_Nonnull runtime, const row_reader *_Nonnull row);
/// Ends the loan: every borrowed record expires.
void lh_end_loan(lh_runtime *_Nonnull runtime);
/// Pushes a record that reads the lent row in place, without a copy. The layout must outlive the runtime.
void lh_push_borrowed(lua_State *_Nonnull L, const row_layout *_Nonnull layout);

// MARK: Tests

/// Makes the read-only table at `module` the methods of what `lh_push_expectation` pushes; the table at `other_names` says
/// by what else people may call them.
void lh_install_expectations(lua_State *_Nonnull L, int32_t module, int32_t other_names);
/// Pushes the value at that index as something that is to be judged; `is_never` turns what is expected of it round. The
/// number is the host's own.
void lh_push_expectation(lua_State *_Nonnull L, int32_t value, bool is_never, int64_t number);
/// The number of an expectation, also of one turned round; 0 for anything else.
int64_t lh_expectation_number(lua_State *_Nonnull L, int32_t index);
/// Pushes the value that an expectation is about, and says whether it is turned round: 0 or 1. LH_NONE, pushing nothing,
/// for anything else.
int32_t lh_push_expected(lua_State *_Nonnull L, int32_t index);
/// Whether two values are one and the same.
bool lh_are_same(lua_State *_Nonnull L, int32_t first, int32_t second);

/// Where a function is written; a null chunk for what is no function of Lua. The name lives as long as the function.
typedef struct lh_place {
  const char *_Nullable chunk;
  int32_t line;
} lh_place;
lh_place lh_function_place(lua_State *_Nonnull L, int32_t index);
/// Where the function of Lua stands that called, or called who called; a null chunk for none.
lh_place lh_caller_place(lua_State *_Nonnull L);

/// Puts back the globals, what was required and what anchored functions lead to, each as it was when this came to it first:
/// their tables and what they close over included. False where there is no memory.
bool lh_put_back(lua_State *_Nonnull L, const int32_t *_Nullable functions, size_t count);

/// Forgets what `lh_define` has loaded, since the book may have other definitions now.
void lh_forget_definitions(lua_State *_Nonnull L);

/// Which lines ran.
typedef struct lh_coverage lh_coverage;
typedef void (*lh_line_visitor)(void *_Nullable context, const char *_Nonnull chunk, int32_t line, uint64_t count);
/// Counts, from now on, the lines that run in states which this thread opens. A line hook slows them down about fivefold.
lh_coverage *_Nullable lh_coverage_open(void);
/// Closes it, after the states that it counts for and on their thread.
void lh_coverage_close(lh_coverage *_Nonnull coverage);
/// Visits every line that ran, with the name of its chunk and how often it did.
void lh_coverage_visit(const lh_coverage *_Nonnull coverage, void *_Nullable context, lh_line_visitor _Nonnull visit);
/// Visits every line of a text that has code, some more than once, in an order of the compiler's; false where the text
/// does not compile.
bool lh_visit_code(
  const char *_Nonnull text, size_t length, void *_Nullable context, lh_line_visitor _Nonnull visit);

// MARK: Profiling

/// What a sample found at work.
enum {
  LH_IN_LUA = 0,    ///< Lua's own code.
  LH_IN_HOST = 1,   ///< A host function.
  LH_IN_RANGE = 2,  ///< A host function in the code that was named at the start.
};
/// Samples from now on where the processor time of runs goes, about every millisecond. Code from `from` up to `to` is a kind
/// of its own; null for none. False when there is no memory.
bool lh_profile_start(lh_runtime *_Nonnull runtime, const void *_Nullable from, const void *_Nullable to);
/// A stack, a line a frame, the outermost first: name, chunk (of a host function: the address of its context), the line where
/// it begins and the one that runs, with tabs between. `time` is in nanoseconds of processor time, over `count` samples.
typedef void (*lh_sample_visitor)(
  void *_Nullable context, const char *_Nonnull stack, size_t length, int32_t kind, int64_t time, uint64_t count);
/// Visits every stack that was found, in no order.
void lh_profile_visit(const lh_runtime *_Nonnull runtime, void *_Nullable context, lh_sample_visitor _Nonnull visit);

#endif
