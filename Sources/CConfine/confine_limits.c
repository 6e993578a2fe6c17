// What a process may use of the machine.
#define _GNU_SOURCE
#include "CConfine.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

/// Lowers a limit: SIGXCPU comes at the soft one, so the hard one of processor time lies `grace` above.
static int lower(int resource, rlim_t value, rlim_t grace) {
  struct rlimit now;
  if (getrlimit(resource, &now) != 0) return errno;
  rlim_t hard = value + grace < value ? value : value + grace;
  struct rlimit lowered = {
    .rlim_cur = value < now.rlim_cur ? value : now.rlim_cur,
    .rlim_max = hard < now.rlim_max ? hard : now.rlim_max,
  };
  return setrlimit(resource, &lowered) == 0 ? 0 : errno;
}

/// Lets the signal through that ends the process: whoever started it may have blocked it, as threads of a pool do.
static int heed(int number) {
  struct sigaction usual = {.sa_handler = SIG_DFL};
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, number);
  return sigaction(number, &usual, NULL) == 0 && sigprocmask(SIG_UNBLOCK, &signals, NULL) == 0 ? 0 : errno;
}

int32_t confine_resources(confine_limits limits) {
  int error = heed(SIGXCPU);
  if (!error) error = lower(RLIMIT_CORE, 0, 0);
  if (!error) error = lower(RLIMIT_AS, limits.address_space, 0);
  if (!error) error = lower(RLIMIT_CPU, limits.cpu_seconds, 1);
  if (!error) error = lower(RLIMIT_NOFILE, limits.files, 0);
  if (!error) error = lower(RLIMIT_NPROC, limits.processes, 0);
  return error;
}

uint64_t confine_address_space(void) {
  FILE *file = fopen("/proc/self/statm", "re");
  if (!file) return 0;
  unsigned long pages = 0;
  int count = fscanf(file, "%lu", &pages);
  fclose(file);
  return count == 1 ? (uint64_t)pages * (uint64_t)sysconf(_SC_PAGESIZE) : 0;
}

uint64_t confine_cpu_seconds(void) {
  struct rusage usage;
  if (getrusage(RUSAGE_SELF, &usage) != 0) return 0;
  uint64_t microseconds = (uint64_t)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
  return (uint64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + microseconds / 1000000 + 1;
}
