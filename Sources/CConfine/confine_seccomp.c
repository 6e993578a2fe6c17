// Which system calls a process may make, by a seccomp filter: a program for the kernel's packet filter machine, which
// sees a call's number, its architecture and its arguments, but no memory, so no path and no structure.
#define _GNU_SOURCE
#include "CConfine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

/// The newest call, of Linux 6.10, that was looked at: numbers above it are of later kernels, or of another kind of
/// program (x32).
enum { NEWEST = 462 };

/// Calls that are let through whatever their arguments.
static const int allowed[] = {
  // Memory; making it executable is looked at below.
  SYS_brk, SYS_madvise, SYS_mremap, SYS_munmap, SYS_membarrier,
  // Threads and what wakes them.
  SYS_exit, SYS_exit_group, SYS_futex, SYS_get_robust_list, SYS_getcpu, SYS_gettid, SYS_restart_syscall, SYS_rseq,
  SYS_sched_getaffinity, SYS_sched_getparam, SYS_sched_getscheduler, SYS_sched_yield, SYS_set_robust_list,
  SYS_set_tid_address,
  // Signals of its own, timers and clocks.
  SYS_clock_getres, SYS_clock_gettime, SYS_clock_nanosleep, SYS_gettimeofday, SYS_nanosleep, SYS_rt_sigaction,
  SYS_rt_sigpending, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_rt_sigsuspend, SYS_rt_sigtimedwait, SYS_sigaltstack,
  SYS_signalfd4, SYS_timer_create, SYS_timer_delete, SYS_timer_getoverrun, SYS_timer_gettime, SYS_timer_settime,
  SYS_timerfd_create, SYS_timerfd_gettime, SYS_timerfd_settime,
  // Files, which Landlock chooses among.
  SYS_close, SYS_close_range, SYS_dup, SYS_dup3, SYS_faccessat, SYS_faccessat2, SYS_fadvise64, SYS_fallocate,
  SYS_fdatasync, SYS_flock, SYS_fstat, SYS_fstatfs, SYS_fsync, SYS_ftruncate, SYS_getcwd, SYS_getdents64, SYS_lseek,
  SYS_newfstatat, SYS_openat, SYS_pread64, SYS_preadv, SYS_pwrite64, SYS_pwritev, SYS_read, SYS_readlinkat, SYS_readv,
  SYS_statfs, SYS_statx, SYS_unlinkat, SYS_write, SYS_writev,
  // Waiting for several things.
  SYS_epoll_create1, SYS_epoll_ctl, SYS_epoll_pwait, SYS_eventfd2, SYS_pipe2, SYS_ppoll, SYS_pselect6,
  // What it is and where.
  SYS_getegid, SYS_geteuid, SYS_getgid, SYS_getgroups, SYS_getpgid, SYS_getpid, SYS_getppid, SYS_getrandom,
  SYS_getresgid, SYS_getresuid, SYS_getrusage, SYS_getsid, SYS_getuid, SYS_sysinfo, SYS_times, SYS_umask, SYS_uname,
#if defined(__x86_64__)
  // Older forms of the above.
  SYS_access, SYS_dup2, SYS_epoll_create, SYS_epoll_wait, SYS_eventfd, SYS_getdents, SYS_getpgrp, SYS_getrlimit,
  SYS_lstat, SYS_open, SYS_pipe, SYS_poll, SYS_readlink, SYS_select, SYS_stat, SYS_time, SYS_unlink,
#endif
};

enum { CALL_COUNT = sizeof allowed / sizeof *allowed };

size_t confine_call_count(void) { return CALL_COUNT; }

#ifdef ARCHITECTURE

/// The filter as it grows.
typedef struct program {
  struct sock_filter code[4 * CALL_COUNT];
  unsigned short length;
} program;

static void add(program *p, struct sock_filter instruction) { p->code[p->length++] = instruction; }

static void load(program *p, size_t offset) {
  add(p, (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offset));
}

/// Loads half of an argument: 0 for the lower 32 bits, 1 for the upper. Both architectures keep the lower first.
static void load_argument(program *p, int index, int half) {
  load(p, offsetof(struct seccomp_data, args) + 8 * (size_t)index + 4 * (size_t)half);
}

static void answer(program *p, unsigned verdict) {
  add(p, (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, verdict));
}

/// Runs the next instruction where the loaded word is `value`, else skips `others`.
static void skip_unless(program *p, unsigned value, int others) {
  add(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, (unsigned char)others));
}

static void refuse(program *p, int error) { answer(p, SECCOMP_RET_ERRNO | (unsigned)error); }

/// Opens the verdict on one call: `length` instructions, the last of which must answer.
static void on(program *p, long call, int length) { skip_unless(p, (unsigned)call, length); }

