#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *calloc(size_t count, size_t size) {
  void *block;
  if (size > 0 && count > SIZE_MAX / size) {
    errno = ENOMEM;
    return NULL;
  }
  block = malloc(count * size);
  return block ? memset(block, 0, count * size) : NULL;
}
