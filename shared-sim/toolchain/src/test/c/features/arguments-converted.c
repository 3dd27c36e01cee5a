#include <stdio.h>

static void f(char c, unsigned char u, short s, float x, double d, long long l, _Bool b, const void *p) {
  printf("%d %d %d %g %g %lld %d %d\n", c, u, s, x, d, l, b, p != 0);
}

int main(void) {
  f(300, -1, 70000, 1, 2, 3, 4, "p");
  f('a', 2.9, -1.5f, 'b', 1LL << 40, 2.5, 0.5, 0);
  f(-129L, 256u, 32768ull, 3u, -7, -1u, 0.0, &f);
  long long big = 0x1ffffffffLL;
  f((char)big, (unsigned char)big, (short)big, big & 0xffff, big, (int)big, big >> 33, &big);
  return 0;
}
