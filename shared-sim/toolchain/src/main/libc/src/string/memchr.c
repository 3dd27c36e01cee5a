#include <string.h>

void *memchr(const void *block, int c, size_t count) {
  const unsigned char *b = block;
  for (; count > 0; count--, b++) {
    if (*b == (unsigned char)c) {
      return (void *)b;
    }
  }
  return NULL;
}
