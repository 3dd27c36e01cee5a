/* The texts of errors and signals, and an assertion that fails. */
#include <assert.h>
#include <err.h>
#include <errno.h>
#include <error.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void) {
  int i;
  for (i = -1; i < 140; i++) {
    printf("%d %s\n", i, strerror(i));
  }
  for (i = 0; i < 66; i++) {
    printf("%d %s\n", i, strsignal(i));
  }
  errno = ENOENT;
  perror("prefix");
  errno = EACCES;
  warn("warned %d", 1);
  warnx("warned %d", 2);
  error(0, EPERM, "told %s", "so");
  assert(i == 66);
  fflush(stdout);
  assert(i == 67);
  return 0;
}
