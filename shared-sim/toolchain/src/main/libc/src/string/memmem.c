#include <string.h>

void *memmem(const void *block, size_t size, const void *part, size_t part_size) {
  const char *b = block;
  const char *end;
  if (part_size == 0) {
    return (void *)b;
  }
  if (part_size > size) {
    return NULL;
  }
  end = b + (size - part_size + 1);
  while ((b = memchr(b, *(const char *)part, (size_t)(end - b)))) {
    if (memcmp(b, part, part_size) == 0) {
      return (void *)b;
    }
    b++;
  }
  return NULL;
}
