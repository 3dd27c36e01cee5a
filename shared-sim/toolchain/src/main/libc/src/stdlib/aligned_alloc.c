#include <errno.h>
#include <stdlib.h>

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **block, size_t alignment, size_t size) {
  void *result;
  if (alignment < sizeof(void *) || (alignment & (alignment - 1))) {
    return EINVAL;
  }
  result = memalign(alignment, size);
  if (!result) {
    return ENOMEM;
  }
  *block = result;
  return 0;
}

void *valloc(size_t size) { return memalign(4096, size); }
