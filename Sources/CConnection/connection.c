#define _GNU_SOURCE 1
#include <link.h>
#include <sqlite3.h>
#include <stddef.h>

#include "CConnection.h"

void connection_forgo_memory_count(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

void connection_check_foreign_keys(sqlite3 *connection, bool checks) {
  if (!connection) return;
  sqlite3_db_config(connection, SQLITE_DBCONFIG_ENABLE_FKEY, (int)checks, NULL);
}

/// What dl_iterate_phdr is asked to find.
typedef struct code_search {
  uintptr_t inside, start, end;
} code_search;

static int find_code(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  code_search *search = context;
  for (size_t i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *part = &info->dlpi_phdr[i];
    uintptr_t start = info->dlpi_addr + part->p_vaddr;
    if (part->p_type != PT_LOAD || !(part->p_flags & PF_X)) continue;
    if (search->inside < start || search->inside >= start + part->p_memsz) continue;
    search->start = start;
    search->end = start + part->p_memsz;
    return 1;
  }
  return 0;
}

bool connection_code(uintptr_t *start, uintptr_t *end) {
  code_search search = {(uintptr_t)sqlite3_step, 0, 0};
  code_search own = {(uintptr_t)connection_code, 0, 0};
  // Linked into the program, it cannot be told from the rest.
  if (!dl_iterate_phdr(find_code, &search) || !dl_iterate_phdr(find_code, &own) || search.start == own.start) return false;
  *start = search.start;
  *end = search.end;
  return true;
}
