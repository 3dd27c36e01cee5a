#include <string.h>

size_t strcspn(const char *string, const char *rejected) {
  size_t length = 0;
  while (string[length] && !strchr(rejected, string[length])) {
    length++;
  }
  return length;
}
