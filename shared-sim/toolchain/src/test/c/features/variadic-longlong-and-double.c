#include <stdarg.h>
#include <stdio.h>

static void show(const char *types, ...) {
  va_list ap;
  va_start(ap, types);
  for (; *types; types++) {
    switch (*types) {
      case 'i': printf("%d ", va_arg(ap, int)); break;
      case 'l': printf("%lld ", va_arg(ap, long long)); break;
      case 'd': printf("%g ", va_arg(ap, double)); break;
      case 'L': printf("%Lg ", va_arg(ap, long double)); break;
      case 'c': putchar(va_arg(ap, int)); putchar(' '); break;
      case 's': printf("%s ", va_arg(ap, char *)); break;
      case 'p': printf("%d ", *va_arg(ap, int *)); break;
    }
  }
  va_end(ap);
  putchar('\n');
}

int main(void) {
  int n = 9;
  float f = 0.5f;
  show("ilil", 1, 2LL, 3, -4LL);
  show("dild", 1.5, 2, 1LL << 40, -0.25);
  show("Lids", 2.5L, 7, 0.125, "text");
  show("cp", 'z', &n);
  show("ddl", f, f * 2, (long long)n);
  return 0;
}
