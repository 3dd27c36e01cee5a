/* One program under many names. */
#include <stdio.h>
#include <string.h>

#include "meadow.h"

int main(int count, char **arguments) {
  const char *slash = strrchr(arguments[0], '/');
  const char *name = slash ? slash + 1 : arguments[0];
  if (strcmp(name, "ls") == 0) {
    return ls_main(count, arguments);
  }
  if (strcmp(name, "cat") == 0) {
    return cat_main(count, arguments);
  }
  if (strcmp(name, "echo") == 0) {
    return echo_main(count, arguments);
  }
  if (strcmp(name, "uname") == 0) {
    return uname_main(count, arguments);
  }
  return shell_main(count, arguments);
}
