#include <string.h>

char *strtok_r(char *restrict string, const char *restrict separators, char **restrict state) {
  char *token = string ? string : *state;
  if (!token) {
    return NULL;
  }
  token += strspn(token, separators);
  if (!*token) {
    *state = NULL;
    return NULL;
  }
  *state = token;
  strsep(state, separators);
  return token;
}
