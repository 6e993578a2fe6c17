// Confines the calling process by the operating system: what it may use, which files it may open, what it may ask of the
// kernel. Nothing of it can be taken back, by the process or by anybody. Functions answer 0, or the system's error number.
#ifndef C_CONFINE_H
#define C_CONFINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// MARK: Resources

/// What the process may use from now on. No limit is raised: where there is a lower one already, that one stays.
typedef struct confine_limits {
  uint64_t address_space;  ///< Bytes of address space, the program and its libraries included.
  uint64_t cpu_seconds;    ///< Of all threads since the process began. SIGXCPU then, SIGKILL a second later.
  uint64_t files;          ///< Descriptors.
  uint64_t processes;      ///< Processes and threads of the user, all programs together.
} confine_limits;

/// Sets the limits, and that a crash leaves no core file.
int32_t confine_resources(confine_limits limits);
/// Bytes of address space that the process has now; 0 where the system does not say.
uint64_t confine_address_space(void);
/// Seconds of processor time that the process has used, rounded up.
uint64_t confine_cpu_seconds(void);

// MARK: Privileges and descriptors

/// No program that the process starts gets more rights than it has.
int32_t confine_privileges(void);
/// The process is killed when the thread that started it ends. ESRCH where that is not `parent`, or it ended already.
int32_t confine_tie(int32_t parent);
/// Closes what was open when the program was started, but for the three streams: those descriptors lead to files that
/// were not asked for. What is opened since has the close-on-exec mark.
int32_t confine_descriptors(void);

// MARK: Files (Landlock)

enum {
  CONFINE_READ = 1,   ///< A file, or what lies beneath a folder, may be read.
  CONFINE_WRITE = 2,  ///< A file may be read and written, not removed.
  CONFINE_MAKE = 3,   ///< What lies beneath a folder may be made, read, written and removed.
};

typedef struct confine_path {
  const char *_Nonnull path;
  int32_t access;
} confine_path;

/// The version of Landlock that the kernel has; 0 for none.
int32_t confine_landlock(void);
/// Lets the process open these paths and no others, and connect to nothing. Paths that are not there are left out.
/// Files that are open stay so. EBUSY where the process has other threads, which this would not bind.
int32_t confine_files(const confine_path *_Nonnull paths, size_t count);

// MARK: System calls (seccomp)

/// Whether the kernel filters system calls, and this processor's are known.
bool confine_has_filter(void);
/// Lets all threads make only the system calls that a run needs: an allow list, since what is refused by name alone
/// grows with every kernel. What else there is answers EACCES; what is newer than the list answers ENOSYS, on which the C
/// library falls back. Refused are so all sockets, other programs, tracing, mounts, keys, bpf, io_uring, userfaultfd,
/// executable memory, signals to others, and processes (threads are let through).
int32_t confine_system_calls(void);
/// How many system calls are let through.
size_t confine_call_count(void);

// MARK: The child

/// How a child ended.
typedef struct confine_ending {
  int32_t code;    ///< What it exited with.
  int32_t signal;  ///< What killed it; 0 where it exited.
} confine_ending;

/// Starts this program again with other arguments, which end with null, and `folder` for its temporary files; waits for
/// its end. The streams are its own. SIGINT, SIGQUIT, SIGTERM and SIGHUP that are sent to this process are sent on; those
/// of the terminal reach the child without that. Call it while the process has one thread.
int32_t confine_child(
  char *_Nullable const *_Nonnull arguments, const char *_Nonnull folder, confine_ending *_Nonnull ending);

/// Ends this process by a signal, whether it is blocked or handled.
void confine_end(int32_t number);

#endif
