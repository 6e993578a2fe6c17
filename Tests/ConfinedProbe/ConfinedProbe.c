// Confines itself as a run does and says what it can still do, a line each: what it tried, and the error's name or `ok`.
//
//   ConfinedProbe calls READ WRITE FOLDER OTHER   tries files, system calls and threads
//   ConfinedProbe spin SECONDS                    uses processor time without end
//   ConfinedProbe grow BYTES                      takes that much memory
#define _GNU_SOURCE
#include <CConfine.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/keyctl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static void tell(const char *what, long answer) {
  printf("%s %s\n", what, answer >= 0 ? "ok" : strerrorname_np(errno));
  fflush(stdout);
}

#define TRY(what, call) (errno = 0, tell(what, (long)(call)))

static void *connect_in_thread(void *unused) {
  (void)unused;
  TRY("thread-socket", socket(AF_INET, SOCK_STREAM, 0));
  return NULL;
}

static int on_a_stack(void *unused) {
  (void)unused;
  return 0;
}

static void try_files(char **paths) {
  char path[4096];
  TRY("read-readable", open(paths[0], O_RDONLY));
  TRY("write-readable", open(paths[0], O_WRONLY));
  TRY("write-writable", open(paths[1], O_RDWR | O_TRUNC));
  TRY("remove-writable", unlink(paths[1]));
  snprintf(path, sizeof path, "%s/new", paths[2]);
  TRY("make-in-folder", open(path, O_RDWR | O_CREAT, 0600));
  TRY("remove-in-folder", unlink(path));
  TRY("unnamed-in-folder", open(paths[2], O_TMPFILE | O_RDWR | O_EXCL, 0600));
  TRY("read-other", open(paths[3], O_RDONLY));
  TRY("write-other", open(paths[3], O_WRONLY));
  TRY("remove-other", unlink(paths[3]));
  snprintf(path, sizeof path, "%s.new", paths[3]);
  TRY("make-other", open(path, O_RDWR | O_CREAT, 0600));
  TRY("link", link(paths[0], path));
  TRY("rename", rename(paths[1], path));
  TRY("folder", mkdir(path, 0700));
  TRY("mode", chmod(paths[1], 0777));
  TRY("read-passwd", open("/etc/passwd", O_RDONLY));
}

static void try_calls(void) {
  struct sockaddr_in address = {.sin_family = AF_INET};
  struct iovec vector = {&address, sizeof address};
  int pair[2];
  char *const arguments[] = {"true", NULL};
  TRY("socket-inet", socket(AF_INET, SOCK_STREAM, 0));
  TRY("socket-inet6", socket(AF_INET6, SOCK_DGRAM, 0));
  TRY("socket-unix", socket(AF_UNIX, SOCK_STREAM, 0));
  TRY("socket-netlink", socket(AF_NETLINK, SOCK_RAW, 0));
  TRY("socketpair", socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
  TRY("connect", connect(0, (struct sockaddr *)&address, sizeof address));
  TRY("bind", bind(0, (struct sockaddr *)&address, sizeof address));
  TRY("listen", listen(0, 1));
  TRY("sendto", sendto(0, "", 0, 0, NULL, 0));
  TRY("execve", execve("/bin/true", arguments, NULL));
  TRY("execveat", syscall(SYS_execveat, AT_FDCWD, "/bin/true", arguments, NULL, 0));
  TRY("fork", fork());
  TRY("namespace", unshare(CLONE_NEWUSER));
  TRY("ptrace", ptrace(PTRACE_ATTACH, getppid(), NULL, NULL));
  TRY("process-vm-read", process_vm_readv(getppid(), &vector, 1, &vector, 1, 0));
  TRY("process-vm-write", process_vm_writev(getppid(), &vector, 1, &vector, 1, 0));
  TRY("pidfd", syscall(SYS_pidfd_open, getppid(), 0));
  TRY("mount", mount("none", "/tmp", "tmpfs", 0, NULL));
  TRY("chroot", chroot("/"));
  TRY("bpf", syscall(SYS_bpf, 0, NULL, 0));
  TRY("perf", syscall(SYS_perf_event_open, NULL, 0, -1, -1, 0));
  TRY("io-uring", syscall(SYS_io_uring_setup, 1, NULL));
  TRY("keyctl", syscall(SYS_keyctl, KEYCTL_GET_KEYRING_ID, KEY_SPEC_SESSION_KEYRING, 0));
  TRY("userfaultfd", syscall(SYS_userfaultfd, 0));
  TRY("memfd", memfd_create("x", 0));
  TRY("setuid", setuid(getuid()));
  TRY("kill-parent", kill(getppid(), 0));
  TRY("kill-self", kill(getpid(), 0));
  TRY("own-signals", fcntl(0, F_SETOWN, getppid()));
  TRY("type-into-terminal", ioctl(0, TIOCSTI, "x"));
  TRY("raise-limits", setrlimit(RLIMIT_CPU, &(struct rlimit){1000, 1000}));
  TRY("read-limits", getrlimit(RLIMIT_CPU, &(struct rlimit){0}));
  TRY("code", mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -1 : 0);
  TRY("clone3", syscall(SYS_clone3, NULL, 0));
  TRY("later-call", syscall(900));
  static char stack[65536];
  TRY("clone-process", clone(on_a_stack, stack + sizeof stack, SIGCHLD, NULL));
}

static int fail(const char *what, int error) {
  fprintf(stderr, "%s: %s\n", what, strerror(error));
  return 1;
}

int main(int count, char **arguments) {
  if (count < 3) return 64;
  const char *kind = arguments[1];
  uint64_t seconds = strcmp(kind, "spin") == 0 ? strtoull(arguments[2], NULL, 10) : 60;
  int error = confine_privileges();
  if (error) return fail("privileges", error);
  if ((error = confine_descriptors())) return fail("descriptors", error);
  confine_limits limits = {confine_address_space() + (256 << 20), seconds, 64, 8192};
  if ((error = confine_resources(limits))) return fail("resources", error);
  if (strcmp(kind, "calls") == 0 && count == 6 && confine_landlock()) {
    const confine_path paths[] = {
      {arguments[2], CONFINE_READ}, {arguments[3], CONFINE_WRITE}, {arguments[4], CONFINE_MAKE}, {"/none", CONFINE_READ}};
    if ((error = confine_files(paths, 4))) return fail("files", error);
  }
  pthread_t thread;
  if ((error = confine_system_calls())) return fail("calls", error);
  if (strcmp(kind, "spin") == 0) {
    for (volatile int i = 0;; i++) {}
  } else if (strcmp(kind, "grow") == 0) {
    TRY("grow", malloc(strtoull(arguments[2], NULL, 10)) ? 0 : -1);
  } else {
    TRY("descriptor-3", fcntl(3, F_GETFD));
    try_files(arguments + 2);
    try_calls();
    TRY("thread", (errno = pthread_create(&thread, NULL, connect_in_thread, NULL)) ? -1 : 0);
    pthread_join(thread, NULL);
  }
  return 0;
}
