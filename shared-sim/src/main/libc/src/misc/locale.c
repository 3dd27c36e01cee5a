#include <limits.h>
#include <locale.h>
#include <stddef.h>
#include <string.h>

char *setlocale(int category, const char *name) {
  (void)category;
  if (name && *name && strcmp(name, "C") != 0 && strcmp(name, "POSIX") != 0) {
    return NULL;
  }
  return "C";
}

struct lconv *localeconv(void) {
  static struct lconv conventions = {
      ".",      "",       "",       "",       "",       "",       "",       "",
      "",       "",       CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX,
      CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX,
  };
  return &conventions;
}
