#include <stdio.h>

#define GET(_1, _2, _3, NAME, ...) NAME
#define SUM1(a) (a)
#define SUM2(a, b) ((a) + (b))
#define SUM3(a, b, c) ((a) + (b) + (c))
#define SUM(...) GET(__VA_ARGS__, SUM3, SUM2, SUM1, 0)(__VA_ARGS__)
#define CAT(a, b) CAT_(a, b)
#define CAT_(a, b) a##b
#define EACH1(f, x) f(x)
#define EACH2(f, x, ...) f(x) EACH1(f, __VA_ARGS__)
#define EACH3(f, x, ...) f(x) EACH2(f, __VA_ARGS__)
#define EACH(f, ...) GET(__VA_ARGS__, EACH3, EACH2, EACH1, 0)(f, __VA_ARGS__)
#define SHOW(x) printf(#x "=%d ", x);

int main(void) {
  int a = 1, b = 2, c = 3;
  printf("%d %d %d\n", SUM(a), SUM(a, b), SUM(a, b, c));
  EACH(SHOW, a, b, c)
  EACH(SHOW, a + b)
  putchar('\n');
  printf("%d\n", CAT(SUM, 2)(4, 5));
  return 0;
}
