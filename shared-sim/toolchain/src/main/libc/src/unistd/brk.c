#include <errno.h>
#include <unistd.h>

#include "../internal/syscall.h"

/* The end of the program's data, which linkers set. */
extern char _end[] __attribute__((weak));

static char *current;

/* The kernel answers with the end as it is now, whether or not it is the one asked for. */
int brk(void *end) {
  current = (char *)__syscall(SYS_brk, end);
  if (current != end) {
    errno = ENOMEM;
    return -1;
  }
  return 0;
}

void *sbrk(int increment) {
  char *old;
  if (!current) {
    current = (char *)__syscall(SYS_brk, 0);
    /* Not every kernel knows how large the program is. */
    if (current < _end) {
      current = _end;
    }
  }
  old = current;
  if (increment && brk(old + increment) < 0) {
    return (void *)-1;
  }
  return old;
}
