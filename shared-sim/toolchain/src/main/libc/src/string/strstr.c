#include <string.h>

char *strstr(const char *string, const char *part) {
  return memmem(string, strlen(string), part, strlen(part));
}
