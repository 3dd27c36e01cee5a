#include <string.h>

char *strchr(const char *string, int c) {
  char *found = strchrnul(string, c);
  return *found == (char)c ? found : NULL;
}
