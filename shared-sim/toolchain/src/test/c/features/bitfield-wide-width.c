#include <stdio.h>

/* What a field beyond int gives keeps the field's width: it wraps there. */
struct s {
  unsigned long long x : 40;
  long long y : 40;
  unsigned long long z : 32;
  unsigned long long w : 36;
  unsigned small : 3;
};

static void show(unsigned long long v) { printf("%llx\n", v); }

int main(void) {
  static struct s s;
  show(s.x - 1);
  show(~s.x);
  show(-s.x - 2);
  s.x = 0xFFFFFFFFFFULL;
  show(s.x << 8);
  show(s.x + 1);
  show(s.x * s.x);
  show(s.x + 1LL);
  show(s.x + (s.w - 1));
  show(s.z - 1);
  printf("%d %d\n", s.x + 1 == 0, s.z - 1 > 0);
  s.y = -5;
  printf("%lld %lld\n", (long long)(s.y * 3), (long long)(s.y >> 1));
  printf("%lld\n", (long long)(s.y + s.x));
  long long v = s.y;
  v += s.x;
  printf("%lld\n", v);
  s.x += 3;
  show(s.x);
  show(s.x--);
  show((s.x -= 9) - 1);
  show((s.x = 0) - 1);
  printf("%d\n", (s.small = 7) - 8 < 0);
  printf("%d\n", s.small++ - 8 < 0);
  show(s.small ? s.x - 1 : 5);
  int i = -1;
  i /= s.w + 3;
  printf("%d %d\n", i, (int)sizeof(s.x + 1));
  double d = s.x - 1;
  printf("%.1f\n", d);
  switch (s.x - 1) {
    case 0xFFFFFFFFFFULL: puts("forty ones"); break;
    default: puts("other");
  }
  return 0;
}
