// Which files a process may open, by Landlock. The numbers stand here because the C library's headers may be older than
// the kernel: include/uapi/linux/landlock.h of Linux.
#define _GNU_SOURCE
#include "CConfine.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446, GIVE_VERSION = 1, PATH_BENEATH = 1 };

#define RIGHT(bit) (UINT64_C(1) << (bit))
#define WRITE_FILE RIGHT(1)
#define READ_FILE RIGHT(2)
#define READ_FOLDER RIGHT(3)
#define REMOVE_FILE RIGHT(5)
#define MAKE_FILE RIGHT(8)
#define TRUNCATE RIGHT(14)

struct ruleset {
  uint64_t files, net, scoped;
};

struct rule {
  uint64_t allowed;
  int32_t parent;
} __attribute__((packed));

int32_t confine_landlock(void) {
  long version = syscall(CREATE_RULESET, NULL, (size_t)0, GIVE_VERSION);
  return version > 0 ? (int32_t)version : 0;
}

/// All that a version can refuse: what is not handled is not refused.
static struct ruleset handled(int version) {
  // Bits 0 to 12 came first; then linking between folders, truncating, devices' own calls.
  uint64_t files = RIGHT(13) - 1;
  if (version >= 2) files |= RIGHT(13);
  if (version >= 3) files |= TRUNCATE;
  if (version >= 5) files |= RIGHT(15);
  return (struct ruleset){
    .files = files,
    .net = version >= 4 ? RIGHT(0) | RIGHT(1) : 0,     // bind and connect by TCP
    .scoped = version >= 6 ? RIGHT(0) | RIGHT(1) : 0,  // abstract sockets and signals of others
  };
}

static uint64_t rights(int32_t access) {
  switch (access) {
    case CONFINE_READ: return READ_FILE | READ_FOLDER;
    case CONFINE_WRITE: return READ_FILE | WRITE_FILE | TRUNCATE;
    case CONFINE_MAKE: return READ_FILE | READ_FOLDER | WRITE_FILE | TRUNCATE | MAKE_FILE | REMOVE_FILE;
    default: return 0;
  }
}

static int allow(int ruleset, confine_path path, uint64_t handled) {
  int descriptor = open(path.path, O_PATH | O_CLOEXEC);
  if (descriptor < 0) return errno == ENOENT || errno == ENOTDIR || errno == EACCES ? 0 : errno;
  struct stat facts;
  int error = fstat(descriptor, &facts) == 0 ? 0 : errno;
  uint64_t allowed = rights(path.access) & handled;
  // A rule for a file names what can be done to files.
  if (!error && !S_ISDIR(facts.st_mode)) allowed &= READ_FILE | WRITE_FILE | TRUNCATE;
  struct rule rule = {.allowed = allowed, .parent = descriptor};
  if (!error && syscall(ADD_RULE, ruleset, PATH_BENEATH, &rule, 0) != 0) error = errno;
  close(descriptor);
  return error;
}

static bool has_one_thread(void) {
  DIR *folder = opendir("/proc/self/task");
  if (!folder) return false;
  int count = 0;
  struct dirent *entry;
  while ((entry = readdir(folder))) count += entry->d_name[0] != '.';
  closedir(folder);
  return count == 1;
}

int32_t confine_files(const confine_path *paths, size_t count) {
  if (!has_one_thread()) return EBUSY;
  struct ruleset all = handled(confine_landlock());
  int ruleset = (int)syscall(CREATE_RULESET, &all, sizeof all, 0);
  if (ruleset < 0) return errno;
  int error = 0;
  for (size_t i = 0; i < count && !error; i++) error = allow(ruleset, paths[i], all.files);
  if (!error && syscall(RESTRICT_SELF, ruleset, 0) != 0) error = errno;
  close(ruleset);
  return error;
}
