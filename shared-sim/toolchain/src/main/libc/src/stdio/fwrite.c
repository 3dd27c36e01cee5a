#include "../internal/file.h"

size_t fwrite(const void *restrict block, size_t size, size_t count, FILE *restrict file) {
  size_t bytes = size * count;
  if (bytes == 0) {
    return 0;
  }
  return __write_bytes(file, block, bytes) == bytes ? count : 0;
}
