#include <string.h>

char *strchrnul(const char *string, int c) {
  while (*string && *string != (char)c) {
    string++;
  }
  return (char *)string;
}
