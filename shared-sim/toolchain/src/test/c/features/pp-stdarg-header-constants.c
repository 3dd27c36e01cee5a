#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#if defined NULL && defined offsetof && defined va_start && defined va_arg && defined va_copy
#define HEADERS 1
#endif
#if true && !false && __bool_true_false_are_defined
#define BOOLS 1
#endif
#if EINTR == 4 && ENOENT == 2 && ERANGE == 34 && EDOM == 33
#define ERRNOS 1
#endif
#if INT32_MAX == 2147483647 && UINT8_MAX == 255 && INT64_MAX > 0
#define INTS 1
#endif

int main(void) {
  errno = 0;
  int before = errno;
  errno = ERANGE;
  printf("%d %d %d %d %d %d\n", HEADERS, BOOLS, ERRNOS, INTS, before, errno);
  max_align_t *p = NULL;
  printf("%d\n", p == NULL);
  return 0;
}
