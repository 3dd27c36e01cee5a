#include <errno.h>
#include <limits.h>
#include <paths.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../internal/syscall.h"

int execve(const char *path, char *const arguments[], char *const environment[]) {
  return SYSCALL(SYS_execve, path, arguments, environment);
}

int execv(const char *path, char *const arguments[]) { return execve(path, arguments, environ); }

int fexecve(int descriptor, char *const arguments[], char *const environment[]) {
  char path[32];
  sprintf(path, "/proc/self/fd/%d", descriptor);
  return execve(path, arguments, environment);
}

/* A file that is executable but no program is a script of the shell (exec, POSIX). */
static void execute_as_script(const char *path, char *const arguments[],
                              char *const environment[]) {
  int count = 0;
  while (arguments[count]) {
    count++;
  }
  {
    char **with_shell = __builtin_alloca(((size_t)count + 3) * sizeof *with_shell);
    with_shell[0] = _PATH_BSHELL;
    with_shell[1] = (char *)path;
    if (count == 0) {
      with_shell[2] = NULL;
    } else {
      memcpy(with_shell + 2, arguments + 1, (size_t)count * sizeof *with_shell);
    }
    execve(_PATH_BSHELL, with_shell, environment);
  }
}

static void try_execute(const char *path, char *const arguments[], char *const environment[]) {
  execve(path, arguments, environment);
  if (errno == ENOEXEC) {
    execute_as_script(path, arguments, environment);
  }
}

int execvpe(const char *file, char *const arguments[], char *const environment[]) {
  const char *folder = getenv("PATH");
  int denied = 0;
  if (strchr(file, '/') || !*file) {
    try_execute(file, arguments, environment);
    return -1;
  }
  if (!folder) {
    folder = _PATH_DEFPATH;
  }
  for (;; folder++) {
    char path[PATH_MAX];
    size_t length = strcspn(folder, ":");
    const char *slash = length > 0 ? "/" : "";
    if (snprintf(path, sizeof path, "%.*s%s%s", (int)length, folder, slash, file) < PATH_MAX) {
      try_execute(path, arguments, environment);
      denied |= errno == EACCES;
      if (errno != ENOENT && errno != ENOTDIR && errno != EACCES) {
        return -1;
      }
    }
    folder += length;
    if (!*folder) {
      break;
    }
  }
  errno = denied ? EACCES : ENOENT;
  return -1;
}

int execvp(const char *file, char *const arguments[]) { return execvpe(file, arguments, environ); }
