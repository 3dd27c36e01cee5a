#include <string.h>

#include "../internal/file.h"

static size_t read_some(FILE *file, unsigned char *to, size_t count) {
  size_t ready;
  if (file->pushed_count > 0) {
    *to = file->pushed[--file->pushed_count];
    return 1;
  }
  ready = file->flags & FILE_READING ? file->filled - file->position : 0;
  if (ready == 0) {
    if (__fill(file) < 0) {
      return 0;
    }
    ready = file->filled;
  }
  if (ready > count) {
    ready = count;
  }
  memcpy(to, file->buffer + file->position, ready);
  file->position += ready;
  return ready;
}

size_t fread(void *restrict block, size_t size, size_t count, FILE *restrict file) {
  unsigned char *to = block;
  size_t wanted = size * count;
  size_t done = 0;
  while (done < wanted) {
    size_t some = read_some(file, to + done, wanted - done);
    if (some == 0) {
      break;
    }
    done += some;
  }
  return size == 0 ? 0 : done / size;
}
