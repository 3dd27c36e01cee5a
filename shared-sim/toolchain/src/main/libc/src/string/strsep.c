#include <string.h>

char *strsep(char **restrict string, const char *restrict separators) {
  char *token = *string;
  char *end;
  if (!token) {
    return NULL;
  }
  end = token + strcspn(token, separators);
  if (*end) {
    *end = 0;
    *string = end + 1;
  } else {
    *string = NULL;
  }
  return token;
}
