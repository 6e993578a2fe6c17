#define _GNU_SOURCE
#include "log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

bool change_log_init(change_log *log, size_t limit, const char *folder) {
  if (!folder) folder = getenv("TMPDIR");
  if (!folder || !*folder) folder = "/tmp";
  *log = (change_log){.limit = limit, .folder = strdup(folder), .file = -1};
  return log->folder;
}

void change_log_free(change_log *log) {
  if (log->file >= 0) close(log->file);
  buffer_free(&log->tail);
  free(log->folder);
  log->folder = NULL;
}

void change_log_truncate(change_log *log, uint64_t length) {
  if (length >= log->spilled) {
    uint64_t kept = length - log->spilled;
    if (kept < log->tail.length) log->tail.length = (size_t)kept;
    return;
  }
  log->tail.length = 0;
  log->spilled = length;
  // Only gives the space back early: what stands after `spilled` is written over in any case.
  int ignored = ftruncate(log->file, (off_t)length);
  (void)ignored;
}

/// A file that no name leads to, so that it is gone with the process.
static int open_unnamed(const char *folder) {
  int file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
  if (file >= 0) return file;
  // Not every file system knows files without a name.
  char *path;
  if (asprintf(&path, "%s/patron-XXXXXX", folder) < 0) {
    errno = ENOMEM;
    return -1;
  }
  file = mkostemp(path, O_CLOEXEC);
  if (file >= 0) unlink(path);
  int error = errno;
  free(path);
  errno = error;
  return file;
}

static bool fail(change_log *log, int error) {
  log->system_error = error;
  return false;
}

bool change_log_spill(change_log *log) {
  if (log->file < 0) log->file = open_unnamed(log->folder);
  if (log->file < 0) return fail(log, errno);
  for (size_t written = 0; written < log->tail.length;) {
    ssize_t count =
      pwrite(log->file, log->tail.bytes + written, log->tail.length - written, (off_t)(log->spilled + written));
    if (count > 0) written += (size_t)count;
    else if (count == 0 || errno != EINTR) return fail(log, count == 0 ? ENOSPC : errno);
  }
  log->spilled += log->tail.length;
  log->tail.length = 0;
  // One long row must not keep its memory.
  if (log->tail.capacity / 4 > log->limit) buffer_free(&log->tail);
  return true;
}

bool change_log_read(change_log *log, uint64_t offset, uint8_t *bytes, size_t length) {
  for (size_t done = 0; done < length;) {
    ssize_t count = pread(log->file, bytes + done, length - done, (off_t)(offset + done));
    if (count > 0) done += (size_t)count;
    else if (count == 0 || errno != EINTR) return fail(log, count == 0 ? EIO : errno);
  }
  return true;
}
