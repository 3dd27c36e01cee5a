#include <stdio.h>

#define TRY(e)                  \
  ({                            \
    int _r = (e);               \
    if (_r < 0) return _r * 10; \
    _r;                         \
  })

static int step(int n) { return n > 3 ? -n : n + 1; }

static int all(int n) {
  int a = TRY(step(n)), b = TRY(step(a));
  return a * 100 + b + ({ int sum = 0; for (int i = 0; i < 3; i++) sum += TRY(step(i)); sum; });
}

int main(void) {
  printf("%d %d %d %d\n", all(0), all(2), all(3), all(4));
  return 0;
}
