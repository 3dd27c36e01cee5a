#include <unistd.h>

/* Exchanges neighbouring bytes. */
void swab(const void *restrict from, void *restrict to, ssize_t size) {
  const char *f = from;
  char *t = to;
  for (; size > 1; size -= 2, f += 2, t += 2) {
    char first = f[0];
    t[0] = f[1];
    t[1] = first;
  }
}
