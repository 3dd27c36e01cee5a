#include <string.h>

char *strtok(char *restrict string, const char *restrict separators) {
  static char *state;
  return strtok_r(string, separators, &state);
}
