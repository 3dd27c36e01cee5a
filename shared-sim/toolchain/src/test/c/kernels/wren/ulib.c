#include <stdarg.h>
#include "user.h"

static char line[120];
static int used;

static void put(int c) {
  if (used < (int)sizeof line) line[used++] = c;
}

static void number(unsigned n, unsigned base) {
  if (n >= base) number(n / base, base);
  put("0123456789abcdef"[n % base]);
}

/* A line at a time, so that lines of two programs do not mix. */
void print(const char *fmt, ...) {
  va_list ap;
  used = 0;
  va_start(ap, fmt);
  for (; *fmt; fmt++) {
    if (*fmt != '%') {
      put(*fmt);
      continue;
    }
    switch (*++fmt) {
      case 'd': {
        int n = va_arg(ap, int);
        if (n < 0) put('-');
        number(n < 0 ? -(unsigned)n : n, 10);
        break;
      }
      case 'x': number(va_arg(ap, unsigned), 16); break;
      case 's':
        for (const char *s = va_arg(ap, const char *); *s; s++) put(*s);
        break;
      default: put(*fmt);
    }
  }
  va_end(ap);
  write(line, used);
}
