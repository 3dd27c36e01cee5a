#include <errno.h>
#include <sys/auxv.h>

extern char **__first_environ;

unsigned long getauxval(unsigned long type) {
  char **end = __first_environ;
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
