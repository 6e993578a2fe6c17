// A terminal while a line is edited: its mode, the signals that concern it, and its return to what it was on every way out.
//
// There is one terminal a process. What is called from handlers is safe in them.
#ifndef C_TERMINAL_H
#define C_TERMINAL_H

#include <stdbool.h>

// Why terminal_wait returned; several at once may be true.
enum {
  TERMINAL_INPUT = 1,        // bytes can be read, or the other side has gone
  TERMINAL_RESIZED = 2,      // SIGWINCH
  TERMINAL_CONTINUED = 4,    // SIGCONT: the mode may be another's, and the screen
  TERMINAL_INTERRUPTED = 8,  // SIGINT, where the terminal still makes signals of keys
};

// Watches the signals and, if `raw`, gives every key to the program: no echo, no lines, no signals by keys. Output is
// left as it is. Bytes that wait are kept. The signals reach the calling thread, which may have blocked them. Until
// terminal_end, which is for the same thread, a signal that ends the process and exit() restore the terminal first.
// Returns 0 or an errno, with nothing changed.
int terminal_begin(int input, int output, bool raw);

// Takes everything back that terminal_begin did; does nothing where it did nothing.
void terminal_end(void);

// Waits for any of the reasons above; 0 after so many milliseconds, never if negative.
int terminal_wait(int input, int milliseconds);

// The size in columns and rows; false where the system does not know it.
bool terminal_size(int output, int *columns, int *rows);

// Stops the process as Ctrl-Z does, between terminal_end and terminal_begin; returns when it is continued.
void terminal_suspend(void);

#endif
