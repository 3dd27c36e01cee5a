#include <errno.h>
#include <sys/auxv.h>

static char **first_environment; /* the auxiliary vector is behind its end */

__attribute__((constructor)) static void note_environment(int count, char **arguments,
                                                          char **environment) {
  (void)count;
  (void)arguments;
  first_environment = environment;
}

unsigned long getauxval(unsigned long type) {
  char **end = first_environment;
  const unsigned long *entry;
  while (*end) {
    end++;
  }
  for (entry = (const unsigned long *)(end + 1); entry[0] != AT_NULL; entry += 2) {
    if (entry[0] == type) {
      return entry[1];
    }
  }
  errno = ENOENT;
  return 0;
}
