#include <string.h>

int memcmp(const void *left, const void *right, size_t count) {
  const unsigned char *l = left;
  const unsigned char *r = right;
  for (; count > 0; count--, l++, r++) {
    if (*l != *r) {
      return *l - *r;
    }
  }
  return 0;
}

int bcmp(const void *left, const void *right, size_t count) { return memcmp(left, right, count); }
