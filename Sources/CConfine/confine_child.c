// Starts the program once more, and sees it through.
#define _GNU_SOURCE
#include "CConfine.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

/// Waits for the child's end and sends it what this process is sent meanwhile.
static int wait_for(pid_t child, const sigset_t *signals, confine_ending *ending) {
  for (;;) {
    siginfo_t info;
    int signal = sigwaitinfo(signals, &info);
    if (signal < 0 && errno != EINTR) return errno;
    if (signal == SIGCHLD) {
      int status;
      pid_t ended = waitpid(child, &status, WNOHANG);
      if (ended < 0 && errno != EINTR) return errno;
      if (ended != child) continue;
      *ending = (confine_ending){
        .code = WIFEXITED(status) ? WEXITSTATUS(status) : 0, .signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0};
      return 0;
    }
    // What a terminal sends, the kernel has sent to both.
    if (signal > 0 && info.si_code != SI_KERNEL) kill(child, signal);
  }
}

int32_t confine_child(char *const *arguments, const char *folder, confine_ending *ending) {
  if (setenv("TMPDIR", folder, 1) != 0) return errno;
  sigset_t signals, before, child_mask;
  sigemptyset(&signals);
  const int watched[] = {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGCHLD};
  for (size_t i = 0; i < sizeof watched / sizeof *watched; i++) sigaddset(&signals, watched[i]);
  // Where children were to be ignored, there would be no end to wait for.
  struct sigaction usual = {.sa_handler = SIG_DFL}, children;
  sigaction(SIGCHLD, &usual, &children);
  sigprocmask(SIG_BLOCK, &signals, &before);
  // Whoever started this process may have blocked what it is sent, as threads of a pool do: the child heeds it.
  child_mask = before;
  for (size_t i = 0; i < sizeof watched / sizeof *watched; i++) sigdelset(&child_mask, watched[i]);
  posix_spawnattr_t attributes;
  int error = posix_spawnattr_init(&attributes);
  if (!error) {
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigmask(&attributes, &child_mask);
    pid_t child;
    error = posix_spawn(&child, "/proc/self/exe", NULL, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    if (!error) error = wait_for(child, &signals, ending);
  }
  sigprocmask(SIG_SETMASK, &before, NULL);
  sigaction(SIGCHLD, &children, NULL);
  return error;
}

void confine_end(int32_t number) {
  struct sigaction usual = {.sa_handler = SIG_DFL};
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, number);
  sigaction(number, &usual, NULL);
  sigprocmask(SIG_UNBLOCK, &signals, NULL);
  raise(number);
}
