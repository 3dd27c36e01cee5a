#include <stdarg.h>
#include <stdio.h>

static int vlog(const char *tag, const char *format, va_list ap) {
  int n = printf("%s: ", tag);
  n += vprintf(format, ap);
  putchar('\n');
  return n + 1;
}

static int log_line(const char *format, ...) {
  va_list ap;
  va_start(ap, format);
  int n = vlog("log", format, ap);
  va_end(ap);
  return n;
}

static int next(va_list *ap) { return va_arg(*ap, int); }

static int pairs(int n, ...) {
  va_list ap;
  int total = 0;
  va_start(ap, n);
  for (int i = 0; i < n; i++) total += next(&ap) * next(&ap);
  va_end(ap);
  return total;
}

int main(void) {
  printf("%d\n", log_line("%d %s %c %lld", 5, "five", '5', 5LL << 33));
  printf("%d\n", log_line("nothing"));
  printf("%d\n", pairs(3, 1, 2, 3, 4, 5, 6));
  return 0;
}
