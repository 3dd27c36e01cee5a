#include <string.h>

void *memccpy(void *restrict to, const void *restrict from, int c, size_t count) {
  void *stop = memchr(from, c, count);
  if (!stop) {
    memcpy(to, from, count);
    return NULL;
  }
  return mempcpy(to, from, (size_t)((char *)stop - (const char *)from) + 1);
}
