/// Settings of SQLite that take a variable number of arguments, which Swift cannot pass.
#ifndef C_CONNECTION_H
#define C_CONNECTION_H

#include <stdbool.h>
#include <stdint.h>

typedef struct sqlite3 sqlite3;

/// Spares the process SQLite's count of its memory, which costs a lock for each allocation. It has no effect after the
/// first connection was opened.
void connection_forgo_memory_count(void);

/// Whether the connection checks foreign keys from now on, also within a transaction, where the pragma has no effect.
///
/// Turn it off only around statements whose keys are known to be there, and only where no deferred violation is open.
void connection_check_foreign_keys(sqlite3 *_Nullable connection, bool checks);

/// Where the code of SQLite stands in memory, for profiles; false where it is part of the program itself.
bool connection_code(uintptr_t *_Nonnull start, uintptr_t *_Nonnull end);

#endif
