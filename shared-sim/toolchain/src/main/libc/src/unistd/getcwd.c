#include <errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "../internal/syscall.h"

/* As in glibc, a null path asks for one from malloc. */
char *getcwd(char *path, size_t size) {
  char own[PATH_MAX];
  if (!path) {
    return SYSCALL(SYS_getcwd, own, sizeof own) < 0 ? NULL : strdup(own);
  }
  if (size == 0) {
    errno = EINVAL;
    return NULL;
  }
  return SYSCALL(SYS_getcwd, path, size) < 0 ? NULL : path;
}

char *get_current_dir_name(void) { return getcwd(NULL, 0); }
