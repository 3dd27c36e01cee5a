#include <ctype.h>
#include <string.h>

static int is_digit(char c) { return c >= '0' && c <= '9'; }

/* Where two numbers with a leading zero first differ they are compared as fractions; without one
   the longer number is the larger (strverscmp(3)). */
int strverscmp(const char *left, const char *right) {
  size_t same = 0;
  size_t number = 0;
  size_t i;
  int zeros = 1;
  for (; left[same] == right[same]; same++) {
    if (!left[same]) {
      return 0;
    }
    if (!is_digit(left[same])) {
      number = same + 1;
      zeros = 1;
    } else if (left[same] != '0') {
      zeros = 0;
    }
  }
  if (left[number] != '0' && right[number] != '0') {
    for (i = same; is_digit(left[i]) && is_digit(right[i]); i++) {
    }
    if ((i > number || same > number) && is_digit(left[i])) {
      return 1;
    }
    if ((i > number || same > number) && is_digit(right[i])) {
      return -1;
    }
  } else if (zeros && number < same) {
    /* A zero more makes the number smaller; the end of the number comes last. */
    int l = is_digit(left[same]);
    int r = is_digit(right[same]);
    if (l != r) {
      return l ? -1 : 1;
    }
  }
  return (unsigned char)left[same] - (unsigned char)right[same];
}
