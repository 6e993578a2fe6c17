#include <sqlite3.h>
#include <stddef.h>

#include "CConnection.h"

void connection_forgo_memory_count(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

void connection_check_foreign_keys(sqlite3 *connection, bool checks) {
  if (!connection) return;
  sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_FKEY, (int)checks, NULL);
}
