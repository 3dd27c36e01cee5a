#include <string.h>

char *strcasestr(const char *string, const char *part) {
  size_t length = strlen(part);
  do {
    if (strncasecmp(string, part, length) == 0) {
      return (char *)string;
    }
  } while (*string++);
  return NULL;
}
