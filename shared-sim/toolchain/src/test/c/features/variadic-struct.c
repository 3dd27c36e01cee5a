#include <stdarg.h>
#include <stdio.h>

struct one { char c; };
struct pair { int a, b; };
struct big { long long l[3]; };
struct three { char c[3]; };

static void take(int n, ...) {
  va_list ap;
  va_start(ap, n);
  while (n--) {
    struct one o = va_arg(ap, struct one);
    struct pair p = va_arg(ap, struct pair);
    struct three t = va_arg(ap, struct three);
    int i = va_arg(ap, int);
    printf("%c %d %d %.3s %d %lld\n", o.c, p.a, p.b, t.c, i, va_arg(ap, struct big).l[2]);
  }
  va_end(ap);
}

int main(void) {
  struct big b = {{1, 2, 1LL << 50}};
  take(2, (struct one){'a'}, (struct pair){1, 2}, (struct three){"abc"}, 5, b, (struct one){'b'},
       (struct pair){3, 4}, (struct three){"def"}, 6, b);
  return 0;
}
