#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The array, once it had to be made larger; before that it is where the kernel put it. */
static char **own;

static char **find(const char *name, size_t length) {
  char **entry;
  for (entry = environ; entry && *entry; entry++) {
    if (strncmp(*entry, name, length) == 0 && (*entry)[length] == '=') {
      return entry;
    }
  }
  return NULL;
}

static int append(char *assignment) {
  size_t count = 0;
  char **larger;
  while (environ && environ[count]) {
    count++;
  }
  larger = realloc(environ == own ? own : NULL, (count + 2) * sizeof *larger);
  if (!larger) {
    return -1;
  }
  if (environ != own) {
    if (count > 0) {
      memcpy(larger, environ, count * sizeof *larger);
    }
    free(own);
  }
  larger[count] = assignment;
  larger[count + 1] = NULL;
  own = larger;
  environ = larger;
  return 0;
}

static int assign(char *assignment, size_t name_length) {
  char **entry = find(assignment, name_length);
  if (!entry) {
    return append(assignment);
  }
  *entry = assignment;
  return 0;
}

int putenv(char *assignment) {
  char *equals = strchr(assignment, '=');
  return equals ? assign(assignment, (size_t)(equals - assignment)) : unsetenv(assignment);
}

static int refuse(const char *name) {
  if (*name && !strchr(name, '=')) {
    return 0;
  }
  errno = EINVAL;
  return -1;
}

int setenv(const char *name, const char *value, int overwrite) {
  char *assignment;
  if (refuse(name) < 0) {
    return -1;
  }
  if (!overwrite && getenv(name)) {
    return 0;
  }
  return asprintf(&assignment, "%s=%s", name, value) < 0 ? -1 : assign(assignment, strlen(name));
}

int unsetenv(const char *name) {
  char **entry;
  if (refuse(name) < 0) {
    return -1;
  }
  while ((entry = find(name, strlen(name)))) {
    do {
      entry[0] = entry[1];
    } while (*entry++);
  }
  return 0;
}

int clearenv(void) {
  environ = NULL;
  return 0;
}
