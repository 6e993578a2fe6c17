// What a process is besides its system calls: its rights, its parent, what it was started with.
#define _GNU_SOURCE
#include "CConfine.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

int32_t confine_privileges(void) { return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno; }

int32_t confine_tie(int32_t parent) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return errno;
  // It may have ended before this was said.
  return getppid() == parent ? 0 : ESRCH;
}

int32_t confine_descriptors(void) {
  DIR *folder = opendir("/proc/self/fd");
  if (!folder) return errno;
  struct dirent *entry;
  while ((entry = readdir(folder))) {
    int descriptor = atoi(entry->d_name);
    if (descriptor <= STDERR_FILENO) continue;
    int flags = fcntl(descriptor, F_GETFD);
    if (flags >= 0 && !(flags & FD_CLOEXEC)) close(descriptor);
  }
  closedir(folder);
  return 0;
}