/// Lets a call through where the lower half of an argument is one of some values.
static void allow_values(program *p, long call, int index, const unsigned *values, int count) {
  on(p, call, 2 + 2 * count);
  load_argument(p, index, 0);
  for (int i = 0; i < count; i++) {
    skip_unless(p, values[i], 1);
    answer(p, SECCOMP_RET_ALLOW);
  }
  refuse(p, EACCES);
}

/// Lets a call through where an argument, less the bits outside of `mask`, is a value.
static void allow_masked(program *p, long call, int index, unsigned mask, unsigned value) {
  on(p, call, 5);
  load_argument(p, index, 0);
  add(p, (struct sock_filter)BPF_STMT(BPF_ALU | BPF_AND | BPF_K, mask));
  skip_unless(p, value, 1);
  answer(p, SECCOMP_RET_ALLOW);
  refuse(p, EACCES);
}

/// Half of an argument and what it has to be.
typedef struct condition {
  int index, half;
  unsigned value;
} condition;

/// Lets a call through where all conditions hold.
static void allow_where(program *p, long call, const condition *conditions, int count) {
  on(p, call, 2 * count + 2);
  for (int i = 0; i < count; i++) {
    load_argument(p, conditions[i].index, conditions[i].half);
    skip_unless(p, conditions[i].value, 2 * (count - i) - 1);
  }
  answer(p, SECCOMP_RET_ALLOW);
  refuse(p, EACCES);
}

static void fill(program *p) {
  load(p, offsetof(struct seccomp_data, arch));
  add(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0));
  answer(p, SECCOMP_RET_KILL_PROCESS);
  load(p, offsetof(struct seccomp_data, nr));
  add(p, (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, NEWEST, 0, 1));
  refuse(p, ENOSYS);
  for (int i = 0; i < CALL_COUNT; i++) {
    skip_unless(p, (unsigned)allowed[i], 1);
    answer(p, SECCOMP_RET_ALLOW);
  }
  // What clone3 is asked for lies in memory: libraries take clone where there is none.
  on(p, SYS_clone3, 1);
  refuse(p, ENOSYS);
  const unsigned spaces =
    CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET;
  allow_masked(p, SYS_clone, 0, CLONE_THREAD | spaces, CLONE_THREAD);
  allow_masked(p, SYS_mmap, 2, PROT_EXEC, 0);
  allow_masked(p, SYS_mprotect, 2, PROT_EXEC, 0);
  // Limits may be read, not set: what to set is a null pointer.
  allow_where(p, SYS_prlimit64, (condition[]){{2, 0, 0}, {2, 1, 0}}, 2);
  // The priority of the thread that asks (PRIO_PROCESS, 0), no other's.
  allow_where(p, SYS_setpriority, (condition[]){{0, 0, 0}, {1, 0, 0}}, 2);
  const unsigned self = (unsigned)getpid();
  allow_where(p, SYS_kill, (condition[]){{0, 0, self}}, 1);
  allow_where(p, SYS_tgkill, (condition[]){{0, 0, self}}, 1);
  // The name of a thread, and of memory.
  const unsigned properties[] = {PR_SET_NAME, PR_GET_NAME, 0x53564d41};
  allow_values(p, SYS_prctl, 0, properties, 3);
  // Copies, marks and locks of descriptors; not whom the kernel signals on their behalf.
  const unsigned commands[] = {
    F_DUPFD, F_DUPFD_CLOEXEC, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETLK, F_SETLK, F_SETLKW, F_OFD_GETLK, F_OFD_SETLK,
    F_OFD_SETLKW,
  };
  allow_values(p, SYS_fcntl, 1, commands, sizeof commands / sizeof *commands);
  // Whether it is a terminal (two forms), how wide, how much can be read; not what types into it.
  const unsigned questions[] = {TCGETS, 0x802c542a, TIOCGWINSZ, FIONREAD};
  allow_values(p, SYS_ioctl, 1, questions, 4);
  refuse(p, EACCES);
}

bool confine_has_filter(void) {
  unsigned verdict = SECCOMP_RET_ERRNO;
  return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &verdict) == 0;
}

int32_t confine_system_calls(void) {
  static program filter;
  filter.length = 0;
  fill(&filter);
  struct sock_fprog code = {.len = filter.length, .filter = filter.code};
  // A positive answer names a thread that could not be bound.
  long failed = syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &code);
  return failed == 0 ? 0 : failed > 0 ? EBUSY : errno;
}

#else

bool confine_has_filter(void) { return false; }

int32_t confine_system_calls(void) { return ENOSYS; }

#endif
