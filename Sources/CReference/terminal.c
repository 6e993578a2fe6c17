// A program in a terminal of its own, to be measured as people use it.
#define _GNU_SOURCE
#include "CReference.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int open_terminal(char *name, size_t size) {
  int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (terminal < 0) return -1;
  struct winsize window = {.ws_row = 24, .ws_col = 80};
  if (!grantpt(terminal) && !unlockpt(terminal) && !ptsname_r(terminal, name, size) && !ioctl(terminal, TIOCSWINSZ, &window)) {
    return terminal;
  }
  close(terminal);
  return -1;
}

int reference_terminal(char *const words[], int *process) {
  char name[64];
  int terminal = open_terminal(name, sizeof name);
  if (terminal < 0) return -1;
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  // The leader of a session is controlled by the terminal that it opens.
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, name, O_RDWR, 0);
  posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO);
  setenv("TERM", "xterm-256color", 1);
  int error = posix_spawnp(process, words[0], &actions, &attributes, words, environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (!error) return terminal;
  close(terminal);
  return -1;
}
