#include <string.h>

size_t strspn(const char *string, const char *accepted) {
  size_t length = 0;
  while (string[length] && strchr(accepted, string[length])) {
    length++;
  }
  return length;
}
