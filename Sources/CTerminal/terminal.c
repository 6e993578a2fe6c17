#define _GNU_SOURCE
#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

// Ends the process unless the program says otherwise: the terminal is restored before.
static const int ending[] = {SIGHUP, SIGTERM, SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP, SIGSYS};
// Wakes whoever waits.
static const int waking[] = {SIGWINCH, SIGCONT, SIGINT};
enum { ENDING = sizeof ending / sizeof *ending, WAKING = sizeof waking / sizeof *waking };

static struct sigaction ending_before[ENDING], waking_before[WAKING];
static bool ending_taken[ENDING], waking_taken[WAKING];
static struct termios before;
static sigset_t blocked_before;
static volatile sig_atomic_t is_raw, is_watched;
static int terminal = -1, screen = -1;
static int wakeups[2] = {-1, -1};

static void restore(void) {
  if (!is_raw) return;
  is_raw = 0;
  // Pasted text comes as typed again.
  static const char plain[] = "\033[?2004l";
  ssize_t written = write(screen, plain, sizeof plain - 1);
  (void)written;
  tcsetattr(terminal, TCSANOW, &before);
}

static void end_by(int signal) {
  int saved = errno;
  restore();
  for (int i = 0; i < ENDING; i++)
    if (ending[i] == signal) sigaction(signal, &ending_before[i], NULL);
  // It waits until this handler returns, and then does what it would have done.
  raise(signal);
  errno = saved;
}

static void wake(int signal) {
  int saved = errno;
  char reason = signal == SIGWINCH ? TERMINAL_RESIZED : signal == SIGCONT ? TERMINAL_CONTINUED : TERMINAL_INTERRUPTED;
  // A full pipe wakes as well.
  ssize_t written = write(wakeups[1], &reason, 1);
  (void)written;
  errno = saved;
}

static void watch(int signal, void (*handler)(int), struct sigaction *previous, bool *taken) {
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_ONSTACK | SA_RESTART};
  sigfillset(&action.sa_mask);
  *taken = sigaction(signal, NULL, previous) == 0;
  // Who starts a program without hang-ups wants none.
  if (handler == end_by && previous->sa_handler == SIG_IGN) *taken = false;
  if (*taken) *taken = sigaction(signal, &action, NULL) == 0;
}

static int set_raw(void) {
  struct termios raw = before;
  raw.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | IGNCR | INLCR | ISTRIP | IXON | PARMRK);
  raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | IEXTEN | ISIG);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  return tcsetattr(terminal, TCSADRAIN, &raw) == 0 ? 0 : errno;
}

int terminal_begin(int input, int output, bool raw) {
  static bool is_registered;
  if (is_watched) terminal_end();
  if (wakeups[0] < 0 && pipe2(wakeups, O_CLOEXEC | O_NONBLOCK) != 0) return errno;
  if (raw && tcgetattr(input, &before) != 0) return errno;
  if (!is_registered) is_registered = atexit(restore) == 0;
  terminal = input;
  screen = output;
  is_watched = 1;
  // Threads that libraries make block signals; who waits here is to be woken.
  sigset_t watched;
  sigemptyset(&watched);
  for (int i = 0; i < ENDING && raw; i++) sigaddset(&watched, ending[i]);
  for (int i = 0; i < WAKING; i++) sigaddset(&watched, waking[i]);
  for (int i = 0; i < ENDING && raw; i++) watch(ending[i], end_by, &ending_before[i], &ending_taken[i]);
  for (int i = 0; i < WAKING; i++) watch(waking[i], wake, &waking_before[i], &waking_taken[i]);
  pthread_sigmask(SIG_UNBLOCK, &watched, &blocked_before);
  if (!raw) return 0;
  is_raw = 1;
  int error = set_raw();
  if (error != 0) terminal_end();
  return error;
}

void terminal_end(void) {
  if (!is_watched) return;
  restore();
  pthread_sigmask(SIG_SETMASK, &blocked_before, NULL);
  for (int i = 0; i < ENDING; i++)
    if (ending_taken[i]) sigaction(ending[i], &ending_before[i], NULL);
  for (int i = 0; i < WAKING; i++)
    if (waking_taken[i]) sigaction(waking[i], &waking_before[i], NULL);
  memset(ending_taken, 0, sizeof ending_taken);
  memset(waking_taken, 0, sizeof waking_taken);
  is_watched = 0;
}

int terminal_wait(int input, int milliseconds) {
  struct pollfd ready[2] = {{.fd = input, .events = POLLIN}, {.fd = wakeups[0], .events = POLLIN}};
  int count;
  do count = poll(ready, 2, milliseconds);
  while (count < 0 && errno == EINTR && milliseconds < 0);
  int reasons = 0;
  char reason;
  while (count > 0 && ready[1].revents && read(wakeups[0], &reason, 1) == 1) reasons |= reason;
  // What cannot be waited for is read at once, and says why.
  if (ready[0].revents || (count < 0 && errno != EINTR)) reasons |= TERMINAL_INPUT;
  return reasons;
}

bool terminal_size(int output, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(output, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return false;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return true;
}

void terminal_suspend(void) {
  kill(0, SIGTSTP);
}
