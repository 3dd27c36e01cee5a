/* Finding programs and starting them (XCU 2.9.1). */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sh.h"

static int is_executable(const char *path) {
  struct stat status;
  return stat(path, &status) == 0 && S_ISREG(status.st_mode) && access(path, X_OK) == 0;
}

/* The path of a program, to be freed; null where PATH has none. */
char *find_program(const char *name) {
  const char *folder = variable_get("PATH");
  if (strchr(name, '/')) {
    return strdup(name);
  }
  while (folder) {
    size_t length = strcspn(folder, ":");
    size_t size = length + strlen(name) + 3;
    char *path = malloc(size);
    snprintf(path, size, "%.*s%s%s", (int)length, folder, length ? "/" : "./", name);
    if (is_executable(path)) {
      return path;
    }
    free(path);
    folder = folder[length] ? folder + length + 1 : NULL;
  }
  return NULL;
}

/* No line of a script has a zero byte; what has one is a program that the kernel does not know. */
static int is_script(const char *path) {
  char start[128];
  int file = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t length, i;
  if (file < 0) {
    return 1;
  }
  length = read(file, start, sizeof start);
  close(file);
  for (i = 0; i < length && start[i] != '\n'; i++) {
    if (!start[i]) {
      return 0;
    }
  }
  return 1;
}

/* A file that is no program is a script of the shell. */
static void run_script(const char *path, char **arguments, char **environment) {
  int count = 0;
  char **all;
  while (arguments[count]) {
    count++;
  }
  all = malloc(((size_t)count + 2) * sizeof *all);
  all[0] = "sh";
  all[1] = (char *)path;
  memcpy(all + 2, arguments + 1, (size_t)count * sizeof *all);
  execve("/bin/sh", all, environment);
}

/* Replaces the shell; what comes back is the status of the failure. */
int exec_program(char **arguments) {
  char **environment = variables_environment();
  char *path = find_program(arguments[0]);
  int error;
  if (!path) {
    complain("%s: not found", arguments[0]);
    return 127;
  }
  execve(path, arguments, environment);
  error = errno;
  if (error == ENOEXEC && is_script(path)) {
    run_script(path, arguments, environment);
  }
  if (error == ENOENT || error == ENOTDIR) {
    complain("%s: not found", arguments[0]);
    return 127;
  }
  complain("%s: %s", arguments[0], strerror(error == EACCES ? EACCES : error));
  return 126;
}
