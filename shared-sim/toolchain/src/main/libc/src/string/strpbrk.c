#include <string.h>

char *strpbrk(const char *string, const char *accepted) {
  string += strcspn(string, accepted);
  return *string ? (char *)string : NULL;
}
