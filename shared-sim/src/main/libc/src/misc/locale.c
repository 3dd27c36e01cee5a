#include <limits.h>
#include <locale.h>
#include <stddef.h>
#include <string.h>

char *setlocale(int category, const char *name) {
  static const char *const known[] = {"", "C", "POSIX", "C.UTF-8"};
  unsigned i;
  (void)category;
  for (i = 0; name && i < sizeof known / sizeof known[0]; i++) {
    if (strcmp(name, known[i]) == 0) {
      return "C";
    }
  }
  return name ? NULL : "C";
}

struct lconv *localeconv(void) {
  static struct lconv conventions = {
      ".",      "",       "",       "",       "",       "",       "",       "",
      "",       "",       CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX,
      CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX, CHAR_MAX,
  };
  return &conventions;
}
