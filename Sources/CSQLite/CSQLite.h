// SQLite with its session extension, which the recorder's tests take as their oracle.
#define SQLITE_ENABLE_PREUPDATE_HOOK
#define SQLITE_ENABLE_SESSION
#include <sqlite3.h>
