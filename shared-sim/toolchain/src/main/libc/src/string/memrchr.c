#include <string.h>

void *memrchr(const void *block, int c, size_t count) {
  const unsigned char *b = (const unsigned char *)block + count;
  for (; count > 0; count--) {
    if (*--b == (unsigned char)c) {
      return (void *)b;
    }
  }
  return NULL;
}

void *rawmemchr(const void *block, int c) {
  const unsigned char *b = block;
  while (*b != (unsigned char)c) {
    b++;
  }
  return (void *)b;
}
