#include <stdio.h>

#define MAX(a, b)           \
  ({                        \
    __typeof__(a) _a = (a); \
    __typeof__(b) _b = (b); \
    _a > _b ? _a : _b;      \
  })

static int calls;
static int next(void) { return ++calls; }

struct s { int a, b; };

int main(void) {
  printf("%d ", MAX(next(), 0));
  printf("%d\n", calls);
  printf("%d\n", MAX(MAX(3, 9), MAX(7, 2)));
  int x = ({ int y = 5; y *= 2; y + 1; });
  printf("%d\n", x);
  struct s v = ({ struct s t = {1, 2}; t.a += 10; t; });
  printf("%d %d\n", v.a, v.b);
  printf("%g\n", ({ double d = 0.5; for (int i = 0; i < 4; i++) d *= 2; d; }));
  ({ puts("no value"); });
  int total = 0;
  for (int i = 0; i < 5; i++) total += ({ if (i == 3) continue; i; });
  printf("%d\n", total);
  printf("%d\n", ({ int f = 0; while (1) { if (++f > 8) break; } f; }));
  printf("%lld\n", ({ 1LL << 40; }) + 1);
  return ({ 7; });
}
