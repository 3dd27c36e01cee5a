#include <stdlib.h>
#include <string.h>

int getsubopt(char **option, char *const *tokens, char **value) {
  char *word = strsep(option, ",");
  char *equals = strchrnul(word, '=');
  size_t length = (size_t)(equals - word);
  int i;
  if (!*option) {
    *option = word + strlen(word);
  }
  for (i = 0; tokens[i]; i++) {
    if (strncmp(word, tokens[i], length) == 0 && !tokens[i][length]) {
      *value = *equals ? equals + 1 : NULL;
      return i;
    }
  }
  *value = word;
  return -1;
}
