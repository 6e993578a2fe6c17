// The same work in plain C, to compare with.
#ifndef C_REFERENCE_H
#define C_REFERENCE_H

#include <CRow.h>
#include <stdbool.h>

typedef struct lua_State lua_State;

/// Makes `reference_nothing()`, `reference_integers2(a, b)`, … globals: each the twin of a declared function.
void reference_install(lua_State *_Nonnull L);

/// A row of a customer that never changes, and its shape; `reference_record()` gives scripts the same as a userdata.
row_reader reference_row(void);
const row_layout *_Nonnull reference_layout(void);

/// Scores every customer of a book in one transaction. On failure it says why on standard error, and returns false.
///
/// `definition` is the Lua file that returns the score; `texts` the folder of its SQL: settings, customers, orders and
/// scores; `day` the business date.
bool reference_score(
  const char *_Nonnull book, const char *_Nonnull definition, const char *_Nonnull texts, const char *_Nonnull day);

/// Accrues points for every order of a book by the one rule of a program, in one transaction. On failure it says why on
/// standard error, and returns false.
bool reference_points(const char *_Nonnull book, const char *_Nonnull definition);

/// Starts a program, found on `PATH`, in a terminal of 80 columns and 24 rows, and gives the hither end of it; -1 on failure.
/// `words` are its name and arguments and end with null.
int reference_terminal(char *_Nullable const *_Nonnull words, int *_Nonnull process);

#endif
