#include <ctype.h>
#include <strings.h>

int strcasecmp(const char *left, const char *right) {
  return strncasecmp(left, right, (size_t)-1);
}

int strncasecmp(const char *left, const char *right, size_t limit) {
  for (; limit > 0; limit--, left++, right++) {
    int l = tolower((unsigned char)*left);
    int r = tolower((unsigned char)*right);
    if (l != r || l == 0) {
      return l - r;
    }
  }
  return 0;
}
