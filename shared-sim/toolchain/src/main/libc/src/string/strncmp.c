#include <string.h>

int strncmp(const char *left, const char *right, size_t limit) {
  for (; limit > 0; limit--, left++, right++) {
    if (*left != *right || !*left) {
      return (unsigned char)*left - (unsigned char)*right;
    }
  }
  return 0;
}
